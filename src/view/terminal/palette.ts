/** What each tone looks like: one table, for the terminal and for pictures. */
import type { Tone } from './text.ts';

/** A colour, as far as the place where it is shown can show it. */
interface Hue {
  /** On a terminal of 16 colours: one of those that its owner has chosen. */
  readonly name: 'cyan' | 'green' | 'yellow' | 'magenta' | 'red';
  /** Of xterm's 256 colours, one in the middle between black and white: it can be read on both. */
  readonly middle: number;
  /** And one for a background that is known to be dark. */
  readonly bright: number;
}

export interface Look {
  readonly hue?: Hue;
  readonly bold?: true;
  readonly dim?: true;
  readonly inverse?: true;
}

/** How many colours a terminal has. 1 is for one that has none, or whose owner wants none. */
export type ColourDepth = 1 | 16 | 256;

/** Colours that are told apart with each kind of colour blindness, and on every background. */
export const palette: Readonly<Record<Tone, Look>> = {
  plain: {},
  strong: { bold: true },
  dim: { dim: true },
  accent: { bold: true, hue: { name: 'cyan', middle: 29, bright: 43 } },
  now: { inverse: true },
  positive: { bold: true, hue: { name: 'green', middle: 27, bright: 33 } },
  negative: { bold: true, hue: { name: 'yellow', middle: 166, bright: 208 } },
  gradient: { hue: { name: 'magenta', middle: 133, bright: 176 } },
  warning: { bold: true, hue: { name: 'red', middle: 197, bright: 197 } },
};

/**
 * The colour of a tone on a terminal: one of its owner's 16 by name, one of 256 by its index, or null for that of
 * the text around it.
 */
export function terminalColour(tone: Tone, depth: ColourDepth): Hue['name'] | number | null {
  const { hue } = palette[tone];
  if (!hue || depth === 1) return null;
  return depth === 16 ? hue.name : hue.middle;
}

export const themeNames = ['dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What a picture is drawn on, since it has no terminal around it. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  /** The edge of the window, and the ground of its title. */
  readonly frame: string;
  readonly shade: 'middle' | 'bright';
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: { background: '#0d1117', foreground: '#dfe4ea', frame: '#21262d', shade: 'bright' },
  light: { background: '#ffffff', foreground: '#1f2328', frame: '#d8dee4', shade: 'middle' },
};

/** How opaque dim text is. */
export const DIM_OPACITY = 0.65;

/** The colour of a tone's text in a picture: `#0087ff`. */
export function colourOf(tone: Tone, { foreground, shade }: Theme): string {
  const { hue } = palette[tone];
  return hue ? hexOf(hue[shade]) : foreground;
}

/** The six levels of red, green and blue in xterm's colour cube. */
const levels = [0, 95, 135, 175, 215, 255] as const;

/**
 * `#0087ff` for 33: one of xterm's 256 colours.
 *
 * @param index 16 … 231, a place in the cube; below it are colours that users choose, above it greys
 */
export function hexOf(index: number): string {
  const place = index - 16;
  return `#${[Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6]
    .map((level) => (levels[level] ?? 0).toString(16).padStart(2, '0'))
    .join('')}`;
}

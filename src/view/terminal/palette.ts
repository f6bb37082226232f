/** How each tone looks: one table for the terminal and for exported images. */
import type { Tone } from './text.ts';

/** One colour, for each depth of colours. */
interface Hue {
  /** On a terminal with 16 colours: a name, for which the user's theme has a colour. */
  readonly name: 'cyan' | 'green' | 'yellow' | 'magenta' | 'red';
  /** Index in xterm's 256 colours of a medium brightness, readable on black and on white. */
  readonly middle: number;
  /** Index in the same colours, for a background that is known to be dark. */
  readonly bright: number;
}

export interface ToneStyle {
  readonly hue?: Hue;
  readonly bold?: true;
  readonly dim?: true;
  readonly inverse?: true;
}

/** How many colours to use. 1: no colours. */
export type ColourDepth = 1 | 16 | 256;

/** The colours can be told apart with each kind of colour blindness, and read on every background. */
export const palette: Readonly<Record<Tone, ToneStyle>> = {
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
 * The colour of a tone on a terminal: a name with 16 colours, an index with 256 colours, null for the default colour of
 * text.
 */
export function terminalColour(tone: Tone, depth: ColourDepth): Hue['name'] | number | null {
  const { hue } = palette[tone];
  if (!hue || depth === 1) return null;
  return depth === 16 ? hue.name : hue.middle;
}

export const themeNames = ['dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** The colours around the text of an exported image, which has no terminal to take them from. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  /** Colour of the window border and of the background of its title. */
  readonly frame: string;
  readonly shade: 'middle' | 'bright';
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: { background: '#0d1117', foreground: '#dfe4ea', frame: '#21262d', shade: 'bright' },
  light: { background: '#ffffff', foreground: '#1f2328', frame: '#d8dee4', shade: 'middle' },
};

/** Opacity of dim text in an exported image, 0 … 1. */
export const DIM_OPACITY = 0.65;

/** The colour of a tone in an exported image: `#0087ff`. */
export function colourOf(tone: Tone, { foreground, shade }: Theme): string {
  const { hue } = palette[tone];
  return hue ? hexOf(hue[shade]) : foreground;
}

/** The six levels of red, green and blue in xterm's 6 × 6 × 6 colour cube. */
const levels = [0, 95, 135, 175, 215, 255] as const;

/**
 * The hexadecimal form of one of xterm's 256 colours: `#0087ff` for 33.
 *
 * @param index 16 … 231, a colour of the cube; lower indexes are the 16 colours of the theme, higher ones are greys
 */
export function hexOf(index: number): string {
  const place = index - 16;
  return `#${[Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6]
    .map((level) => (levels[level] ?? 0).toString(16).padStart(2, '0'))
    .join('')}`;
}

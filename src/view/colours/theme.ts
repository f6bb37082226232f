/** The colours of exported images, which have no terminal to take them from. */
import { type Ground, type Paint, paintOf, type Tone } from './palette.ts';
import { hexOf } from './xterm.ts';

export const themeNames = ['dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** The colours around the text of an image. */
export interface Theme {
  readonly background: string;
  /** Colour of the window border and of the background of its title. */
  readonly frame: string;
}

export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: { background: '#17181c', frame: '#2b2d33' },
  light: { background: '#ffffff', frame: '#d8dee4' },
};

/** How a span is painted in an image: hexadecimal colours. */
interface ImagePaint {
  readonly foreground: string;
  readonly background: string | null;
  readonly bold: boolean;
}

const paints = new Map<Paint, ImagePaint>();

export function imagePaint(tone: Tone, on: Ground | undefined, theme: ThemeName): ImagePaint {
  const paint = paintOf(tone, on, { depth: 256, backdrop: theme });
  const known = paints.get(paint);
  if (known) return known;
  const { foreground, background, bold } = paint;
  const made = {
    foreground: hexOf(foreground as number),
    background: background === null ? null : hexOf(background as number),
    bold,
  };
  paints.set(paint, made);
  return made;
}

/** The colours of exported images, which have no terminal to take them from. */
import { type Ground, paintOf, type Tone } from './palette.ts';
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

/** How a span is painted in an exported image: hexadecimal colours. */
export function imagePaint(tone: Tone, on: Ground | undefined, theme: ThemeName) {
  const { foreground, background, bold } = paintOf(tone, on, { depth: 256, backdrop: theme });
  return {
    foreground: hexOf(foreground as number),
    background: background === null ? null : hexOf(background as number),
    bold,
  };
}

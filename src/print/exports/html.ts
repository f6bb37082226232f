/** The screen as a web page in one file, without links to others. */
import { currentLanguage } from '../../i18n/translate.ts';
import type { Scene } from '../../view/scene/scene.ts';
import {
  colourOf,
  DIM_OPACITY,
  palette,
  type Theme,
  type ThemeName,
  themeNames,
  themes,
} from '../../view/terminal/palette.ts';
import { joined, type Line, type Size, type Tone } from '../../view/terminal/text.ts';
import { escaped, FONTS, pictureLines, pictureTitle } from './picture.ts';

const tones = Object.keys(palette) as Tone[];

/**
 * The screen at the cursor as preformatted text with a style sheet.
 *
 * @param theme null for the preference of the reader's browser
 * @returns the lines of the file
 */
export function htmlLines(scene: Scene, id: string, size: Size, theme: ThemeName | null): string[] {
  return [
    '<!doctype html>',
    `<html lang="${currentLanguage()}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(pictureTitle(scene, id))}</title>`,
    '<style>',
    ...(theme === null
      ? [
          `:root { color-scheme: ${themeNames.join(' ')}; ${variables(themes.light)} }`,
          `@media (prefers-color-scheme: dark) { :root { ${variables(themes.dark)} } }`,
        ]
      : [`:root { color-scheme: ${theme}; ${variables(themes[theme])} }`]),
    'body { margin: 1em; background: var(--background); color: var(--foreground); }',
    `pre { margin: 0; font: 14px/16px ${FONTS}; }`,
    ...tones.flatMap(rule),
    '</style>',
    '</head>',
    '<body>',
    // HTML ignores a line break right after this tag, so it does not add an empty row.
    '<pre>',
    ...pictureLines(scene, id, size).map(rowOf),
    '</pre>',
    '</body>',
    '</html>',
  ];
}

function rowOf(line: Line): string {
  return joined(line)
    .map(({ text, tone }) =>
      tone === 'plain' ? escaped(text) : `<span class="${tone}">${escaped(text)}</span>`,
    )
    .join('');
}

/** A theme's colours as variables named after the tones; the rules in `rule` use them. */
function variables(theme: Theme): string {
  const hued = tones.filter((tone) => palette[tone].hue);
  return [
    `--background: ${theme.background};`,
    `--foreground: ${theme.foreground};`,
    ...hued.map((tone) => `--${tone}: ${colourOf(tone, theme)};`),
  ].join(' ');
}

function rule(tone: Tone): string[] {
  const { hue, bold, dim, inverse } = palette[tone];
  const declarations = [
    ...(hue ? [`color: var(--${tone});`] : []),
    ...(bold ? ['font-weight: bold;'] : []),
    ...(dim ? [`opacity: ${DIM_OPACITY};`] : []),
    ...(inverse ? ['background: var(--foreground);', 'color: var(--background);'] : []),
  ];
  return declarations.length === 0 ? [] : [`.${tone} { ${declarations.join(' ')} }`];
}

/** The screen as a web page in one file, without links to others. */
import { currentLanguage } from '../../i18n/translate.ts';
import type { Ground, Tone } from '../../view/colours/palette.ts';
import { imagePaint, type ThemeName, themeNames, themes } from '../../view/colours/theme.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../view/scene/view-options.ts';
import { joined } from '../../view/terminal/joined.ts';
import type { Line, Size } from '../../view/terminal/text.ts';
import { escaped, FONTS, pictureLines, pictureTitle } from './picture.ts';

/**
 * The screen at the cursor as preformatted text with a style sheet.
 *
 * @param theme null for the preference of the reader's browser
 * @returns the lines of the file
 */
export function htmlLines(
  scene: Scene,
  id: string,
  size: Size,
  theme: ThemeName | null,
  looks: ViewOptions = defaultViewOptions,
): string[] {
  const rows = pictureLines(scene, id, size, looks);
  const styles = stylesOf(rows);
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
          `:root { color-scheme: ${themeNames.join(' ')}; ${variables(styles, 'light')} }`,
          `@media (prefers-color-scheme: dark) { :root { ${variables(styles, 'dark')} } }`,
        ]
      : [`:root { color-scheme: ${theme}; ${variables(styles, theme)} }`]),
    'body { margin: 1em; background: var(--background); color: var(--plain); }',
    `pre { margin: 0; font: 14px/16px ${FONTS}; }`,
    ...styles.map(rule),
    '</style>',
    '</head>',
    '<body>',
    // HTML ignores a line break right after this tag, so it does not add an empty row.
    '<pre>',
    ...rows.map(rowOf),
    '</pre>',
    '</body>',
    '</html>',
  ];
}

/** A class of the style sheet: a tone, or a tone on a ground. */
interface Style {
  readonly name: string;
  readonly tone: Tone;
  readonly ground: Ground | undefined;
}

function styleOf(tone: Tone, ground: Ground | undefined): Style {
  return { name: ground === undefined ? tone : `${tone}-on-${ground}`, tone, ground };
}

/** The styles of a screen, each once, with that of plain text. */
function stylesOf(lines: readonly Line[]): Style[] {
  const styles = [
    styleOf('plain', undefined),
    ...lines.flat().map(({ tone, ground }) => styleOf(tone, ground)),
  ];
  return [...new Map(styles.map((style) => [style.name, style])).values()];
}

function rowOf(line: Line): string {
  return joined(line)
    .map(({ text, tone, ground }) => {
      const { name } = styleOf(tone, ground);
      return name === 'plain' ? escaped(text) : `<span class="${name}">${escaped(text)}</span>`;
    })
    .join('');
}

/** A theme's colours as variables named after the styles; the rules in `rule` use them. */
function variables(styles: readonly Style[], theme: ThemeName): string {
  return [
    `--background: ${themes[theme].background};`,
    ...styles.flatMap(({ name, tone, ground }) => {
      const { foreground, background } = imagePaint(tone, ground, theme);
      return [
        `--${name}: ${foreground};`,
        ...(background === null ? [] : [`--${name}-ground: ${background};`]),
      ];
    }),
  ].join(' ');
}

function rule({ name, tone, ground }: Style): string {
  const declarations = [
    `color: var(--${name});`,
    ...(imagePaint(tone, ground, 'dark').bold ? ['font-weight: bold;'] : []),
    ...(ground === undefined ? [] : [`background: var(--${name}-ground);`]),
  ];
  return `.${name} { ${declarations.join(' ')} }`;
}

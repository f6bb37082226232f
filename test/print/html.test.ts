import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { htmlLines } from '../../src/print/exports/html.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { imagePaint, themeNames, themes } from '../../src/view/colours/theme.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { elementsOf, hostile, parseXml, sceneOf, shippedScene, textOf } from '../support/print.ts';

afterEach(() => setLanguage('en'));

const size = { columns: 80, rows: 24 };

const page = (...args: Parameters<typeof htmlLines>) => htmlLines(...args).join('\n');

/** The body of the page, which is valid both as HTML and as XML. */
const bodyOf = (text: string) => parseXml(text.slice(text.indexOf('<body>'), text.indexOf('</html>')));

describe.each(['en', 'bn'] as const)('in %s', (language) => {
  test.each([0, 13, 32])('has the text of the screen at step %i', (position) => {
    setLanguage(language);
    const scene = shippedScene('target-13', position);
    const text = page(scene, 'target-13', size, null);
    expect(text).toContain(`<html lang="${language}">`);
    const lines = pictureLines(scene, 'target-13', size).map((line) => plainText(line));
    expect(textOf(bodyOf(text)).trim()).toBe(lines.join('\n').trim());
  });
});

test('every style of the screen has a class, and every class has a rule with its colours', () => {
  const text = page(shippedScene('target-13', 13), 'target-13', size, null);
  const classes = new Set(elementsOf(bodyOf(text), 'span').map(({ attributes }) => attributes.class));
  expect(classes.size).toBeGreaterThan(5);
  for (const each of classes) expect(text).toContain(`\n.${each} { `);
  const spans = pictureLines(shippedScene('target-13', 13), 'target-13', size).flat();
  expect(spans.some(({ ground }) => ground !== undefined)).toBe(true);
  for (const { text: written, tone, ground } of spans) {
    if (written.trim() === '' || (tone === 'plain' && !ground)) continue;
    const name = ground ? `${tone}-on-${ground}` : tone;
    expect(classes).toContain(name);
    const { foreground, background } = imagePaint(tone, ground, 'dark');
    expect(text).toContain(`--${name}: ${foreground};`);
    if (background !== null) expect(text).toContain(`--${name}-ground: ${background};`);
  }
});

test('both themes are included, or only the chosen one', () => {
  const scene = shippedScene('target-13', 13);
  const both = page(scene, 'target-13', size, null);
  for (const name of themeNames) expect(both).toContain(`--background: ${themes[name].background};`);
  expect(both).toContain('@media (prefers-color-scheme: dark)');
  const dark = page(scene, 'target-13', size, 'dark');
  expect(dark).toContain(`--background: ${themes.dark.background};`);
  expect(dark).not.toContain(`--background: ${themes.light.background};`);
  expect(dark).not.toContain('@media');
});

test('markup characters are escaped', () => {
  const text = page(sceneOf(hostile, 1), '</title>', size, null);
  expect(text).toContain('<title>Backstep, &lt;/title&gt;: step 1 of 5</title>');
  expect(textOf(bodyOf(text))).toContain('x < y && y > x </text></pre>');
});

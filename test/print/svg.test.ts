import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { blockPath, withoutBlocks } from '../../src/print/exports/blocks.ts';
import { escaped, pictureLines } from '../../src/print/exports/picture.ts';
import { svgLines } from '../../src/print/exports/svg.ts';
import { imagePaint, themeNames, themes } from '../../src/view/colours/theme.ts';
import { joined } from '../../src/view/terminal/joined.ts';
import { lineWidth, plainText, span } from '../../src/view/terminal/text.ts';
import { elementsOf, hostile, parseXml, sceneOf, shippedScene, textOf } from '../support/print.ts';
import '../support/seed.ts';

afterEach(() => setLanguage('en'));

const size = { columns: 100, rows: 30 };

const parsed = (...args: Parameters<typeof svgLines>) => parseXml(svgLines(...args).join('\n'));

/** The screen's rows in the image, without the window's title. */
const rowsOf = (svg: ReturnType<typeof parseXml>) =>
  elementsOf(svg, 'text').filter(({ attributes }) => attributes['xml:space'] === 'preserve');

describe.each([
  ['target-13', 0],
  ['target-13', 13],
  ['target-13', 32],
  ['back-propagation', 70],
] as const)('%s at step %i', (id, position) => {
  test.each(['en', 'bn'] as const)('is well-formed and has the text of the screen, in %s', (language) => {
    setLanguage(language);
    const scene = shippedScene(id, position);
    const svg = parsed(scene, id, size, 'dark');
    const lines = pictureLines(scene, id, size).map((line) => withoutBlocks(plainText(line)));
    const rows = rowsOf(svg);
    expect(rows.map((row) => textOf(row).trimEnd())).toEqual(
      lines.map((line) => line.trimEnd()).filter((line) => line !== ''),
    );
    const tops = lines.flatMap((line, row) => (line.trim() === '' ? [] : [row]));
    const first = Number(rows[0]?.attributes.y);
    expect(rows.map(({ attributes }) => (Number(attributes.y) - first) / 16)).toEqual(tops);
  });

  test('each piece starts at its cell and fills its cells', () => {
    const scene = shippedScene(id, position);
    for (const row of rowsOf(parsed(scene, id, size, 'dark'))) {
      let column = 0;
      for (const child of row.children) {
        const columns = lineWidth([span(textOf(child))]);
        if (typeof child !== 'string') {
          expect(Number(child.attributes.x)).toBeCloseTo(12 + column * 8.43, 1);
          expect(Number(child.attributes.textLength)).toBeCloseTo(columns * 8.43, 1);
        }
        column += columns;
      }
    }
  });

  test('what stands on a ground has it exactly below its text', () => {
    const scene = shippedScene(id, position);
    const svg = parsed(scene, id, size, 'dark');
    const shown = pictureLines(scene, id, size).flatMap((spans, row) => {
      const line = joined(spans);
      const starts = line.map((_, index) => lineWidth(line.slice(0, index)));
      return line.flatMap(({ text, tone, ground }, index) =>
        ground === undefined ? [] : [{ text, tone, ground, row, start: starts[index] as number }],
      );
    });
    expect(shown.length).toBeGreaterThan(0);
    // The first two rectangles are the window.
    const grounds = elementsOf(svg, 'rect').slice(2);
    expect(grounds).toHaveLength(shown.length);
    for (const [index, { text, tone, ground, row, start }] of shown.entries()) {
      const { x, y, width, fill } = grounds[index]?.attributes ?? {};
      expect(Number(x)).toBeCloseTo(12 + start * 8.43, 1);
      expect(Number(y)).toBe(40 + row * 16);
      expect(Number(width)).toBeCloseTo(lineWidth([span(text)]) * 8.43, 1);
      expect(fill).toBe(imagePaint(tone, ground, 'dark').background);
    }
  });
});

test('blocks are shapes that fill their parts of the cells, without gaps', () => {
  const place = { x: 100, y: 50, cell: { width: 8, height: 16 } };
  const pathOf = (text: string) => blockPath(text, place, (pixels) => pixels);
  expect(pathOf('no blocks')).toBe('');
  expect(pathOf('██ █')).toBe('M100 50H116V66H100ZM124 50H132V66H124Z');
  expect(pathOf('▀▄')).toBe('M100 50H108V58H100ZM108 58H116V66H108Z');
  expect(pathOf('▌▐')).toBe('M100 50H104V66H100ZM112 50H116V66H112Z');
  expect(pathOf('▂')).toBe('M100 62H108V66H100Z');
  const { cell } = place;
  expect(blockPath('█', { ...place, y: 66, cell }, Number)).toBe('M100 66H108V82H100Z');
  expect(withoutBlocks('a█▀ ▌b')).toBe('a    b');
});

test('Bangla keeps its natural width', () => {
  setLanguage('bn');
  const rows = rowsOf(parsed(shippedScene('target-13', 13), 'target-13', size, 'dark'));
  const pieces = rows
    .flatMap(({ children }) => children)
    .filter((child) => /\p{Script=Bengali}/u.test(textOf(child)));
  expect(pieces.length).toBeGreaterThan(0);
  for (const piece of pieces)
    expect(typeof piece === 'string' ? {} : piece.attributes).not.toHaveProperty('textLength');
});

test('text after Bangla on the same line comes directly after it', () => {
  const [row] = rowsOf(parsed(shippedScene('target-13', 13), 'আমার-নেটওয়ার্ক', size, 'dark'));
  const pieces = row?.children.filter((child) => typeof child !== 'string') ?? [];
  expect(pieces.map(textOf).slice(0, 3)).toEqual([' Backstep ', ' আমার-নেটওয়ার্ক', ' · as written   epoch 1']);
  expect(pieces.map(({ attributes }) => 'x' in attributes)).toEqual(pieces.map((_, index) => index < 2));
});

test.each(themeNames)('the colours of the %s theme', (name) => {
  const svg = parsed(shippedScene('target-13', 13), 'target-13', size, name);
  const accent = elementsOf(svg, 'tspan').find((node) => textOf(node) === ' Backstep ');
  const { foreground, background } = imagePaint('ink', 'backward', name);
  expect(accent?.attributes).toMatchObject({ fill: foreground, 'font-weight': 'bold' });
  expect(elementsOf(svg, 'rect').map(({ attributes }) => attributes.fill)).toContain(background);
  expect(elementsOf(svg, 'rect')[1]?.attributes.fill).toBe(themes[name].background);
  expect(elementsOf(svg, 'g')[0]?.attributes.fill).toBe(imagePaint('plain', undefined, name).foreground);
});

test('markup characters are escaped', () => {
  const svg = parsed(sceneOf(hostile, 1), '<&">', size, 'dark');
  expect(textOf(elementsOf(svg, 'title')[0] ?? '')).toBe('Backstep, <&">: step 1 of 5');
  const all = textOf(svg);
  expect(all).toContain(`<b> & "quotes" 'and' ]]>`);
  expect(all).toContain('x < y && y > x </text></pre>');
});

test('any text can be read back, except characters that XML cannot contain', () => {
  const readBack = (text: string) => textOf(parseXml(`<a>${escaped(text)}</a>`));
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => readBack(text) === text));
  expect(readBack('a\u0000b\u001bc\ud800d\uffffe')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
});

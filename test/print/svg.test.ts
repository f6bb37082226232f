import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { escaped, pictureLines } from '../../src/print/exports/picture.ts';
import { svgLines } from '../../src/print/exports/svg.ts';
import { imagePaint, themeNames, themes } from '../../src/view/colours/theme.ts';
import { blockPath, dotPath, withoutShapes } from '../../src/view/diagram/blocks.ts';
import { defaultViewOptions } from '../../src/view/scene/view-options.ts';
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
    const lines = pictureLines(scene, id, size).map((line) => withoutShapes(plainText(line)));
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

  test('each cell has its ground, and no other cell has one', () => {
    const scene = shippedScene(id, position);
    // The rectangles of the paths. Those that fill a cell are a ground, or the block `█`.
    const rectangles = elementsOf(parsed(scene, id, size, 'dark'), 'path').flatMap(({ attributes }) =>
      Array.from((attributes.d as string).matchAll(/M([\d.]+) (\d+)H([\d.]+)V(\d+)H\1Z/g), (match) => {
        const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number);
        return { left, top, right, bottom, fill: attributes.fill };
      }),
    );
    const over = (x: number, y: number) =>
      rectangles.filter(
        ({ left, top, right, bottom }) =>
          left < x + 0.1 && right > x + 8.43 - 0.1 && top <= y && bottom >= y + 16,
      );
    let count = 0;
    for (const [row, line] of pictureLines(scene, id, size).entries()) {
      let column = 0;
      for (const { text, tone, ground } of line) {
        for (const sign of Array.from(text)) {
          const { background, foreground } = imagePaint(tone, ground, 'dark');
          const fills = over(12 + column * 8.43, 40 + row * 16).map(({ fill }) => fill);
          const expected = [
            ...(background === null ? [] : [background]),
            ...(sign === '█' ? [foreground] : []),
          ];
          expect(fills).toEqual(expected);
          count += expected.length;
          column += lineWidth([span(sign)]);
        }
      }
    }
    expect(count).toBeGreaterThan(0);
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
  expect(withoutShapes('a█▀ ▌b')).toBe('a    b');
});

test('dots of curves are shapes in their places, whatever the font, and each sign has those of its pattern', () => {
  const cell = { width: 8, height: 16 };
  const pathOf = (text: string) => dotPath(text, { x: 100, y: 50, cell }, (pixels) => pixels);
  expect(pathOf('no dots █')).toBe('');
  // Dots 1 and 8: the upper left and the lower right one.
  expect(pathOf(' \u2881')).toBe('M110 52h0M114 64h0');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), (pattern) => {
      const sign = String.fromCodePoint(0x2800 + pattern);
      const dots = [...pathOf(sign).matchAll(/M([\d.]+) ([\d.]+)h0/g)];
      // Unicode numbers the dots down the left column, then the right one, and the lowest row last.
      const places = [52, 56, 60].flatMap((y) => [[102, y]]).concat([52, 56, 60].map((y) => [106, y]));
      places.push([102, 64], [106, 64]);
      const wanted = places.filter((_, bit) => ((pattern >> bit) & 1) === 1).map(String);
      expect(dots.map(([, x, y]) => `${x},${y}`).sort()).toEqual(wanted.sort());
      expect(withoutShapes(`a${sign}b`)).toBe('a b');
    }),
  );
});

test('no braille sign is left to a font', () => {
  const looks = { ...defaultViewOptions, picture: 'valley' as const };
  const scene = shippedScene('target-13', 13);
  const drawn = pictureLines(scene, 'target-13', size, looks).map(plainText).join('');
  const signs = [...drawn].filter((sign) => sign >= '\u2801' && sign <= '\u28ff').length;
  expect(signs).toBeGreaterThan(20);
  const svg = parsed(scene, 'target-13', size, 'dark', looks);
  expect(textOf(svg)).not.toMatch(/[\u2801-\u28ff]/);
  const dots = elementsOf(svg, 'path').filter(({ attributes }) => attributes['stroke-linecap'] === 'round');
  const count = dots.reduce((sum, { attributes }) => sum + (attributes.d?.match(/h0/g)?.length ?? 0), 0);
  expect(count).toBeGreaterThanOrEqual(signs);
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
  expect(elementsOf(svg, 'path').map(({ attributes }) => attributes.fill)).toContain(background);
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

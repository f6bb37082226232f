/** Screens as a terminal shows them: no line wraps or scrolls, however it counts the widths of Bangla. */
import headless from '@xterm/headless';
import { afterEach, describe, expect, test } from 'vitest';
import { languages, setLanguage } from '../../src/i18n/translate.ts';
import { ansiText } from '../../src/print/exports/ansi.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { type Line, plainText, type Size } from '../../src/view/terminal/text.ts';
import { shippedScene } from '../support/pictures.ts';
import { chapter } from '../support/scenario.ts';
import { inTurn } from '../support/tried.ts';

afterEach(() => setLanguage('en'));

const sizes: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 140, rows: 45 },
  { columns: 200, rows: 50 },
];

/**
 * The width in the character properties of xterm.js: bits 1 and 2 are the width in cells, bit 0 joins the character to
 * the one before.
 */
const widthOf = (properties: number) => (properties >> 1) & 3;

/**
 * A terminal that counts widths by code points, the default of xterm.js, or by graphemes, where a combining sign
 * takes no cell of its own.
 */
function terminalOf({ columns, rows }: Size, isByGrapheme: boolean) {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  if (isByGrapheme) {
    const wcwidth = (code: number) => (/[\p{M}\p{Cf}]/u.test(String.fromCodePoint(code)) ? 0 : 1);
    const charProperties = (code: number, before: number) => {
      const isJoined = wcwidth(code) === 0 && widthOf(before) > 0;
      return ((isJoined ? widthOf(before) : wcwidth(code)) << 1) | (isJoined ? 1 : 0);
    };
    terminal.unicode.register({ version: 'graphemes', wcwidth, charProperties });
    terminal.unicode.activeVersion = 'graphemes';
  }
  return terminal;
}

/** The rows that a terminal shows when a screen is written as Ink writes it: rows separated by line breaks. */
async function shownRows(lines: readonly Line[], size: Size, isByGrapheme: boolean): Promise<string[]> {
  const terminal = terminalOf(size, isByGrapheme);
  const text = lines.map((line) => ansiText(line, 'unknown')).join('\r\n');
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { active } = terminal.buffer;
  expect(active.baseY, 'the screen has scrolled').toBe(0);
  const rows = Array.from({ length: size.rows }, (_, row) => {
    expect(active.getLine(row)?.isWrapped, `row ${row} is wrapped`).toBe(false);
    return (active.getLine(row)?.translateToString(true) ?? '').trimEnd();
  });
  terminal.dispose();
  return rows;
}

describe.each(languages)('in %s', (language) => {
  test.each([
    ['code points', false],
    ['graphemes', true],
  ])(
    'a terminal that counts %s shows every line whole, at every size and step',
    async (_name, isByGrapheme) => {
      setLanguage(language);
      for (const id of chapter) {
        const scene = shippedScene(id);
        // Ten steps from the start to the end of the run, two for each size.
        for (const [index, size] of [...sizes, ...sizes].entries()) {
          scene.session.seek(Math.round((index * scene.session.total) / (2 * sizes.length - 1)));
          const lines = pictureLines(scene, id, size);
          const shown = await shownRows(lines, size, isByGrapheme);
          expect(shown).toEqual(lines.map((line) => plainText(line).trimEnd()));
        }
      }
    },
  );
});

test('only more Bangla, or keys and hints, are to the right of Bangla', () => {
  setLanguage('bn');
  let found = 0;
  for (const id of chapter) {
    const scene = shippedScene(id);
    const steps = Array.from({ length: scene.session.total + 1 }, (_, step) => step);
    for (const [turn, size] of sizes.entries()) {
      for (const step of inTurn(steps, turn, 10)) {
        scene.session.seek(step);
        const texts = pictureLines(scene, id, size).slice(0, -1).map(plainText);
        found += texts.filter((text) => /\p{Script=Bengali}/u.test(text)).length;
        const wrong = texts.filter((text) => /\p{Script=Bengali}.*(?:[│├┤╮╯┬─━]| {5})/u.test(text));
        expect(wrong, `${id}, step ${step}`).toEqual([]);
      }
    }
  }
  expect(found).toBeGreaterThan(200);
});

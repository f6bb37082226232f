/** What is painted in parts is what is painted at once: every cell and every attribute, as a terminal shows them. */
import headless from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { ansiText } from '../../src/print/exports/ansi.ts';
import { Painter } from '../../src/tui/painter.ts';
import type { Colouring, Ground, Tone } from '../../src/view/colours/palette.ts';
import { type Line, plainText, type Size, span } from '../../src/view/terminal/text.ts';
import { isNarrow } from '../../src/view/terminal/width.ts';
import { runnerAt, shippedEntry } from '../support/app.ts';
import { cellsOf } from '../support/cells.ts';
import { chapter } from '../support/scenario.ts';
import '../support/seed.ts';

const colourings: readonly Colouring[] = [
  { depth: 256, backdrop: 'dark' },
  { depth: 256, backdrop: 'light' },
  { depth: 16, backdrop: 'unknown' },
  { depth: 1, backdrop: 'unknown' },
];
const dark = colourings[0] as Colouring;

/** A terminal, and a painter that writes to it. */
function painted({ columns, rows }: Size) {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  // The program runs in the alternate screen, which has no rows above the visible ones.
  const written: string[] = ['\u001b[?1049h'];
  const painter = new Painter({ write: (text) => written.push(text) > 0, once: () => {} });
  return {
    painter,
    written,
    resize: (size: Size) => terminal.resize(size.columns, size.rows),
    shown: async () => {
      const text = written.splice(0).join('');
      await new Promise<void>((resolve) => terminal.write(text, resolve));
      return cellsOf(terminal);
    },
  };
}

/** The terminal shows the lines: as if they were painted at once, and as exports write them, by other code. */
async function expectSame(
  parts: ReturnType<typeof painted>,
  lines: readonly Line[],
  size: Size,
  colouring: Colouring,
) {
  const shown = await parts.shown();
  const whole = painted(size);
  whole.painter.paint(lines, size, colouring);
  expect(shown).toEqual(await whole.shown());
  // Rows of other scripts may be wider than the emulator's, and would wrap.
  const isEven = lines.every((line) => isNarrow(plainText(line)));
  if (colouring.depth !== 256 || !isEven) return;
  const written = painted(size);
  written.written.push(lines.map((line) => ansiText(line, colouring.backdrop)).join('\r\n'));
  expect(shown).toEqual(await written.shown());
}

const keys = [
  ...'lhnNfF}{)(JKgGbcCwWPDLoOpEdAtTvez0123456789?:qyxRU'.split(''),
  'right',
  'left',
  'up',
  'down',
  'tab',
  'enter',
  'escape',
  'space',
  'home',
  'end',
  'pageup',
  'pagedown',
  'f5',
  'f10',
];

const sizes: readonly Size[] = [
  { columns: 100, rows: 30 },
  { columns: 60, rows: 16 },
  { columns: 140, rows: 45 },
  { columns: 59, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
  // The emulator has at least two columns.
  { columns: 2, rows: 1 },
];

describe('a walk of random keys and sizes', () => {
  test.each(['en', 'bn'] as const)('in %s', async (language) => {
    setLanguage(language);
    const runner = runnerAt([...chapter, 'attention', 'xor'].map(shippedEntry), null);
    let size = sizes[0] as Size;
    const parts = painted(size);
    const random = fc.sample(fc.nat(), { numRuns: 1000, seed: 7 });
    for (const [index, number] of random.entries()) {
      if (number % 53 === 0) {
        size = sizes[number % sizes.length] as Size;
        await parts.shown();
        parts.resize(size);
      } else runner.press(keys[number % keys.length] as string);
      const lines = screenOf(runner.state, size);
      const colouring = colourings[Math.floor(index / 250)] as Colouring;
      parts.painter.paint(lines, size, colouring);
      // Comparing takes longer than painting: every few keys the terminal must be right.
      if (index % 10 === 0) await expectSame(parts, lines, size, colouring);
    }
  });
});

const texts = fc.constantFrom(
  'a',
  '−40',
  '  ',
  '┃',
  'ওয়েট',
  '漢字',
  '👍🏽',
  'é',
  '∂ w',
  ' ',
  'h1[3]',
  '●',
  'ﬁ',
);
const toned = fc.constantFrom<Tone>('plain', 'strong', 'mute', 'forward', 'negative', 'ink', 'positive0');
const grounds = fc.constantFrom<Ground | undefined>(undefined, 'soft', 'warning', 'positive2');
const spans = fc.tuple(texts, toned, grounds).map((parts) => span(...parts));
const size = { columns: 40, rows: 6 };
const screens = fc.array(fc.array(spans, { maxLength: 6 }), { minLength: 6, maxLength: 6 });

test('any texts, wide and combined characters too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(screens, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...colourings),
      async (all, colouring) => {
        const parts = painted(size);
        for (const lines of all) {
          parts.painter.paint(lines, size, colouring);
          await expectSame(parts, lines, size, colouring);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing is written if nothing has changed, and only the cells that have', () => {
  const { painter, written } = painted(size);
  const at = (word: string): Line[] => [[span('step '), span(word, 'strong'), span(' of 32')]];
  painter.paint(at('1'), size, dark);
  written.length = 0;
  painter.paint(at('1'), size, dark);
  expect(written).toEqual([]);
  painter.paint(at('2'), size, dark);
  expect(written.join('').split('\u001b').at(3)).toMatch(/m2$/);
  expect(written.join('').length).toBeLessThan(50);
});

test('a paused painter writes nothing; repainting writes all', async () => {
  const parts = painted(size);
  parts.painter.paint([[span('before')]], size, dark);
  await parts.shown();
  parts.painter.pause();
  parts.painter.paint([[span('after')]], size, dark);
  expect(parts.written).toEqual([]);
  parts.painter.repaint();
  await expectSame(parts, [[span('after')]], size, dark);
});

test('a terminal that is behind gets only the latest lines when it is ready', async () => {
  const written: string[] = [];
  let drain = () => {};
  const painter = new Painter({
    write: (text) => written.push(text) < 0,
    once: (_event, listener) => {
      drain = listener;
    },
  });
  for (const word of ['one', 'two', 'three']) painter.paint([[span(word)]], size, dark);
  expect(written).toHaveLength(1);
  drain();
  expect(written).toHaveLength(2);
  expect(written[1]).toContain('three');
});

import headless from '@xterm/headless';
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { asciicastLines } from '../../src/print/exports/asciicast.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { noteAt } from '../../src/view/panes/prose.ts';
import { palette } from '../../src/view/terminal/palette.ts';
import { lineWidth, plainText, type Size } from '../../src/view/terminal/text.ts';
import { shippedScene } from '../support/print.ts';

afterEach(() => setLanguage('en'));

const size = { columns: 100, rows: 30 };

type Event = readonly [time: number, kind: string, output: string];

function recording(id: string, from: number, to: number, { columns, rows }: Size = size) {
  const lines = asciicastLines(shippedScene(id, 0), id, { columns, rows }, { from, to }, null);
  const [header, ...events] = [...lines].map((line) => JSON.parse(line));
  return { header, events: events as Event[] };
}

function emulator({ columns, rows }: Size) {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  return {
    write: (text: string) => new Promise<void>((resolve) => terminal.write(text, resolve)),
    cell: (row: number, column: number) => terminal.buffer.active.getLine(row)?.getCell(column),
    screen: () =>
      Array.from({ length: rows }, (_, row) =>
        (terminal.buffer.active.getLine(row)?.translateToString(true) ?? '').trimEnd(),
      ),
  };
}

test('the header is that of version 2', () => {
  expect(recording('target-13', 0, 0).header).toEqual({
    version: 2,
    width: 100,
    height: 30,
    title: 'Backstep, target-13',
    env: { TERM: 'xterm-256color' },
  });
});

describe.each([
  ['target-13', 0, 32, size],
  ['target-13', 20, 9, size],
  ['relu', 0, 0, size],
  ['back-propagation', 40, 80, { columns: 60, rows: 16 }],
] as const)('%s from %i to %i', (id, from, to, screenSize) => {
  test.each(['en', 'bn'] as const)('plays the screen of every step, in %s', async (language) => {
    setLanguage(language);
    const { events } = recording(id, from, to, screenSize);
    const scene = shippedScene(id, from);
    const terminal = emulator(screenSize);
    expect(events).toHaveLength(Math.abs(to - from) + 2);
    for (const [index, [, kind, output]] of events.entries()) {
      expect(kind).toBe('o');
      await terminal.write(output);
      scene.session.seek(index > Math.abs(to - from) ? to : from + index * Math.sign(to - from));
      const lines = pictureLines(scene, id, screenSize).map((line) => plainText(line).trimEnd());
      expect(terminal.screen()).toEqual(lines);
    }
  });

  test('each screen stays for the time of a step, and longer if it has a note', () => {
    const { events } = recording(id, from, to, screenSize);
    const scene = shippedScene(id, from);
    expect(events[0]?.[0]).toBe(0);
    for (const [index, [time]] of events.slice(0, -1).entries()) {
      scene.session.seek(from + index * Math.sign(to - from));
      const stays = (events[index + 1]?.[0] ?? 0) - time;
      expect(stays).toBeCloseTo(noteAt(scene) === null ? 0.8 : 2.5, 9);
    }
  });
});

test('the output of a step is shorter than that of the first screen', () => {
  const { events } = recording('target-13', 0, 9);
  const [first = 0, ...others] = events.map(([, , output]) => output.length);
  for (const length of others) expect(length).toBeLessThan(first);
});

test('every cell has the style of the palette', async () => {
  const { events } = recording('target-13', 0, 13);
  const terminal = emulator(size);
  for (const [, , output] of events) await terminal.write(output);
  const seen = new Set<string>();
  for (const [row, line] of pictureLines(shippedScene('target-13', 13), 'target-13', size).entries()) {
    for (const [index, { text, tone }] of line.entries()) {
      if (text.trim() === '') continue;
      const start = lineWidth(line.slice(0, index)) + text.search(/\S/);
      const cell = terminal.cell(row, start);
      const { hue, bold = false, dim = false, inverse = false } = palette[tone];
      const looks = { bold: !!cell?.isBold(), dim: !!cell?.isDim(), inverse: !!cell?.isInverse() };
      expect({ ...looks, colour: cell?.isFgPalette() ? cell.getFgColor() : null }, text).toEqual({
        bold,
        dim,
        inverse,
        colour: hue?.middle ?? null,
      });
      seen.add(tone);
    }
  }
  expect(seen).toEqual(
    new Set(['plain', 'strong', 'dim', 'accent', 'now', 'positive', 'negative', 'gradient']),
  );
});

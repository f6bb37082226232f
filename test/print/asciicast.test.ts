import headless from '@xterm/headless';
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { asciicastLines } from '../../src/print/exports/asciicast.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { positionsOf } from '../../src/print/exports/walk.ts';
import { paintOf } from '../../src/view/colours/palette.ts';
import { noteAt } from '../../src/view/panes/prose.ts';
import { lineWidth, plainText, type Size } from '../../src/view/terminal/text.ts';
import { shippedScene } from '../support/print.ts';

afterEach(() => setLanguage('en'));

const size = { columns: 100, rows: 30 };

type Event = readonly [time: number, kind: string, output: string];

function recording(id: string, from: number, to: number, { columns, rows }: Size = size) {
  const scene = shippedScene(id, 0);
  const positions = positionsOf(scene.session, [from, to], 'operation');
  const lines = asciicastLines(scene, id, { columns, rows }, positions, 'operation', null);
  const [header, ...events] = [...lines].map((line) => JSON.parse(line));
  const ofKind = (wanted: string) => (events as Event[]).filter(([, kind]) => kind === wanted);
  return { header, events: ofKind('o'), markers: ofKind('m'), all: events as Event[] };
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
    for (const [index, [, , output]] of events.entries()) {
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
    for (const [index, { text, tone, ground }] of line.entries()) {
      if (text.trim() === '') continue;
      const start = lineWidth(line.slice(0, index)) + text.search(/\S/);
      const cell = terminal.cell(row, start);
      const { foreground, background, bold, dim, inverse } = paintOf(tone, ground, {
        depth: 256,
        backdrop: 'unknown',
      });
      const looks = { bold: !!cell?.isBold(), dim: !!cell?.isDim(), inverse: !!cell?.isInverse() };
      const colour = cell?.isFgPalette() ? cell.getFgColor() : null;
      const behind = cell?.isBgPalette() ? cell.getBgColor() : null;
      expect({ ...looks, colour, behind }, text).toEqual({
        bold,
        dim,
        inverse,
        colour: foreground,
        behind: background,
      });
      seen.add(tone);
    }
  }
  for (const tone of ['plain', 'strong', 'mute', 'ink', 'gradient']) expect(seen).toContain(tone);
});

test.each([
  [0, 32],
  [32, 0],
] as const)('markers stand where phases begin and at notes, from %i to %i', (from, to) => {
  const { events, markers } = recording('target-13', from, to);
  const scene = shippedScene('target-13', from);
  let before = scene.lastStep?.instruction.scope.phase;
  const expected: [number, string][] = [];
  for (const [index, [time]] of events.slice(0, -1).entries()) {
    scene.session.seek(from + index * Math.sign(to - from));
    const phase = scene.lastStep?.instruction.scope.phase;
    const isNew = phase !== undefined && phase !== before;
    const label = [isNew ? phase : null, noteAt(scene)].filter((each) => each !== null).join(': ');
    if (label !== '') expected.push([time, label]);
    before = phase;
  }
  expect(markers.map(([time, , label]) => [time, label])).toEqual(expected);
  for (const phase of ['loss', 'backward'])
    expect(markers.filter(([, , label]) => label.startsWith(phase))).toHaveLength(1);
});

test('the events are in the order of their times', () => {
  const times = recording('target-13', 0, 32).all.map(([time]) => time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

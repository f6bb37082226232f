import { describe, expect, test } from 'vitest';
import { firstStepOfLine } from '../../../src/breakpoints/location.ts';
import { Debugger, emptySelection } from '../../../src/commands/debugger.ts';
import { execute } from '../../../src/commands/sections/commands.ts';
import { lineOfStep } from '../../../src/session/numpy-lines.ts';
import { Session } from '../../../src/session/session.ts';
import { listingLines } from '../../../src/view/panes/listing.ts';
import { tapeLines } from '../../../src/view/panes/tape.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { type Line, lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { oddScenarios } from '../../support/listings.ts';
import { drawn, load } from '../../support/scenario.ts';
import { inTurn } from '../../support/tried.ts';

const sceneOf = (name: string) => new Scene(new Debugger(new Session(load(name))));
const texts = (lines: readonly Line[]) => lines.map((line) => plainText(line).trimEnd());
const marked = (lines: readonly Line[]) =>
  lines.flatMap((line) => line.filter(({ tone }) => tone === 'ink').map(({ text }) => text));

/** What of the filled line is strongest: after its sign and its number, the term. */
const terms = (lines: readonly Line[]) => marked(lines).slice(2);

test('the current line, its term and its matrix form; a breakpoint and the selected line', () => {
  const scene = sceneOf('target-13');
  const size = { columns: 90, rows: 6 };
  expect(texts(listingLines(scene, size)).slice(0, 3)).toEqual([
    '  1  import numpy as np',
    '  2',
    '  3  x = np.array([2.0, 3.0])  # children, accounts',
  ]);
  execute(scene.debug, 'break line 13');
  scene.session.seek(8);
  expect(texts(listingLines(scene, size))).toEqual([
    '  8',
    '  9  # forward',
    ' 10  hidden = hidden_w @ x',
    '▸11  output = output_w @ hidden  ◂ output_w[0, 1] * hidden[1]',
    ' 12  # loss',
    ' 13◆ error = output - target',
  ]);
  expect(terms(listingLines(scene, size))).toEqual(['output_w @ hidden']);
  scene.debug.selection = { ...emptySelection, line: 18 };
  expect(texts(listingLines(scene, size))).toContain('›18  grad_output_w = np.outer(grad_output, hidden)');
  scene.debug.selection = emptySelection;
  execute(scene.debug, 'disable 1');
  expect(texts(listingLines(scene, size)).at(-1)).toBe(' 13○ error = output - target');
  execute(scene.debug, 'break line 13 log "{error}"');
  expect(texts(listingLines(scene, size)).at(-1)).toBe(' 13◇ error = output - target');
  execute(scene.debug, 'enable 1');
  expect(texts(listingLines(scene, size)).at(-1)).toBe(' 13◆ error = output - target');
});

test('the line of the step is filled from end to end in the colour of its phase, its term most strongly', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(21);
  const [line = []] = listingLines(scene, { columns: 60, rows: 1 });
  expect(lineWidth(line)).toBe(60);
  expect(new Set(line.map(({ ground }) => ground))).toEqual(new Set(['update']));
  expect(terms([line])).toEqual(['learning_rate * grad_output_w']);
  scene.session.seek(22);
  expect(terms(listingLines(scene, { columns: 60, rows: 1 }))).toEqual([
    'output_w -= learning_rate * grad_output_w',
  ]);
  scene.session.seek(8);
  expect(listingLines(scene, { columns: 60, rows: 1 })[0]?.[0]?.ground).toBe('forward');
});

test('each phase begins with a heading in its colour, and lines to come are grey', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  const lines = listingLines(scene, { columns: 60, rows: 40 });
  const headings = lines.flatMap((line) =>
    line.filter(({ text, tone }) => text.startsWith('# ') && tone !== 'mute'),
  );
  expect(headings.map(({ text, tone }) => [text, tone])).toEqual([
    ['# forward', 'forward'],
    ['# loss', 'loss'],
    ['# backward', 'backward'],
    ['# update', 'update'],
  ]);
  const toneOf = (text: string) => lines.find((line) => plainText(line).includes(text))?.at(-1)?.tone;
  expect(toneOf('error = output')).toBe('plain');
  expect(toneOf('grad_hidden = ')).toBe('ahead');
});

test('keywords and comments are dim', () => {
  const scene = sceneOf('gradient-descent');
  const lines = listingLines(scene, { columns: 60, rows: 8 });
  const dim = lines.flatMap((line) =>
    line.slice(4).flatMap(({ text, tone }) => (tone === 'mute' ? [text.trim()] : [])),
  );
  expect(dim).toEqual(['import', 'as', '# x', '# y', 'for', 'in']);
});

test('from the first phase on, if all of that fits but not what is before it', () => {
  const scene = sceneOf('target-13');
  const all = listingLines(scene, { columns: 60, rows: 100 });
  const first = all.findIndex((line) => plainText(line).includes('# forward'));
  for (const step of [1, 13, 32]) {
    scene.session.seek(step);
    const lines = texts(listingLines(scene, { columns: 60, rows: all.length - 2 }));
    expect(lines[0]).toBe(`  ${first + 1}  # forward`);
    expect(lines).toHaveLength(all.length - first);
  }
});

test('in a narrow pane the term stays visible', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  expect(texts(listingLines(scene, { columns: 32, rows: 1 }))).toEqual(['▸18  …np.outer(grad_output, hid…']);
});

describe('for any size', () => {
  test.each([
    ...drawn.map((name) => [name, load(name)] as const),
    ...oddScenarios.map((each) => [each.name, each.scenario] as const),
  ])('%s: no line is too wide, and one line is the current line', (_name, scenario) => {
    const scene = new Scene(new Debugger(new Session(scenario)));
    const { session } = scene;
    const wrong: string[] = [];
    const steps = Array.from({ length: Math.floor(Math.min(session.total, 60) / 3) + 1 }, (_, at) => 3 * at);
    for (const [turn, columns] of [0, 5, 20, 33, 60, 120].entries()) {
      for (const rows of [0, 1, 7, 200]) {
        for (const step of [0, ...inTurn(steps, turn)]) {
          session.seek(step);
          const lines = listingLines(scene, { columns, rows });
          const fits = lines.length <= rows && lines.every((line) => lineWidth(line) <= columns);
          const isShort = step === 0 || rows === 0 || columns < 20;
          const hasOne = lines.filter((line) => plainText(line)[0] === '▸').length === 1;
          // At least the start of the term is visible.
          const hasTerm = terms(lines).join('').length > 3;
          if (!fits || !(isShort || (hasOne && hasTerm)))
            wrong.push(`${columns} × ${rows} at ${step}:`, ...texts(lines));
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('the tape marks the steps that enter a line with a breakpoint', () => {
  const scene = sceneOf('target-13');
  execute(scene.debug, 'break line 11');
  execute(scene.debug, 'break line 24');
  const rows = texts(tapeLines(scene, { columns: 80, rows: 40 }, defaultViewOptions));
  expect(rows.flatMap((row, step) => (row.startsWith('◆') ? [step] : []))).toEqual([7, 21]);
});

test('lines and steps find each other', () => {
  const scene = sceneOf('back-propagation');
  expect([0, 1, 4, 7, 12].map((step) => lineOfStep(scene.session, step))).toEqual([null, 11, 11, 12, 18]);
  scene.session.seek(35);
  expect([11, 18, 24, 10].map((line) => firstStepOfLine(scene.session, line))).toEqual([33, 44, 57, null]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { Session } from '../../../src/session/session.ts';
import { operationLines } from '../../../src/view/panes/operation-pane.ts';
import { tapeLines } from '../../../src/view/panes/tape.ts';
import { valueLines } from '../../../src/view/panes/values.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { plainText } from '../../../src/view/terminal/text.ts';

function sceneOf(source: string): Scene {
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return new Scene(new Debugger(new Session(parsed.scenario)));
}

const shipped = (id: string) =>
  sceneOf(readFileSync(new URL(`../../../scenarios/${id}.yaml`, import.meta.url), 'utf8'));

/** The lines of the operation pane that are not empty, with single spaces. */
function stage(scene: Scene, position: number, columns = 100): string[] {
  scene.session.seek(position);
  return operationLines(scene, { columns, rows: 6 }, 'numbers')
    .map((line) => plainText(line).replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

test('the operation just done, the sum that contains it, and the next operation', () => {
  const scene = shipped('target-13');
  expect(stage(scene, 0)).toEqual(['start →', 'next node_0.product[0] = children × node_0.w[0]: 2 × 1 = ?']);
  expect(stage(scene, 1)).toEqual([
    'done node_0.product[0] = children × node_0.w[0]: 2 × 1 = 2',
    'node_0 = children×node_0.w[0] + accounts×node_0.w[1]',
    '= 2×1 + 3×1 = ?',
    'next node_0.product[1] = accounts × node_0.w[1]: 3 × 1 = ?',
  ]);
  expect(stage(scene, 3)).toEqual([
    'done node_0 = node_0.product[0] + node_0.product[1]: 2 + 3 = 5',
    'node_0 = children×node_0.w[0] + accounts×node_0.w[1]',
    '= 2×1 + 3×1 = 5',
    'next node_1.product[0] = children × node_1.w[0]: 2 × (−1) = ?',
  ]);
});

test('the current term is marked in names and in numbers', () => {
  const scene = shipped('target-13');
  scene.session.seek(2);
  const marked = operationLines(scene, { columns: 100, rows: 6 }, 'numbers').flatMap((line) =>
    line.filter(({ tone }) => tone === 'now' || tone === 'accent').map(({ text }) => text.trim()),
  );
  expect(marked).toEqual(['done', '3', 'accounts×node_0.w[1]', '3', '×', '1']);
});

test('the loss and the update, written out', () => {
  const scene = shipped('target-13');
  expect(stage(scene, 11).slice(0, 3)).toEqual([
    'done loss = error²: (−4)² = 16',
    'loss = (output − target)²',
    '= (9 − 13)² = 16',
  ]);
  expect(stage(scene, 21).slice(0, 3)).toEqual([
    'done delta(output.w[0]) = learning_rate × grad(output.w[0]): 0.01 × (−40) = −0.4',
    'output.w[0] = output.w[0] − learning_rate×grad(output.w[0])',
    '= 2 − 0.01×(−40) = ?',
  ]);
  expect(stage(scene, 22)[2]).toBe('= 2 − 0.01×(−40) = 2.4');
  expect(stage(scene, 32).at(-1)).toBe('end');
});

test("a weight's gradient is shown as the three factors of the chain rule", () => {
  expect(stage(shipped('target-13'), 13).slice(0, 4)).toEqual([
    'done grad(output.w[0]) = node_0 × grad(output): 5 × (−8) = −40',
    'slope of weight = incoming value × activation slope × loss slope',
    'grad(output.w[0]) = node_0 × 1 × grad(output)',
    '−40 = 5 × 1 × (−8)',
  ]);
  const scene = shipped('backprop-slope');
  const last = stage(scene, scene.session.total);
  expect(last[1]).toBe('slope of weight = incoming value × activation slope × loss slope');
  expect(last[3]).toBe('6 = 2 × 1 × 3');
});

test('an activation is written around its sum, a slope before its product', () => {
  const scene = sceneOf(`title: t
inputs: [a, b]
layers: [{ name: l, activation: tanh, nodes: { h: { weights: [0.5, -1], bias: 2 } } }, { name: o, nodes: { y: [3] } }]
data: [{ inputs: [1, 4], target: 0 }]
loss: half_squared_error`);
  expect(stage(scene, 3)[1]).toBe('h = tanh(a×h.w[0] + b×h.w[1] + h.bias)');
  expect(stage(scene, 3)[2]).toBe('= tanh(1×0.5 + 4×(−1) + 2) = ?');
  const slope = [...Array(scene.session.total + 1).keys()]
    .slice(1)
    .find((step) => scene.session.step(step).kind === 'tanh_slope');
  // tanh(−1.5) = −0.905148…
  expect(stage(scene, slope as number).slice(0, 3)).toEqual([
    'done slope(h) = 1 − h²: 1 − (−0.905148)² = 0.18071',
    'grad(h.in) = (1 − h²) × grad(h)',
    expect.stringMatching(/^= \(1 − \(−0\.90515\)²\) × \(?−?[\d.]+\)? = \?$/),
  ]);
});

test('a long sum shows the part around the current term', () => {
  const scene = sceneOf(`title: t
inputs: [${Array.from({ length: 30 }, (_, index) => `x${index}`).join(', ')}]
layers: [{ name: l, nodes: { y: [${Array.from({ length: 30 }, (_, index) => index).join(', ')}] } }]
data: [{ inputs: [${Array.from({ length: 30 }, () => 1).join(', ')}] }]`);
  const lines = stage(scene, 16, 60);
  expect(lines[1]).toMatch(/^y = ….*x15×y\.w\[15\].*…$/);
  expect(lines[2]).toMatch(/1×15/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
});

test('the tape shows no result of a later step', () => {
  const scene = shipped('target-13');
  scene.session.seek(13);
  const lines = tapeLines(scene, { columns: 60, rows: 3 }, defaultViewOptions).map((line) =>
    plainText(line).trim().replace(/\s+/g, ' '),
  );
  expect(lines).toEqual([
    '12 back grad(output) 2 × (−4) = −8',
    '▸ 13 back grad(output.w[0]) 5 × (−8) = −40',
    '14 back grad(output.w[1]) 1 × (−8) = ?',
  ]);
  scene.session.seek(0);
  const ahead = tapeLines(scene, { columns: 60, rows: 33 }, defaultViewOptions).slice(1).map(plainText);
  expect(ahead).toHaveLength(32);
  for (const line of ahead) expect(line).toMatch(/= \?$/);
});

test('the values pane marks the value that has just changed, and weights do not move', () => {
  const scene = shipped('target-13');
  const values = (position: number) => {
    scene.session.seek(position);
    return valueLines(scene, { columns: 30, rows: 60 }, defaultViewOptions).map((line) =>
      plainText(line).trim().split(/\s+/),
    );
  };
  const changed = (position: number) => values(position).filter(([sign]) => sign === '●');
  expect(changed(0)).toEqual([]);
  expect(changed(9)).toEqual([['●', 'output', '9']]);
  expect(changed(22)).toEqual([['●', 'output.w[0]', '2.4']]);
  const names = (position: number) => values(position).map((words) => words.at(-2));
  expect(names(22).indexOf('output.w[0]')).toBe(names(21).indexOf('output.w[0]'));
});

test('in the next epoch only values computed in it are shown', () => {
  const scene = shipped('back-propagation');
  scene.session.seek(32);
  const names = () =>
    valueLines(scene, { columns: 30, rows: 60 }, defaultViewOptions).map((line) => plainText(line));
  expect(names().some((line) => line.includes('loss'))).toBe(true);
  scene.session.seek(33);
  expect(names().some((line) => line.includes('loss'))).toBe(false);
});

test('a sum of thousands of terms is shown in part, for any current term', () => {
  const inputs = Array.from({ length: 3000 }, (_, index) => index);
  const scene = sceneOf(`title: t
inputs: [${inputs.map((index) => `x${index}`).join(', ')}]
layers: [{ name: l, activation: relu, nodes: { y: [${inputs.map((index) => (index % 7) - 3).join(', ')}] } }]
data: [{ inputs: [${inputs.map(() => 1).join(', ')}] }]`);
  for (const step of [1, 1500, 3000, 3001, 5000, 6000]) {
    const lines = stage(scene, step, 100);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    const { operands } = scene.session.step(step);
    if (step <= 3000) expect(lines[1]).toContain(`${operands[0]?.name}×${operands[1]?.name}`);
  }
});

/** Scenarios that train on data: they learn, or fail in the way that they announce. Wrong ones are reported. */
import { describe, expect, test } from 'vitest';
import { accuracyOf, currentState } from '../../src/analysis/metrics.ts';
import { WhatIf } from '../../src/analysis/what-if.ts';
import { failed } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { metricRows } from '../../src/commands/rows/metric-rows.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { runScriptLine, scriptCommands } from '../../src/print/run.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { runLines } from '../support/case-files.ts';
import { pictureAt, sceneOf, textsOf } from '../support/pictures.ts';
import { load } from '../support/scenario.ts';

/** The outputs for these inputs, with the weights at the cursor. */
function outputs(session: Session, inputs: readonly number[]): number[] {
  const whatIf = new WhatIf(session);
  whatIf.give({ inputs });
  whatIf.execute('loss');
  const nodes = session.scenario.layers.at(-1)?.nodes ?? [];
  return nodes.map(({ name }) => whatIf.registers[session.values.slotsOf(name)[0] as number] as number);
}

function trained(id: string): Session {
  const session = new Session(load(id));
  session.seek(session.total);
  return session;
}

const scripted = scriptCommands(
  () => failed('no file'),
  () => failed('no file'),
);

function run(debug: Debugger, ...commands: string[]): void {
  for (const command of commands) runScriptLine(debug, command, scripted);
}

describe('results of training', () => {
  test('xor: all four answers', () => {
    const session = trained('xor');
    for (const { inputs, targets } of session.scenario.data)
      expect(Math.abs((outputs(session, inputs)[0] as number) - (targets[0] as number))).toBeLessThan(0.1);
  });

  test('two-moons: nearly every point, also the held-out ones', () => {
    const session = trained('two-moons');
    const { data, test: apart } = session.scenario;
    const right = (rows: typeof data) =>
      rows.filter(
        ({ inputs, targets }) => (outputs(session, inputs)[0] as number) > 0 === (targets[0] === 1),
      );
    expect([data.length, apart.length]).toEqual([80, 20]);
    expect(right(data).length).toBeGreaterThanOrEqual(78);
    expect(right(apart).length).toBeGreaterThanOrEqual(19);
  });

  test('iris: nearly every flower', () => {
    const session = trained('iris');
    const { data, test: apart } = session.scenario;
    const right = (rows: typeof data) =>
      rows.filter(({ inputs, targets }) => {
        const values = outputs(session, inputs);
        return targets[values.indexOf(Math.max(...values))] === 1;
      });
    expect([data.length, apart.length]).toEqual([120, 30]);
    expect(right(data).length).toBeGreaterThanOrEqual(112);
    expect(right(apart).length).toBeGreaterThanOrEqual(27);
  });

  test('rent: the line of least squares', () => {
    const session = trained('rent');
    // The least-squares solution for two standardized inputs, from the normal equations solved by hand.
    const { data } = session.scenario;
    const mean = (of: (row: (typeof data)[number]) => number) =>
      data.reduce((sum, row) => sum + of(row), 0) / data.length;
    const [a, b, t] = [0, 1, 2].map(
      (which) => (row: (typeof data)[number]) => (which === 2 ? row.targets[0] : row.inputs[which]) as number,
    ) as [
      (row: (typeof data)[number]) => number,
      (row: (typeof data)[number]) => number,
      (row: (typeof data)[number]) => number,
    ];
    const ab = mean((row) => a(row) * b(row));
    const [at, bt] = [mean((row) => a(row) * t(row)), mean((row) => b(row) * t(row))];
    const determinant = 1 - ab * ab;
    expect(session.read('rent.bias')).toBeCloseTo(mean(t), 2);
    expect(session.read('rent.w[0]')).toBeCloseTo((at - ab * bt) / determinant, 2);
    expect(session.read('rent.w[1]')).toBeCloseTo((bt - ab * at) / determinant, 2);
  });

  test('explodes: to a huge loss or NaN; learns with a tenth of the learning rate', () => {
    const session = trained('explodes');
    expect(session.read('loss')).not.toBeLessThan(1e100);
    session.switchVariant('smaller');
    session.seek(session.total);
    expect(session.read('loss')).toBeLessThan(0.01);
    const debug = new Debugger(new Session(load('explodes')));
    run(debug, 'catch explode', 'continue');
    expect(debug.session.position).toBeLessThan(debug.session.total / 2);
  });

  test('dying-relu: dead after the first update; alive with smaller updates', () => {
    const session = trained('dying-relu');
    expect([1, 2].map((x) => session.scenario.data[x - 1]?.inputs[0])).toEqual([1, 2]);
    expect(session.read('h')).toBe(0);
    expect(session.read('slope(h)')).toBe(0);
    session.switchVariant('smaller');
    session.seek(session.total);
    expect(session.read('h')).toBeGreaterThan(0);
    const debug = new Debugger(new Session(load('dying-relu')));
    run(debug, 'catch dead', 'continue');
    expect(debug.session.engine.schedule.segmentAt(debug.session.position).epoch).toBe(2);
  });
});

describe('metrics', () => {
  test('two-moons: the same as a plain count, before and after training', () => {
    const session = trained('two-moons');
    const { data, test: apart } = session.scenario;
    for (const rows of [data, apart]) {
      const right = rows.filter(
        ({ inputs, targets }) => (outputs(session, inputs)[0] as number) > 0 === (targets[0] === 1),
      ).length;
      const losses = rows.map(({ inputs, targets: [target = 0] }) => {
        const [z = 0] = outputs(session, inputs);
        return Math.log(1 + Math.exp(target === 1 ? -z : z));
      });
      const { trained: onData, heldOut } = currentState(session);
      const found = rows === data ? onData : heldOut;
      expect(found).toMatchObject({ examples: rows.length, correct: right });
      expect(found?.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / rows.length, 12);
    }
    session.seek(0);
    expect(currentState(session).trained?.correct).toBeLessThan(75);
  });

  test('iris: the class of the largest output; in the middle of an update with the weights updated so far', () => {
    const session = trained('iris');
    expect(currentState(session).heldOut?.correct).toBeGreaterThanOrEqual(27);
    const { run } = session.engine;
    session.seek(run.batch * run.example.instructions.length + run.update.instructions.length);
    const after = currentState(session);
    session.seek(session.position + 1);
    expect(currentState(session)).toEqual(after);
    expect(currentState(trained('rent')).trained?.correct).toBe(null);
  });

  test.each([
    [
      '{ a: [1], b: [-1] }',
      'softmax_cross_entropy',
      ['[1, 0]', '[0.5, 0.5]', '[0.5, 0.5]', '[0, 1]', '[0.3, 0.7]'],
    ],
    ['{ a: [1] }', 'binary_cross_entropy_from_logits', ['1', '0.5', '0.5', '0', '0.3']],
    [
      '{ a: [1], b: [-1] }',
      'binary_cross_entropy_from_logits',
      ['[1, 0]', '[0.5, 1]', '[0, 0.5]', '[0, 1]', '[0.3, 0.7]'],
    ],
  ])('targets between two classes have no class: nodes %s, %s', (nodes, loss, targets) => {
    const scene = sceneOf(`
      title: t
      inputs: [x]
      layers: [{ name: l, nodes: ${nodes} }]
      data: [${[1, 2, -1, -2, 3].map((x, at) => `{ inputs: [${x}], target: ${targets[at]} }`).join(', ')}]
      loss: ${loss}
      optimizer: { kind: sgd, learning_rate: 0.01 }`);
    const { trained } = currentState(scene.session);
    // Of the first, the fourth and the last, only the last is on the wrong side of 0.
    expect(trained).toMatchObject({ examples: 5, classed: 3, correct: 2 });
    expect(accuracyOf(trained)).toBe(2 / 3);
    expect(metricRows(currentState(scene.session))[0]?.text).toMatch(
      / on 5 examples, 2 of 3 right \(66\.7%\)$/,
    );
    const metrics = textsOf(pictureAt(scene, scene.session.total, 'metrics', { columns: 92, rows: 20 }));
    expect(metrics).toContainEqual(expect.stringMatching(/^ *over 3 /));
    if (nodes === '{ a: [1], b: [-1] }' && loss !== 'softmax_cross_entropy') return;
    const table = textsOf(pictureAt(scene, scene.session.total, 'confusion', { columns: 92, rows: 20 }));
    expect(table.join('\n')).toMatch(/66\.667% right, 2 of 3\n.*1 wrong, 2 without a class: example 5/s);
  });

  test('as a command', () => {
    const rows = (id: string, ...lines: readonly string[]) => {
      const outcome = runLines(new Debugger(new Session(load(id))), ...lines, 'metrics');
      if (outcome === undefined) return [];
      return outcome.kind === 'listed' ? outcome.rows.map(({ text }) => text) : [outcome.kind];
    };
    expect(rows('two-moons')).toEqual([
      expect.stringMatching(/^training set {3}mean loss [\d.]+ on 80 examples, \d+ of 80 right \([\d.]+%\)$/),
      expect.stringMatching(/^test set {7}mean loss [\d.]+ on 20 examples, \d+ of 20 right \([\d.]+%\)$/),
    ]);
    expect(rows('target-13')).toEqual(['training set   loss 16 on 1 example']);
    expect(rows('relu')).toEqual(['failed']);
    expect(rows('target-13', 'continue')).toEqual([
      expect.stringMatching(/^training set {3}loss /),
      // √(40² + 8² + 32² + 48² + 16² + 24²)
      expect.stringMatching(/^last update {4}gradient norm 76\.31513611335/),
    ]);
  });
});

describe('seeking', () => {
  test('to any step of a shuffled run of seven million steps gives the same as a run from the start', () => {
    const session = new Session(load('two-moons'));
    const plain = new Session(load('two-moons'));
    for (const step of [6_000_001, 1_234_567, 3_333_333, 1_234_566]) {
      session.seek(step);
      const { name } = session.step(step).result;
      const value = session.read(name);
      if (step === 1_234_567) {
        plain.seek(step);
        expect(plain.read(name)).toBe(value);
      }
      const { registers } = session;
      plain.seek(0);
      plain.seek(step);
      expect(plain.registers).toEqual(registers);
    }
  });
});

const document = (optimizer: string, loss = 'squared_error', layer = 'nodes: { y: [1] }') => `
title: t
inputs: [x]
layers: [{ name: output, ${layer} }]
data: [{ inputs: [1], target: 1 }]
loss: ${loss}
optimizer: { learning_rate: 0.1, ${optimizer} }
`;

test.each([
  [
    'a number of another optimiser',
    document('kind: sgd, momentum: 0.9'),
    '7:45: optimizer.momentum: expected a setting of sgd, found "momentum" | fix: write kind: momentum, momentum: 0.9',
  ],
  [
    'l2 where there is a weight decay',
    document('kind: adamw, l2: 0.1'),
    '7:47: optimizer.l2: expected a setting of adamw, found "l2" | fix: remove it, or try beta1, beta2, epsilon, weight_decay, form, epsilon_position, penalty_on',
  ],
  [
    'an optimiser that there is not',
    document('kind: adm'),
    `7:40: optimizer.kind: expected one of ${optimizerNames.join(', ')}, found the text "adm" | fix: did you mean "adam"?`,
  ],
  [
    'a share that is none',
    document('kind: momentum, momentum: 1'),
    '7:60: optimizer.momentum: expected a number from 0 to below 1, found the number 1 | fix: write, for example, momentum: 0.5',
  ],
  [
    'a penalty that is none',
    document('kind: sgd, l2: -1'),
    '7:49: optimizer.l2: expected 0 or a positive number, found the number -1 | fix: write, for example, l2: 0.5',
  ],
  [
    'a schedule without its numbers',
    document('kind: sgd, schedule: { kind: step, every: 2 }'),
    '7:55: optimizer.schedule.factor: expected a number above 0, found nothing | fix: add factor, for example factor: 0.5',
  ],
  [
    'a schedule of an unknown kind',
    document('kind: sgd, schedule: { kind: cosin }'),
    '7:63: optimizer.schedule.kind: expected one of step, cosine, cosine_restarts, warmup, found the text "cosin" | fix: did you mean "cosine"?',
  ],
  [
    'no kind of schedule after another one',
    document('kind: sgd, schedule: { kind: warmup, epochs: 2, after: { every: 2 } }'),
    '7:89: optimizer.schedule.after.kind: expected one of step, cosine, cosine_restarts, found nothing | fix: add kind',
  ],
  [
    'softmax of one node',
    document('kind: sgd', 'squared_error', 'activation: softmax, nodes: { y: [1] }'),
    '4:38: layers[0].activation: expected at least two nodes for softmax to compare, found one | fix: add a node, or write activation: sigmoid',
  ],
  [
    'a softmax loss of one output',
    document('kind: sgd', 'softmax_cross_entropy'),
    '6:7: loss: expected at least two outputs for softmax to compare, found one | fix: write loss: binary_cross_entropy_from_logits, or add an output',
  ],
  [
    'a limit of Huber where there is none',
    document('kind: sgd', 'squared_error\nhuber_delta: 2'),
    '7:1: huber_delta: expected the loss it belongs to, found the text "squared_error" | fix: write loss: huber, or remove huber_delta',
  ],
])('reported: %s', (_what, source, expected) => {
  const result = parseScenario(source);
  const texts = result.ok ? [] : result.diagnostics.map((each) => diagnosticText('s.yaml', source, each));
  expect(
    texts.map((text) => `${text.split('\n')[0]?.slice(7)} | ${text.split('\n').at(-1)?.trim()}`),
  ).toEqual([expected]);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOfQuestion } from '../../src/explain/quiz.ts';
import type { Role } from '../../src/explain/role.ts';
import { roleAt } from '../../src/explain/role.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { shipped as allShipped, load } from '../support/scenario.ts';

const rolesOf = (session: Session) =>
  Array.from({ length: session.total }, (_, index) => roleAt(session, index + 1));
const shipped = (id: string) => new Session(scenarioOf(readFileSync(`scenarios/${id}.yaml`, 'utf8')));

/** One line for each step, for example `3 sum node_0 2/2`. */
function sketch(session: Session): string[] {
  return rolesOf(session).map((role, index) => {
    const { node, count, all } = { node: '', count: 0, all: 0, ...role };
    const counted = count === 0 ? '' : `${count}/${all}`;
    return [index + 1, role.kind, node, counted].filter((word) => word !== '').join(' ');
  });
}

test('by hand: the chapter’s network, with its target', () => {
  expect(sketch(shipped('target-13'))).toEqual([
    '1 product node_0',
    '2 product node_0',
    '3 sum node_0 2/2',
    '4 product node_1',
    '5 product node_1',
    '6 sum node_1 2/2',
    '7 product output',
    '8 product output',
    '9 sum output 2/2',
    '10 error',
    '11 squaredError',
    '12 squareSlope output',
    '13 weightGradient output',
    '14 weightGradient output',
    '15 valueGradient output',
    '16 valueGradient output',
    '17 weightGradient node_0',
    '18 weightGradient node_0',
    '19 weightGradient node_1',
    '20 weightGradient node_1',
    ...Array.from({ length: 6 }, (_, index) => [
      `${21 + 2 * index} delta`,
      `${22 + 2 * index} update`,
    ]).flat(),
  ]);
});

test('by hand: a batch, biases, activations, two outputs, values with several paths', () => {
  const session = new Session(
    scenarioOf(`title: t
inputs: [a, b]
layers:
  - { name: l, activation: tanh, bias: 1, nodes: { h: [1, 2], k: { from: a } } }
  - { name: o, nodes: { y: { weights: [1, 2], bias: 3 }, z: [3, 4] } }
data: [{ inputs: [1, 2], target: [0, 1] }, { inputs: [2, 2], target: [0, 1] }, { inputs: [3, 2], target: [0, 1] }]
loss: mean_squared_error
input_gradients: true
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { batch: 2 }`),
  );
  expect(sketch(session).slice(0, 50)).toEqual([
    '1 product h',
    '2 product h',
    '3 sum h 2/2',
    '4 bias h',
    '5 activation h',
    '6 activation k',
    '7 product y',
    '8 product y',
    '9 sum y 2/2',
    '10 bias y',
    '11 product z',
    '12 product z',
    '13 sum z 2/2',
    '14 error',
    '15 squaredError',
    '16 error',
    '17 squaredError',
    '18 lossSum 2/2',
    '19 lossMean',
    '20 batchPart',
    '21 batchLoss 1/2',
    '22 factorGradient',
    '23 squareSlope y',
    '24 errorGradient y',
    '25 squareSlope z',
    '26 errorGradient z',
    '27 weightGradient y',
    '28 weightGradient y',
    '29 valueGradient y',
    '30 valueGradient y',
    '31 weightGradient z',
    '32 weightGradient z',
    '33 valueGradient z',
    '34 valueGradient z',
    '35 gradientSum 2/2',
    '36 activationSlope h',
    '37 activationGradient h',
    '38 weightGradient h',
    '39 weightGradient h',
    '40 valueGradient h',
    '41 valueGradient h',
    '42 gradientSum 2/2',
    '43 activationSlope k',
    '44 activationGradient k',
    '45 gradientSum 2/2',
    ...Array.from({ length: 5 }, (_, index) => `${46 + index} batchGradient 1/2`),
  ]);
  const roles = rolesOf(session);
  expect(roles[3]).toEqual({ kind: 'bias', node: 'h', activation: 'tanh', isShared: true });
  expect(roles[9]).toMatchObject({ node: 'y', activation: null, isShared: false });
  expect(roles[22]).toMatchObject({ by: null });
  expect(roles[23]).toMatchObject({ by: { address: 'y', isTerm: false } });
  expect(roles[28]).toMatchObject({ by: { address: 'h', isTerm: true } });
  expect(roles[34]).toMatchObject({ address: 'h', isParameter: false });
  expect(roles[37]).toMatchObject({ weight: 'h.w[0]', activation: 'tanh' });
  expect(roles[43]).toMatchObject({ by: { address: 'a', isTerm: true }, activation: 'tanh' });
  expect(roles[45]).toMatchObject({ parameter: 'y.w[0]' });
});

test('a shared bias adds up the slopes of its nodes, and these steps are quiz questions about slopes', () => {
  const session = new Session(
    scenarioOf(`title: t
inputs: [a]
layers: [{ name: l, bias: 1, nodes: { h: [1], k: [2], n: [3] } }, { name: o, nodes: { y: [1, 2, 3] } }]
data: [{ inputs: [1], target: 0 }]
loss: half_squared_error`),
  );
  const sums = rolesOf(session).filter(({ kind }) => kind === 'gradientSum');
  expect(sums).toEqual([
    { kind: 'gradientSum', address: 'layer(l).bias', isParameter: true, count: 2, all: 3 },
    { kind: 'gradientSum', address: 'layer(l).bias', isParameter: true, count: 3, all: 3 },
  ]);
  expect(sums.map(kindOfQuestion)).toEqual(['slope', 'slope']);
  expect(rolesOf(session).map(({ kind }) => kind)).toContain('halfSquaredError');
});

test('kinds of questions', () => {
  const kinds = (id: string) => {
    const session = shipped(id);
    return rolesOf(session).map(
      (role, index) => `${session.step(index + 1).result.name}: ${kindOfQuestion(role)}`,
    );
  };
  expect(kinds('backprop-slope')).toEqual([
    'to_node.in: product',
    'to_node: activation',
    'slope(to_node): slope',
    'grad(to_node.in): gradient',
    'grad(to_node.w[0]): slope',
  ]);
  expect(kinds('learning-rate').slice(2, 12)).toEqual([
    'output: sum',
    'error: loss',
    'loss: loss',
    'grad(output): gradient',
    'grad(output.w[0]): slope',
    'grad(output.w[1]): slope',
    'delta(output.w[0]): update',
    'output.w[0]: update',
    'delta(output.w[1]): update',
    'output.w[1]: update',
  ]);
});

const everyKind: Readonly<Record<Role['kind'], true>> = {
  product: true,
  sum: true,
  bias: true,
  activation: true,
  dropout: true,
  dropoutGradient: true,
  formula: true,
  copied: true,
  formulaSlope: true,
  formulaGradient: true,
  constantGradient: true,
  softmaxPart: true,
  error: true,
  lossPart: true,
  squaredError: true,
  halfSquaredError: true,
  lossSum: true,
  lossMean: true,
  lossWeighted: true,
  lossTotal: true,
  batchPart: true,
  batchLoss: true,
  squareSlope: true,
  errorGradient: true,
  factorGradient: true,
  activationSlope: true,
  activationGradient: true,
  localSlope: true,
  chainTerm: true,
  weightGradient: true,
  valueGradient: true,
  gradientSum: true,
  batchGradient: true,
  updatePart: true,
  delta: true,
  update: true,
};

test('every step of every scenario and of random networks has a role, and every role comes up', () => {
  const seen = new Set<string>();
  const look = (session: Session) => {
    for (let step = 1; step <= Math.min(session.total, 1500); step++) {
      const role = roleAt(session, step);
      seen.add(role.kind);
      const { count, all } = { count: 1, all: 1, ...role };
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(all);
      for (const text of Object.values(role)) if (typeof text === 'string') expect(text).not.toBe('');
    }
  };
  for (const id of allShipped) look(new Session(load(id)));
  look(
    new Session(
      scenarioOf(
        '{ title: t, inputs: [x], parameters: { w: 2 }, formulas: { y: x, loss: y + w }, data: [{ inputs: [1] }], optimizer: { kind: sgd, learning_rate: 1 } }',
      ),
    ),
  );
  fc.assert(
    fc.property(
      documents({
        training: true,
        dropout: true,
        optimizers: true,
        passOn: true,
        layers: 3,
        nodes: 3,
        epochs: 2,
      }),
      (document) => {
        look(new Session(scenarioOf(document)));
      },
    ),
    networksTried(80),
  );
  expect([...seen].sort()).toEqual(Object.keys(everyKind).sort());
});

test("the target of a gradient matches the gradient's address, and the input of a weight is its first factor", () => {
  fc.assert(
    fc.property(documents({ training: true, passOn: true, layers: 3, nodes: 3, epochs: 1 }), (document) => {
      const session = new Session(scenarioOf(document));
      const { run, schedule } = session.engine;
      for (let step = 1; step <= Math.min(session.total, 400); step++) {
        const role = roleAt(session, step);
        const names = run.slots[schedule.instructionAt(step).result]?.names ?? [];
        const { operands } = session.step(step);
        if ('by' in role && role.by !== null) {
          const pattern = role.by.isTerm ? `grad(${role.by.address}).term[` : `grad(${role.by.address})`;
          expect(names.some((name) => (role.by?.isTerm ? name.startsWith(pattern) : name === pattern))).toBe(
            true,
          );
        }
        if (role.kind === 'gradientSum' && role.count === role.all)
          expect(names).toContain(`grad(${role.address})`);
        if (role.kind === 'weightGradient') {
          expect(names).toContain(`grad(${role.weight})`);
          // The gradient's factor is the forward value that the weight is multiplied by.
          const product = schedule
            .program('example')
            .instructions.find(
              ({ operands: [, weight] }) => run.slots[weight ?? -1]?.names[0] === role.weight,
            );
          expect(run.slots[product?.operands[0] ?? -1]?.names[0]).toBe(operands[0]?.name);
        }
        if (role.kind === 'delta') expect(names).toContain(`delta(${role.parameter})`);
        if (role.kind === 'update') {
          expect(names).toContain(role.parameter);
          expect(
            run.slots[role.gradient]?.names.some((name) => name.endsWith(`grad(${role.parameter})`)),
          ).toBe(true);
        }
      }
    }),
    networksTried(60),
  );
});

test('a term with a constant gradient is a product of the chain rule, not a slope', () => {
  // ∂loss/∂wall = 10 × 2·wall. The second factor, the slope of wall², is a step of its own.
  const roles = rolesOf(shipped('curved-valley'));
  expect(roles[9]).toEqual({
    kind: 'formulaGradient',
    op: 'square',
    of: 'loss.part[1]',
    by: { address: 'wall', isTerm: false },
  });
});

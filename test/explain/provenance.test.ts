import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpName, ops } from '../../src/core/operations.ts';
import { operationName } from '../../src/explain/operation-name.ts';
import { factorsOf, pathContributions, traceOrigin, type ValueOrigin } from '../../src/explain/provenance.ts';
import { usesOf } from '../../src/explain/uses.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changedSession, changes, fractions, type Moment, momentsOf } from '../support/replay.ts';
import { expectSame } from '../support/same.ts';

const networks = documents({ training: true, dropout: true, passOn: true, layers: 3, nodes: 3, epochs: 3 });
const edits = fc.array(changes, { maxLength: 5 });
const chapter = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

function nodes(tree: ValueOrigin): ValueOrigin[] {
  return [tree, ...tree.operands.flatMap(nodes)];
}

function evaluate({ kind, value, operands }: ValueOrigin): number {
  if (operands.length === 0) return value;
  const [a, b, ...rest] = operands.map(evaluate) as [number, number, ...number[]];
  return ops[kind as OpName].forward(a, b, ...rest);
}

/** The tree as text, for example `multiply@3(x, add@2(a, b))`: operations with their steps, given values by name. */
function sketch({ address, kind, step, operands }: ValueOrigin): string {
  if (operands.length === 0) return step === null ? address : `${address}@${step}`;
  return `${kind}@${step}(${operands.map(sketch).join(', ')})`;
}

describe('where a value comes from', () => {
  test('a tree evaluates to its own value, bit for bit, and every node has the value of its step or edit', () => {
    let seen = { nodes: 0, edited: 0, carried: 0 };
    fc.assert(
      fc.property(networks, edits, fractions, fc.nat(9), (document, made, at, depth) => {
        const session = changedSession(document, made);
        session.seek(Math.round(at * session.total));
        const moments = momentsOf(session);
        const { position, total, engine, registers, timeline, values } = session;
        const present = moments[position] as Moment;
        for (const address of values.names) {
          const slot = values.resolve(address, position);
          const tree = traceOrigin(session, address, depth);
          expectSame(tree === null, slot === null);
          if (tree === null || slot === null) continue;
          expectSame(tree.address, address);
          expectSame(tree.value, registers[slot] as number);
          expectSame(evaluate(tree), registers[slot] as number);
          expect(textOf(session, tree) ?? present.sources[slot]).toBe(present.sources[slot]);
          for (const node of nodes(tree)) {
            seen.nodes += 1;
            if (node.edit) {
              seen = { ...seen, edited: seen.edited + 1 };
              expect(node).toMatchObject({ kind: 'edit', step: null, value: node.edit.value, operands: [] });
              expect(timeline.edits).toContain(node.edit);
            } else if (node.step === null) expectSame(node.operands.length, 0);
            else {
              const moment = moments[node.step] as Moment;
              expectSame(node.kind, moment.instruction?.op as string);
              expectSame(node.value, moment.result);
              if (node.operands.length === 0) continue;
              expect(node.operands.map(({ value }) => value)).toEqual(moment.operands);
              expect(
                node.operands.map((each, index) => textOf(session, each) ?? moment.writers[index]),
              ).toEqual(moment.writers);
            }
          }
        }
        expect(session.position).toBe(position);
        if (total > position) expect(traceOrigin(session, position + 1)).toBeNull();
        if (position === 0) return;
        const tree = traceOrigin(session, position, depth) as ValueOrigin;
        expect(tree).toMatchObject({ step: position, value: present.result, edit: null });
        expect(evaluate(tree)).toBe(present.result);
        const { start, program } = engine.schedule.segmentAt(position);
        const from = program === 'update' ? start - engine.run.example.instructions.length : start;
        for (const node of nodes(tree)) {
          if (node.step === null || node.step > from) continue;
          seen.carried += 1;
          expect(node.operands, 'an earlier iteration is not followed').toEqual([]);
        }
        // Within the depth, the tree continues through every step of this iteration.
        for (const node of nodes(traceOrigin(session, position, 200) as ValueOrigin)) {
          if (node.step !== null && node.step > from) expect(node.operands.length).toBeGreaterThan(0);
        }
      }),
      networksTried(100),
    );
    expect(seen.nodes).toBeGreaterThan(1000);
    expect(Math.min(seen.edited, seen.carried)).toBeGreaterThan(5);
  });

  test('by hand: the slope −40 is 5 × −8, and −8 is twice the error', () => {
    const session = chapter();
    session.seek(13);
    const tree = traceOrigin(session, 'grad(output.w[0])', 3) as ValueOrigin;
    expect(sketch(tree)).toBe(
      'multiply@13(add@3(multiply@1(children, node_0.w[0]), multiply@2(accounts, node_0.w[1])), ' +
        'multiply@12(2, subtract@10(output@9, target)))',
    );
    expect(tree.operands.map(({ kind, value }) => [kind, value])).toEqual([
      ['add', 5],
      ['multiply', -8],
    ]);
    expect(traceOrigin(session, 'grad(node_0)')).toBeNull();
    expect(traceOrigin(session, 14)).toBeNull();
    expect(traceOrigin(session, 0)).toBeNull();
    expect(traceOrigin(session, 'nobody')).toBeNull();
    expect(traceOrigin(session, 13, 0)).toEqual({
      address: 'grad(output.w[0])',
      value: -40,
      step: 13,
      kind: 'multiply',
      operands: [],
      edit: null,
      cell: null,
      isOutOfDate: false,
    });
  });

  test('by hand: a weight that was edited says so, and an updated weight leads to its update', () => {
    const twice = readFileSync('scenarios/target-13.yaml', 'utf8').replace(
      'variants:',
      'training: { epochs: 2 }\nvariants:',
    );
    const session = new Session(scenarioOf(twice));
    session.set('output.w[0]', 3);
    session.seek(32 + 8);
    const product = traceOrigin(session, 'output.product[0]') as ValueOrigin;
    expect(sketch(product).endsWith(', output.w[0]@22)')).toBe(true);
    expect(product.operands[1]).toMatchObject({ kind: 'subtract', step: 22, operands: [] });
    const updated = traceOrigin(session, 22, 1) as ValueOrigin;
    expect(updated.operands[0]).toEqual({
      address: 'output.w[0]',
      value: 3,
      step: null,
      kind: 'edit',
      operands: [],
      isOutOfDate: false,
      edit: { at: 0, address: 'output.w[0]', value: 3 },
      cell: null,
    });
    expect(updated.operands[1]).toMatchObject({ kind: 'multiply', step: 21, address: 'delta(output.w[0])' });
  });
});

/** `step 3` or `edit 0`, as the plain replay records it; null for a given value. */
function textOf({ timeline }: Session, { step, edit }: ValueOrigin): string | null {
  if (edit) return `edit ${timeline.edits.indexOf(edit)}`;
  return step === null ? null : `step ${step}`;
}

describe('factors and path contributions', () => {
  test('the three factors, multiplied in the order of the tape, are the gradient', () => {
    const seen = { factors: 0, slopes: 0 };
    fc.assert(
      fc.property(networks, (document) => {
        const session = new Session(scenarioOf(document));
        session.seek(session.total);
        const last = Math.min(session.total, 400);
        for (let step = 1; step <= last; step++) {
          const { phase, result } = session.step(step);
          const factors = factorsOf(session, step);
          const isWeights = /^grad\([a-z0-9_]*\.w\[\d+\]\)$/.test(result.name);
          if (isWeights) expect(factors).not.toBeNull();
          if (factors === null) continue;
          expect(phase).toBe('backward');
          const { gradient, input, slope, upstream } = factors;
          expect(gradient.value).toBe(result.value);
          expect(input.value * ((slope?.value ?? 1) * (upstream?.value ?? 1))).toBe(result.value);
          seen.factors += 1;
          if (slope) seen.slopes += 1;
        }
      }),
      networksTried(60),
    );
    expect(Math.min(seen.factors, seen.slopes)).toBeGreaterThan(20);
  });

  test('by hand: 5 × 1 × −8', () => {
    const session = chapter();
    session.seek(13);
    expect(factorsOf(session, 13)).toEqual({
      gradient: { name: 'grad(output.w[0])', value: -40 },
      input: { name: 'node_0', value: 5 },
      slope: null,
      upstream: { name: 'grad(output)', value: -8 },
    });
    expect(factorsOf(session, 12)).toBeNull();
    expect(factorsOf(session, 7)).toBeNull();
    expect(factorsOf(session, 14)).toBeNull();
    session.seek(32);
    expect(factorsOf(session, 15), 'a gradient of a node').toBeNull();
  });

  test('a formula is no node with a weight, so it has no three factors', () => {
    const session = new Session(
      scenarioOf(
        '{ title: t, inputs: [x], parameters: { w: 2 }, formulas: { loss: (x * w) ^ 2 }, data: [{ inputs: [3] }], optimizer: { kind: sgd, learning_rate: 1 } }',
      ),
    );
    session.seek(4);
    expect(session.step(4).result).toEqual({ name: 'grad(w)', value: 36 });
    expect(factorsOf(session, 4)).toBeNull();
  });

  test('a path whose gradient is another value is called a term of the gradient', () => {
    const session = new Session(
      scenarioOf({
        title: 't',
        inputs: ['x'],
        parameters: { w: 3 },
        formulas: { loss: 'w * w + w * x' },
        data: [{ inputs: [2] }],
        optimizer: { kind: 'sgd', learning_rate: 0.1 },
      }),
    );
    session.seek(session.total);
    expect(pathContributions(session, 5).map(({ name, value }) => [name, value])).toEqual([
      ['grad(w).term[0]', 3],
      ['grad(w).term[1]', 3],
      ['grad(w).term[2]', 2],
    ]);
  });

  test('each path of a gradient has its contribution', () => {
    const session = new Session(
      scenarioOf(`
        title: Three paths
        inputs: [x]
        layers:
          - { name: hidden, nodes: { h: [2] } }
          - { name: output, nodes: { a: [1], b: [2], c: [-3] } }
        data: [{ inputs: [1] }]
        output_gradient: [5, 7, 3]`),
    );
    session.seek(session.total);
    const step = (name: string) => {
      for (let each = 1; each <= session.total; each++)
        if (session.step(each).result.name === name) return each;
      throw new Error(name);
    };
    const [first, second, third] = [5, 14, -9].map((value, index) => ({
      name: `grad(h).term[${index}]`,
      value,
    }));
    expect(pathContributions(session, step('grad(h)'))).toEqual([
      { ...first, share: 0.5 },
      { ...second, share: 1.4 },
      { ...third, share: -0.9 },
    ]);
    expect(pathContributions(session, step('grad(h).sum[1]'))).toEqual([
      { ...first, share: 5 / 19 },
      { ...second, share: 14 / 19 },
    ]);
    expect(pathContributions(session, step('a'))).toEqual([]);
    session.seek(step('grad(h)') - 1);
    expect(pathContributions(session, step('grad(h)')), 'not done yet').toEqual([]);
  });

  test('there are no contributions if the paths cancel out', () => {
    const session = new Session(
      scenarioOf(`
        title: Two paths
        inputs: [x]
        layers: [{ name: hidden, nodes: { h: [2] } }, { name: output, nodes: { a: [1], b: [1] } }]
        data: [{ inputs: [1] }]
        output_gradient: [5, -5]`),
    );
    session.seek(session.total);
    const all = Array.from({ length: session.total }, (_, index) =>
      pathContributions(session, index + 1),
    ).flat();
    expect(all).toEqual([
      { name: 'grad(h).term[0]', value: 5, share: null },
      { name: 'grad(h).term[1]', value: -5, share: null },
    ]);
  });
});

describe('where a value is used', () => {
  test('are all steps whose operand is this value in a plain run', () => {
    const seen = { uses: 0, fromEdits: 0, inUpdates: 0, later: 0 };
    fc.assert(
      fc.property(networks, edits, fractions, (document, made, at) => {
        const session = changedSession(document, made);
        session.seek(Math.round(at * session.total));
        const moments = momentsOf(session);
        const { position, values } = session;
        const expected = (source: string, slot: number) =>
          moments.flatMap(({ instruction, writers, position: step }) =>
            writers.flatMap((writer, operand) =>
              // Values that were given at the same time have the same source.
              writer === source && (!source.startsWith('given') || instruction?.operands[operand] === slot)
                ? [{ step, operand, isDone: step <= position }]
                : [],
            ),
          );
        const plain = ({ uses }: ReturnType<typeof usesOf>) =>
          uses.map(({ step, operand, isDone }) => ({ step, operand, isDone }));
        const { sources } = moments[position] as Moment;
        for (const name of values.names) {
          const slot = values.resolve(name, position);
          if (slot === null) {
            expect(usesOf(session, name).uses).toEqual([]);
            continue;
          }
          const source = sources[slot] as string;
          const found = usesOf(session, name, 1e9);
          const { uses } = found;
          expect(plain(found), `${name} at ${position}`).toEqual(expected(source, slot));
          seen.uses += uses.length;
          if (source.startsWith('edit')) seen.fromEdits += uses.length;
          seen.inUpdates += uses.filter(({ phase }) => phase === 'update').length;
          seen.later += uses.filter(({ isDone }) => !isDone).length;
          for (const { step, address } of uses) expect(session.step(step).result.name).toBe(address);
        }
        if (position === 0) return;
        const slot = moments[position]?.instruction?.result as number;
        expect(plain(usesOf(session, position, 1e9))).toEqual(expected(`step ${position}`, slot));
      }),
      networksTried(60),
    );
    expect(Math.min(seen.uses, seen.fromEdits, seen.inUpdates, seen.later)).toBeGreaterThan(5);
  });

  test('by hand: the sum 5 goes into the output, and into the slope of its weight', () => {
    const session = chapter();
    session.seek(7);
    const own = { operand: 0, isDone: true };
    const uses = [
      { ...own, step: 7, address: 'output.product[0]', phase: 'forward' },
      { ...own, step: 13, address: 'grad(output.w[0])', phase: 'backward', isDone: false },
    ];
    expect(usesOf(session, 'node_0').uses).toEqual(uses);
    expect(usesOf(session, 3).uses).toEqual(uses);
    expect(usesOf(session, 8).uses).toEqual([]);
    expect(usesOf(session, 'output.w[0]').uses.map(({ step, operand }) => [step, operand])).toEqual([
      [7, 1],
      [15, 0],
      [22, 0],
    ]);
    session.set('output.w[0]', 3);
    expect(usesOf(session, 'output.w[0]').uses.map(({ step }) => step)).toEqual([15, 22]);
    session.seek(32);
    expect(usesOf(session, 'output.w[0]').uses, 'there is no next iteration').toEqual([]);
  });

  test('a weight is used by all examples of its batch, and by the update; only so many are listed', () => {
    const session = new Session(
      scenarioOf(`
title: t
inputs: [x]
parameters: { w: 2 }
formulas: { y: x * w }
data: [{ inputs: [1], target: 1 }, { inputs: [2], target: 1 }, { inputs: [3], target: 1 }, { inputs: [4], target: 1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.01 }
training: { epochs: 2, batch: 4 }`),
    );
    const { length } = session.engine.run.example.instructions;
    const batch = session.total / 2;
    // y = x × w is the first step of an example; the last step of the run is the second update.
    const stepsOf = (start: number) => [0, 1, 2, 3].map((example) => start + example * length + 1);
    for (const position of [1, 2 * length + 3, 4 * length]) {
      session.seek(position);
      expect(usesOf(session, 'w').uses.map(({ step }) => step)).toEqual([...stepsOf(0), batch]);
    }
    session.seek(batch + 2 * length + 1);
    expect(usesOf(session, 'w').uses.map(({ step }) => step)).toEqual([...stepsOf(batch), 2 * batch]);
    const some = usesOf(session, 'w', 1);
    expect(some.uses.map(({ step }) => step)).toEqual(stepsOf(batch).slice(1, 3));
    expect(some).toMatchObject({ areMoreBefore: true, areMoreAfter: true });
    expect(usesOf(session, 'w', 3)).toMatchObject({ areMoreBefore: false, areMoreAfter: false });
    expect(usesOf(session, 'learning_rate').uses.map(({ step }) => step)).toEqual([batch - 1, 2 * batch - 1]);
  });
});

test('every kind of given value has words of its own', () => {
  const dropped = scenarioOf(`
title: t
inputs: [x]
layers:
  - { name: h, nodes: { a: [1] }, dropout: { rate: 0.5, seed: 1 } }
  - { name: o, nodes: { y: [1] } }
data: [{ inputs: [1], target: 1 }]
loss: squared_error`);
  const kinds = new Session(dropped).engine.run.slots.flatMap(({ kind }) =>
    kind === 'computed' ? [] : [kind],
  );
  expect(kinds).toContain('mask');
  expect(operationName('mask')).toBe('given: a mask that dropout has drawn');
  for (const kind of kinds) expect(operationName(kind)).not.toBe(kind);
});

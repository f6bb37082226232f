/** Mistakes in a training with Adam and a penalty, by an implementation of its own that adds in another order. */
import { expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { verify } from '../../src/verify/verify.ts';
import { scenarioOf } from '../support/networks.ts';

const document = `
title: t
inputs: [a, b]
layers:
  - { name: h, activation: tanh, nodes: { h0: { weights: [0.5, -0.3], bias: 0.1 }, h1: { weights: [0.2, 0.8], bias: 0 } } }
  - { name: o, nodes: { y0: { weights: [1, -1], bias: 0.2 }, y1: { weights: [0.3, 0.6], bias: 0 } } }
data: [{ inputs: [1, 2], target: [1, 0] }, { inputs: [-1, 0.5], target: [0, 1] }, { inputs: [0.3, -1], target: [0, 1] }]
loss: softmax_cross_entropy
optimizer: { kind: adam, learning_rate: 0.1, l2: 0.05 }
training: { epochs: 2, batch: 3 }`;

interface Done {
  readonly isSummed?: boolean;
  readonly hasNoCorrection?: boolean;
  readonly hasNoCorrectionOfV?: boolean;
  readonly hasNoBiasPenalty?: boolean;
}

const examples: readonly (readonly [x: readonly [number, number], label: number])[] = [
  [[1, 2], 0],
  [[-1, 0.5], 1],
  [[0.3, -1], 1],
];

type Parameters = Map<string, number>;

/** The gradients of the mean loss, added from the last example to the first. */
function gradientsOf(parameters: Parameters): Parameters {
  const at = (name: string) => parameters.get(name) as number;
  const sums: Parameters = new Map([...parameters.keys()].map((name) => [name, 0]));
  const add = (name: string, value: number) => sums.set(name, (sums.get(name) as number) + value);
  for (const [x, label] of [...examples].reverse()) {
    const through = (node: string, from: readonly number[]) =>
      at(`${node}.bias`) +
      at(`${node}.w[1]`) * (from[1] as number) +
      at(`${node}.w[0]`) * (from[0] as number);
    const hidden = ['h0', 'h1'].map((node) => Math.tanh(through(node, x)));
    const scores = ['y0', 'y1'].map((node) => Math.exp(through(node, hidden)));
    const total = scores.reduce((sum, score) => sum + score, 0);
    const errors = scores.map((score, index) => score / total - (index === label ? 1 : 0));
    const backTo = (index: number) =>
      errors.reduce((sum, error, node) => sum + error * at(`y${node}.w[${index}]`), 0) *
      (1 - (hidden[index] as number) ** 2);
    for (const [prefix, deltas, from] of [
      ['y', errors, hidden],
      ['h', [backTo(0), backTo(1)], x],
    ] as const)
      deltas.forEach((delta, node) => {
        add(`${prefix}${node}.bias`, delta);
        from.forEach((value, index) => {
          add(`${prefix}${node}.w[${index}]`, delta * value);
        });
      });
  }
  return sums;
}

/** What somebody writes who has made these mistakes: the gradients and the weights of two epochs, in all digits. */
function linesOf(done: Done): string {
  const weights: Parameters = new Map(
    Object.entries({ h0: [0.5, -0.3, 0.1], h1: [0.2, 0.8, 0], y0: [1, -1, 0.2], y1: [0.3, 0.6, 0] }).flatMap(
      ([node, [first = 0, second = 0, bias = 0]]) =>
        [
          [`${node}.w[0]`, first],
          [`${node}.w[1]`, second],
          [`${node}.bias`, bias],
        ] as const,
    ),
  );
  const [m, v]: Parameters[] = [new Map(), new Map()] as const;
  const lines: string[] = [];
  for (const epoch of [1, 2]) {
    lines.push(`epoch ${epoch}`);
    const gradients = gradientsOf(weights);
    for (const [name, sum] of gradients) {
      const gradient = done.isSummed ? sum : sum / examples.length;
      lines.push(`batch.grad(${name}) ${gradient}`);
      const isFree = done.hasNoBiasPenalty === true && name.endsWith('bias');
      const followed = gradient + (isFree ? 0 : 0.05 * (weights.get(name) as number));
      const mean = 0.9 * (m?.get(name) ?? 0) + (1 - 0.9) * followed;
      const square = 0.999 * (v?.get(name) ?? 0) + (1 - 0.999) * followed ** 2;
      m?.set(name, mean);
      v?.set(name, square);
      const top = done.hasNoCorrection ? mean : mean / (1 - 0.9 ** epoch);
      const below = done.hasNoCorrection || done.hasNoCorrectionOfV ? square : square / (1 - 0.999 ** epoch);
      weights.set(name, (weights.get(name) as number) - (0.1 * top) / (Math.sqrt(below) + 1e-8));
    }
    for (const [name, value] of weights) lines.push(`${name} ${value}`);
  }
  return lines.join('\n');
}

function findings(done: Done) {
  const session = new Session(scenarioOf(document));
  const { entries, isOrdered } = readNumbers(session, linesOf(done));
  const report = verify(session, entries, { at: null, isOrdered });
  expect(report.unplaced).toEqual([]);
  return report.findings;
}

test('without a mistake, all numbers are right', () => {
  expect(findings({})).toEqual([]);
});

test.each([
  [{ isSummed: true }, 'The gradients are the sum over the batch, but they should be the mean.'],
  [{ hasNoCorrection: true }, 'The running means are not corrected for starting at 0.'],
  [{ hasNoCorrectionOfV: true }, 'v(h0.w[0]).corrected is not divided by v.correction.'],
  [{ hasNoBiasPenalty: true }, 'The penalty is left out for the biases.'],
])('%j is the explanation of all numbers that are wrong', (done, sentence) => {
  const [first, ...others] = findings(done);
  expect(
    first?.explanations?.[0]?.sentences[0]?.replace(/\((?:[hy][01])\.(?:w\[[01]\]|bias)\)/, '(h0.w[0])'),
  ).toBe(sentence);
  expect(others.length).toBeGreaterThan(3);
  for (const { again, explanations, wrong } of others)
    expect(again !== null || (explanations?.length ?? 1) > 0, wrong.claim.name).toBe(true);
});

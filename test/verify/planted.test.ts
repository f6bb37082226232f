/** Planted mistakes: in random networks, by a second implementation, of every kind. */
import { expect, test } from 'vitest';
import { SplitMix64 } from '../../src/core/random.ts';
import { Session } from '../../src/session/session.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { verify } from '../../src/verify/verify.ts';
import { scenarioOf } from '../support/networks.ts';
import { seed } from '../support/seed.ts';
import { computed, documentOf, kinds, type MistakeKind, type Network } from './mistaken.ts';

const all = Object.keys(kinds) as MistakeKind[];
const NETWORKS = 4 * all.length;

function networkOf(random: SplitMix64, kind: MistakeKind): Network {
  const number = () => Math.round((random.uniform() * 2 - 1) * 1000) / 1000;
  const list = (length: number) => Array.from({ length }, number);
  const activation =
    kind === 'dead relu'
      ? 'relu'
      : ((['sigmoid', 'tanh'] as const)[Math.floor(random.uniform() * 2)] ?? 'tanh');
  const size = 2 + Math.floor(random.uniform() * 2);
  return {
    activation,
    inputs: list(2),
    targets: list(size),
    weights: [Array.from({ length: size }, () => list(2)), Array.from({ length: size }, () => list(size))],
    biases: [list(size), list(size)],
    rate: [0.5, 0.1, 0.05][Math.floor(random.uniform() * 3)] ?? 0.1,
  };
}

const written = (values: ReadonlyMap<string, number>) =>
  [...values].map(([name, value]) => [name, value.toPrecision(6)] as const);

test(`in ${NETWORKS} networks with a planted mistake, the first wrong number is named, and nearly always explained`, () => {
  const random = new SplitMix64(seed, 1);
  const wrongNames: string[] = [];
  const unexplained: string[] = [];
  let tried = 0;
  while (tried < NETWORKS) {
    const kind = all[tried % all.length] as MistakeKind;
    const network = networkOf(random, kind);
    const [right, mistaken] = [null, kind].map((each) => written(computed(network, each)));
    const first = mistaken?.find(
      ([, value], index) =>
        Math.abs(Number(value) - Number(right?.[index]?.[1])) > 2e-6 * Math.abs(Number(value)),
    );
    // The mistake may change nothing, as that of a ReLU that is not off.
    if (first === undefined) continue;
    tried += 1;
    const session = new Session(scenarioOf(documentOf(network)));
    const { entries, faults, isOrdered } = readNumbers(
      session,
      (mistaken ?? []).map((each) => each.join(' ')).join('\n'),
    );
    expect(faults).toEqual([]);
    const { findings } = verify(session, entries, { at: null, isOrdered });
    const [finding] = findings;
    if (finding?.wrong.claim.name !== first[0])
      wrongNames.push(`${kind}: ${finding?.wrong.claim.name}, not ${first[0]}`);
    const told = finding?.explanations?.[0];
    if (told === undefined || !(kinds[kind] as readonly string[]).includes(told.kind))
      unexplained.push(`${kind}: ${told?.kind} (${told?.sentences.join(' ')})`);
  }
  expect(wrongNames).toEqual([]);
  expect(unexplained.length, unexplained.join('\n')).toBeLessThanOrEqual(NETWORKS * 0.05);
});

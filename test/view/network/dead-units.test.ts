/** The word at units that no example trains any more. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadUnits } from '../../../src/analysis/dead-units.ts';
import { currentState } from '../../../src/analysis/metrics.ts';
import { drawingName, networkLines } from '../../../src/view/network/drawing.ts';
import { asciiLine } from '../../../src/view/terminal/ascii.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { networksTried, shareOf } from '../../support/networks.ts';
import { sceneOf, shippedScene } from '../../support/pictures.ts';

const sizes = [
  { columns: 56, rows: 4 },
  { columns: 76, rows: 7 },
  { columns: 96, rows: 9 },
  { columns: 136, rows: 25 },
];

test('a ReLU that dies has its word from the update on that kills it, and not in the quiz', () => {
  const scene = shippedScene('dying-relu');
  const { session } = scene;
  let changes = 0;
  let before: boolean | null = null;
  for (let step = 0; step <= session.total; step++) {
    session.seek(step);
    const isDead = (currentState(session).dead ?? 0) > 0;
    if (before !== null && before !== isDead) changes += 1;
    before = isDead;
    const isKnown = session.known().some(({ fresh, names }) => fresh && names.includes('h'));
    for (const size of sizes) {
      const text = networkLines(scene, size)
        .map((line) => plainText(asciiLine(line, size.columns)))
        .join('\n');
      // Nothing is told of a value that is not known yet.
      expect(text.includes('dead'), `${step}\n${text}`).toBe(isDead && isKnown);
      expect(networkLines(scene, size, true).map(plainText).join('\n')).not.toContain('dead');
    }
  }
  expect(changes).toBe(1);
  expect(before).toBe(true);
});

const weight = fc.double({ min: -2, max: 1, noNaN: true });

test('as many units are called dead as the metrics count, in each style with room for words', () => {
  const seen = new Set<string>();
  let dead = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(weight, weight, weight), { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...sizes.slice(1)),
      (units, share, size) => {
        const nodes = Object.fromEntries(
          units.map(([a, b, bias], index) => [`u${index}`, { weights: [a, b], bias }]),
        );
        const scene = sceneOf(
          JSON.stringify({
            title: 'Units',
            inputs: ['a', 'b'],
            layers: [
              { name: 'hidden', activation: 'relu', nodes },
              { name: 'output', nodes: { y: units.map(() => 1) } },
            ],
            data: [
              { inputs: [1, 2], target: 1 },
              { inputs: [2, 0.5], target: 0 },
            ],
            loss: 'squared_error',
            optimizer: { kind: 'sgd', learning_rate: 0.1 },
            training: { epochs: 2, batch: 1 },
          }),
        );
        const { session } = scene;
        session.seek(Math.round(share * session.total));
        const name = drawingName(scene, size);
        if (name === 'bars') return;
        const known = new Set(session.known().flatMap(({ fresh, names }) => (fresh ? names : [])));
        const read = (address: string) => session.read(address) as number;
        const isOff = (unit: string) =>
          session.scenario.data.every(
            ({ inputs: [a = 0, b = 0] }) =>
              a * read(`${unit}.w[0]`) + b * read(`${unit}.w[1]`) + read(`${unit}.bias`) <= 0,
          );
        const off = Object.keys(nodes).filter(isOff);
        expect(currentState(session).dead).toBe(off.length);
        const counted = off.filter((unit) => known.has(unit)).length;
        const words = networkLines(scene, size).map(plainText).join('\n').match(/dead/gu)?.length ?? 0;
        expect(words).toBe(counted);
        dead += counted;
        seen.add(name);
      },
    ),
    networksTried(200),
  );
  expect(dead).toBeGreaterThan(shareOf(10));
  expect(seen.size).toBeGreaterThan(1);
});

test('a formula with several activations is dead if all of them are', () => {
  const { session } = sceneOf(
    JSON.stringify({
      title: 'Several in one',
      inputs: ['x'],
      parameters: { w: 1 },
      formulas: {
        half: 'relu(w * x) + relu(-w * x)',
        off: 'relu(-w * x) + relu(-2 * w * x)',
        list: 'relu([w * x, -w * x])',
        y: 'half + off + sum(list)',
      },
      data: [
        { inputs: [1], target: 1 },
        { inputs: [2], target: 0 },
      ],
      loss: 'squared_error',
      optimizer: { kind: 'sgd', learning_rate: 0.001 },
    }),
  );
  session.seek(session.total);
  expect([...deadUnits(session)]).toEqual(['off']);
});

/** Right numbers are never called wrong: of random networks, at any time, rounded to any number of digits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { verify } from '../../src/verify/verify.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

const networks = documents({
  training: true,
  optimizers: true,
  dropout: true,
  passOn: true,
  layers: 3,
  nodes: 3,
  epochs: 3,
});

test('the values that are known at a position, in JSON', () => {
  fc.assert(
    fc.property(
      networks,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 2, max: 17 }),
      (document, share, digits) => {
        const session = new Session(scenarioOf(document));
        const at = Math.round(share * session.total);
        session.seek(at);
        const numbers = session.known().map(({ names, value }) => [names[0], value.toPrecision(digits)]);
        const { entries, faults, isOrdered } = readNumbers(
          session,
          JSON.stringify(Object.fromEntries(numbers)),
        );
        expect(faults).toEqual([]);
        const { findings, unplaced } = verify(session, entries, { at, isOrdered });
        expect(
          findings.map(({ wrong }) => `${wrong.claim.name} ${wrong.claim.number.text} ${wrong.exact}`),
        ).toEqual([]);
        expect(unplaced).toEqual([]);
      },
    ),
    networksTried(60),
  );
});

test('the results of the first steps, in lines, with the weights before them', () => {
  fc.assert(
    fc.property(networks, fc.integer({ min: 3, max: 12 }), (document, digits) => {
      const session = new Session(scenarioOf(document));
      const { run } = session.engine;
      const weights = run.parameters.map(
        (slot) => `${run.slots[slot]?.names[0]} = ${run.slots[slot]?.initial}`,
      );
      const steps = Math.min(session.total, 2 * run.example.instructions.length);
      const isNamed = (name: string) => name !== '';
      const results = Array.from({ length: steps }, (_, index) => session.step(index + 1))
        .filter(({ result }) => isNamed(result.name))
        .map(
          ({ result, epoch, example }) =>
            `${result.name}@${epoch}.${example ?? 1} ${result.value.toPrecision(digits)}`,
        );
      const { entries, faults, isOrdered } = readNumbers(session, [...weights, ...results].join('\n'));
      expect(faults).toEqual([]);
      const { findings, numbers } = verify(session, entries, { at: null, isOrdered });
      expect(
        findings.map(({ wrong }) => `${wrong.claim.name} ${wrong.claim.number.text} ${wrong.exact}`),
      ).toEqual([]);
      expect(numbers).toHaveLength(entries.length);
    }),
    networksTried(40),
  );
});

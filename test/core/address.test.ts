import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printAddress } from '../../src/core/address.ts';
import { readAddress } from '../../src/expression/addresses.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { load, shipped } from '../support/scenario.ts';

/** Checks all addresses of a scenario's tape. Returns their number. */
function checkAll(scenario: Scenario): number {
  const { slots } = compile(scenario);
  const addresses = new Set(slots.flatMap(({ names }) => names));
  const vocabulary = { addresses, expected: { address: '', called: '' }, functions: [], words: [] };
  const meanings = new Map<string, string>();
  for (const { kind, addresses: own, names } of slots) {
    if (kind === 'constant') {
      expect(own).toEqual([]);
      continue;
    }
    expect(names).toEqual(own.map(printAddress));
    for (const [index, name] of names.entries()) {
      // Each printed address can be parsed and has only one meaning.
      expect(readAddress(name, 0, vocabulary)).toEqual({ name, end: name.length });
      const meaning = JSON.stringify(own[index]);
      expect(meanings.get(name) ?? meaning).toBe(meaning);
      meanings.set(name, meaning);
    }
  }
  return meanings.size;
}

test('names are printed addresses that can be typed, and no two addresses have the same name', () => {
  const counts = shipped.map((name) => checkAll(load(name)));
  expect(Math.min(...counts)).toBeGreaterThan(2);
  const wanted = { training: true, dropout: true, optimizers: true, passOn: true } as const;
  fc.assert(
    fc.property(documents(wanted), (document) => checkAll(scenarioOf(document)) > 0),
    networksTried(100),
  );
  fc.assert(
    fc.property(formulaDocuments(), (document) => checkAll(scenarioOf(document)) > 0),
    networksTried(100),
  );
});

/**
 * The same bits everywhere: hashes of all results, which are the same on every machine and with every version of Node.
 * They are in test/reference/bits.json. A number of a run must not change: a new hash needs a reason.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionHash, hashedFunctions, runHash } from '../../support/bits.ts';
import { load, shipped } from '../../support/scenario.ts';

const expected: {
  readonly functions: Readonly<Record<string, string>>;
  readonly runs: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync(new URL('../../reference/bits.json', import.meta.url), 'utf8'));

const STEPS = 20_000;

test.each(hashedFunctions)('%s of 100,000 arguments', (name) => {
  expect(functionHash(name)).toBe(expected.functions[name]);
});

test.each(shipped)('the first steps of %s', (name) => {
  expect(runHash(load(name), STEPS)).toBe(expected.runs[name]);
});

test('no hash is of something that there is not any more', () => {
  expect(Object.keys(expected.functions)).toEqual(hashedFunctions);
  expect(Object.keys(expected.runs)).toEqual(shipped);
});

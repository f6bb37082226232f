/**
 * Published pages with misprints or with mistakes that are often made. A case has the figures of a page, or those that
 * its code gives, and the first wrong one. `kind`: what explains it; null if nothing that is known does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';
import { Session } from '../../src/session/session.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { verify } from '../../src/verify/verify.ts';
import { scenarioOf } from '../support/networks.ts';

interface Case {
  readonly page: string;
  readonly note?: string;
  readonly scenario: ScenarioDocument;
  readonly numbers: readonly string[];
  readonly first: string;
  readonly kind: string | null;
  /** The numbers that follow from a wrong one. */
  readonly follows?: readonly string[];
}

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const cases = readdirSync(folder).map((file): readonly [string, Case] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(`${folder}${file}`, 'utf8')),
]);

test('there are at least twelve pages', () => {
  expect(cases.length).toBeGreaterThanOrEqual(12);
});

test.each(cases)('%s', (_name, { scenario, numbers, first, kind, follows }) => {
  const session = new Session(scenarioOf(scenario));
  const { entries, faults, isOrdered } = readNumbers(session, numbers.join('\n'));
  expect(faults).toEqual([]);
  const report = verify(session, entries, { at: null, isOrdered });
  const [finding] = report.findings;
  expect(finding?.wrong.claim.name).toBe(first);
  expect(finding?.explanations?.[0]?.kind ?? null).toBe(kind);
  if (follows)
    expect(
      report.numbers.filter(({ status }) => status === 'follows').map(({ claim }) => claim.name),
    ).toEqual(follows);
});

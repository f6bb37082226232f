/** The JSON lines of a trace are put together from parts. They must be what JSON.stringify makes of each step. */
import { describe, expect, test } from 'vitest';
import { jsonNumber } from '../../src/core/exact-number.ts';
import { traceJsonLines } from '../../src/print/trace-json.ts';
import type { NamedValue, StepRecord } from '../../src/session/steps.ts';
import { trace } from '../../src/session/trace.ts';
import { oddScenarios } from '../support/listings.ts';
import { load, parse, shipped } from '../support/scenario.ts';

/** Enough for several epochs of all but the largest scenarios. */
const MOST = 3_000;

const named = ({ name, value }: NamedValue) => ({ name, value: jsonNumber(value) });

function expected(record: StepRecord): string {
  const { step, epoch, batch, example, phase, layer, node, kind, operands, result } = record;
  const numbers = { operands: operands.map(named), result: named(result) };
  return JSON.stringify({ step, epoch, batch, example, phase, layer, node, kind, ...numbers });
}

const scenarios = [
  ...shipped.map((name) => ({ name, scenario: load(name) })),
  ...oddScenarios.map(({ name, scenario }) => ({ name, scenario })),
];

describe('the JSON lines of a trace', () => {
  test.each(scenarios)('$name: one for each step', ({ scenario }) => {
    const steps = trace(scenario);
    let count = 0;
    for (const line of traceJsonLines(scenario, null)) {
      expect(line).toBe(expected(steps.next().value as StepRecord));
      count += 1;
      if (count === MOST) return;
    }
    expect(steps.next().done).toBe(true);
    expect(count).toBeGreaterThan(0);
  });

  test('have words for numbers that JSON has not', () => {
    const scenario = parse(`title: Words
inputs: [x]
formulas: { zero: 'x * 0', inverse: '1 / zero', none: 'inverse * 0' }
data: [{ inputs: [-1] }]`);
    const lines = [...traceJsonLines(scenario, null)].map((line) => JSON.parse(line));
    expect(lines.map(({ result }) => result)).toEqual([
      { name: 'zero', value: '-0' },
      { name: 'inverse', value: '-Infinity' },
      { name: 'none', value: 'NaN' },
    ]);
  });
});

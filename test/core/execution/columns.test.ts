/** Many examples at once give what one after the other gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WhatIf } from '../../../src/analysis/what-if.ts';
import { executeForMany } from '../../../src/core/execution/columns.ts';
import { finished } from '../../../src/core/memo.ts';
import type { Slot } from '../../../src/core/program.ts';
import type { Scenario } from '../../../src/scenario/format/scenario.ts';
import { Session } from '../../../src/session/session.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';

/** The values of the outputs for examples with these inputs, together and one by one. */
function bothWays(scenario: Scenario, share: number, rows: readonly (readonly number[])[]) {
  const session = new Session(scenario);
  session.seek(Math.floor(share * session.total));
  const { run } = session.engine;
  const whatIf = new WhatIf(session);
  whatIf.dropNothing();
  const columns = new Map(
    run.inputs.map((slot, index): [Slot, Float64Array] => [
      slot,
      Float64Array.from(rows, (row) => row[index] as number),
    ]),
  );
  const end = whatIf.cost('outputs');
  const together = run.outputs.map((output) =>
    finished(executeForMany(run, whatIf.registers.slice(), columns, output, end)),
  );
  const apart = run.outputs.map(() => new Float64Array(rows.length));
  for (const [at, inputs] of rows.entries()) {
    whatIf.give({ inputs });
    whatIf.execute('outputs');
    for (const [index, output] of run.outputs.entries())
      (apart[index] as Float64Array)[at] = whatIf.registers[output] as number;
  }
  return { together, apart };
}

const scenarios = fc
  .oneof(
    documents({ training: true, passOn: true, dropout: true, layers: 3 }),
    documents({ huge: true, layers: 3 }),
    formulaDocuments(),
  )
  .map((document) => scenarioOf(document as never));
const numbers = fc.oneof(
  fc.double({ min: -4, max: 4, noNaN: true }),
  fc.constantFrom(0, -0, 1e300, -1e300, Number.NaN, Number.POSITIVE_INFINITY),
);

test('for networks and formulas, bit for bit, for any number of examples', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      scenarios,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 150 }),
      fc.array(numbers, { minLength: 7, maxLength: 7 }),
      (scenario, share, count, pool) => {
        fc.pre(scenario.inputs.length > 0);
        const rows = Array.from({ length: count }, (_row, row) =>
          scenario.inputs.map((_input, index) => pool[(row * 3 + index) % pool.length] as number),
        );
        const { together, apart } = bothWays(scenario, share, rows);
        expect(together).toEqual(apart);
        compared += count;
      },
    ),
    networksTried(120),
  );
  expect(compared).toBeGreaterThan(shareOf(6000));
});

test('it stops after every few examples, and does not change the registers that it is given', () => {
  const session = new Session(
    scenarioOf(
      JSON.stringify({
        title: 't',
        inputs: ['x'],
        layers: [{ name: 'l', nodes: { y: [2] } }],
        data: [{ inputs: [3] }],
      }),
    ),
  );
  const { run } = session.engine;
  const registers = Float64Array.from(session.registers);
  const before = registers.slice();
  const given = new Map([[run.inputs[0] as Slot, Float64Array.from({ length: 200 }, (_, index) => index)]]);
  const work = executeForMany(run, registers, given, run.outputs[0] as Slot, run.example.instructions.length);
  let parts = 0;
  let next = work.next();
  for (; !next.done; next = work.next()) parts += 1;
  expect(parts).toBe(4);
  expect([...next.value]).toEqual(Array.from({ length: 200 }, (_, index) => 2 * index));
  expect(registers).toEqual(before);
});

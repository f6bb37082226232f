import { describe, expect, test } from 'vitest';
import { currentRegisters, updatedRegisters, WhatIf } from '../../src/analysis/what-if.ts';
import { type Example, rowOfExample } from '../../src/core/program.ts';
import { Session } from '../../src/session/session.ts';
import { load } from '../support/scenario.ts';

const chapter = () => new Session(load('target-13'));

/** The addresses of the registers that differ between two copies. */
function changed(session: Session, before: Readonly<Float64Array>, after: Readonly<Float64Array>) {
  const { slots } = session.engine.run;
  return slots.flatMap(({ names }, slot) => (Object.is(before[slot], after[slot]) ? [] : [String(names[0])]));
}

describe('what if', () => {
  test('an example is executed up to the goal, and the session does not change', () => {
    const session = chapter();
    const { run } = session.engine;
    const before = Float64Array.from(session.registers);
    const phases = {
      outputs: ['forward'],
      loss: ['forward', 'loss'],
      gradients: ['forward', 'loss', 'backward'],
    };
    for (const goal of ['outputs', 'loss', 'gradients'] as const) {
      const whatIf = new WhatIf(session);
      const executed = run.example.instructions.filter(({ scope }) => phases[goal].includes(scope.phase));
      expect(whatIf.cost(goal)).toBe(executed.length);
      whatIf.execute(goal);
      session.seek(executed.length);
      expect([...whatIf.registers]).toEqual([...session.registers]);
      session.seek(0);
      expect([...session.registers]).toEqual([...before]);
    }
  });

  test('only the given parts of an example change', () => {
    const session = chapter();
    const whatIf = new WhatIf(session);
    whatIf.give({ targets: [7] });
    expect(changed(session, session.registers, whatIf.registers)).toEqual(['target']);
    whatIf.give({ inputs: session.engine.run.inputs.map(() => 0.5) });
    expect(changed(session, session.registers, whatIf.registers)).toEqual([
      ...session.scenario.inputs,
      'target',
    ]);
    // In a network without dropout, masks have no effect.
    const registers = Float64Array.from(whatIf.registers);
    whatIf.dropNothing();
    whatIf.give({ masks: [] });
    expect([...whatIf.registers]).toEqual([...registers]);
  });

  test('the sums of a batch start at 0 and are carried from example to example', () => {
    const session = new Session(load('two-moons'));
    const { run, schedule, accumulators } = session.engine;
    const end = schedule.batchStart(1) - run.update.instructions.length;
    // At the first step of the update the registers have the sums of the whole batch.
    session.seek(end + 1);
    const examples = Array.from({ length: schedule.segmentAt(end).size }, (_, index) => {
      const { inputs, targets } = run.data[rowOfExample(run, 1, index + 1)] as Example;
      return { inputs, targets, masks: [] };
    });
    const whatIf = new WhatIf(session);
    for (let times = 0; times < 2; times++) {
      whatIf.executeBatch(examples, 'gradients');
      for (const slot of accumulators) expect(whatIf.registers[slot]).toBe(session.registers[slot]);
    }
    expect(accumulators.length).toBeGreaterThan(0);
  });
});

test('currentRegisters has the weights updated so far, updatedRegisters has all of them', () => {
  const session = new Session(load('back-propagation'));
  const { run, schedule } = session.engine;
  const end = schedule.batchStart(1);
  session.seek(end);
  const given = Float64Array.from(session.registers);
  const updated = updatedRegisters(run, session.registers);
  expect([...currentRegisters(session)]).toEqual([...updated]);
  expect([...session.registers]).toEqual([...given]);
  session.seek(end + 1);
  for (const slot of run.parameters) expect(updated[slot]).toBe(session.registers[slot]);
  session.seek(end - 1);
  expect(changed(session, session.registers, currentRegisters(session)).length).toBe(
    changed(session, given, updated).length - 1,
  );
});

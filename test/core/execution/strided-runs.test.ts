/** Runs with strides give the registers of the interpreter, bit for bit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import { StridedProgram } from '../../../src/core/execution/strided-runs.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { dense } from '../../support/large.ts';
import { bits } from '../../support/naive.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const networks = documents({ training: true, optimizers: true, dropout: true, huge: true, passOn: true });

/** Executes each Program from the registers at a position, both ways. */
function compare(engine: Engine, position: number): void {
  const machine = new Machine(engine);
  machine.advance(position);
  for (const name of ['example', 'update', 'finish'] as const) {
    const [one, other] = [machine.registers.slice(), machine.registers.slice()];
    // Without its first instruction, a Program is never executed as a whole.
    const { length } = engine.run[name].instructions;
    engine.execute(name, one, 0, Math.min(1, length));
    engine.execute(name, one, 1, length);
    new StridedProgram(engine.run[name], engine.run.slots.length).execute(other);
    expect(bits(other)).toBe(bits(one));
  }
}

describe('runs with strides', () => {
  test('are equal to the interpreter: networks', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (document, at) => {
        const engine = new Engine(compile(scenarioOf(document)));
        compare(engine, at % (engine.schedule.total + 1));
      }),
      networksTried(200),
    );
  });

  test('are equal to the interpreter: formulas', () => {
    fc.assert(
      fc.property(formulaDocuments(), fc.nat(), (document, at) => {
        const engine = new Engine(compile(scenarioOf(document)));
        compare(engine, at % (engine.schedule.total + 1));
      }),
      networksTried(150),
    );
  });

  test('a large layer is a few runs', () => {
    const { run } = new Engine(compile(scenarioOf(dense(60, [40, 10]))));
    const strided = new StridedProgram(run.example, run.slots.length);
    expect(run.example.instructions.length).toBeGreaterThan(8_000);
    expect(strided.size).toBeLessThan(run.example.instructions.length / 20);
  });

  test('are used by a machine after some iterations, and change nothing', () => {
    const source = `${dense(60, [40, 10])}\ntraining: { epochs: 8 }`;
    const scenario = scenarioOf(source);
    const [often, once] = [new Engine(compile(scenario)), new Engine(compile(scenario))];
    const machine = new Machine(often);
    const { total } = often.schedule;
    for (let position = 0; position <= total; position += total / 8) {
      machine.advance(position);
      // A machine that stops at every hundredth step executes no Program as a whole.
      const slow = new Machine(once);
      for (let at = 0; at <= position; at += 100) slow.advance(at);
      slow.advance(position);
      expect(bits(machine.registers)).toBe(bits(slow.registers));
    }
  });
});

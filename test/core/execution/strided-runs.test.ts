/** Runs with strides give the registers of the interpreter, bit for bit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../src/core/execution/interpreter.ts';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import { StridedProgram } from '../../../src/core/execution/strided-runs.ts';
import { finished } from '../../../src/core/memo.ts';
import { type OpName, opNames, ops } from '../../../src/core/operations.ts';
import type { Instruction, Program, Slot } from '../../../src/core/program.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { dense } from '../../support/large.ts';
import { bits } from '../../support/naive.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const networks = documents({ training: true, optimizers: true, dropout: true, huge: true, passOn: true });

/** Executes a Program as it is written, by the definitions of its operations. */
function asWritten({ instructions }: Program, registers: Float64Array): void {
  for (const { op, operands, result } of instructions)
    registers[result] = ops[op].forward(...(operands.map((slot) => registers[slot]) as [number, number]));
}

const SLOTS = 40;

/**
 * Pieces of a tape, each of one operation with strides, one after the other or alternately. Slots are overwritten, read
 * before they are written, and are operand and result at once.
 */
const pieces: fc.Arbitrary<readonly Instruction[]> = fc.gen().map((g) => {
  const role = { kind: 'formula', formula: 'f', isPart: true } as const;
  const scope = { phase: 'forward', layer: null, node: null } as const;
  const rest = { role, scope, group: 0, cell: null, forwardIndex: null, operandAddresses: null };
  const steady = (op: OpName): Instruction[] => {
    const { arity } = ops[op];
    const count = arity === 'many' ? g(fc.integer, { min: 2, max: 4 }) : arity;
    const columns = Array.from({ length: count + 1 }, () => ({
      start: g(fc.nat, SLOTS - 1),
      stride: g(fc.integer, { min: -2, max: 2 }),
    }));
    return Array.from({ length: g(fc.integer, { min: 1, max: 8 }) }, (_, step) => {
      const slots = columns.map(({ start, stride }): Slot => (start + step * stride + 9 * SLOTS) % SLOTS);
      return { op, operands: slots.slice(1), result: slots[0] as Slot, ...rest };
    });
  };
  const one = steady(g(fc.constantFrom<OpName[]>, ...opNames));
  const other = steady(g(fc.constantFrom<OpName[]>, 'multiply', 'add', 'subtract', 'copy', 'relu'));
  if (g(fc.boolean)) return [...one, ...other];
  return one.flatMap((each, index) => [each, ...other.slice(index, index + 1)]);
});

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
    finished(StridedProgram.of(engine.code[name], engine.run.slots.length)).execute(other);
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

  test('are equal to the definitions, in any order of writing and reading', () => {
    const numbers = fc.array(fc.oneof(fc.double(), fc.double({ min: -4, max: 4 }), fc.constantFrom(0, -0)), {
      minLength: SLOTS,
      maxLength: SLOTS,
    });
    let longest = 0;
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 6 }), numbers, (parts, initial) => {
        const program = { instructions: parts.flat(), carries: [] };
        const [expected, found] = [Float64Array.from(initial), Float64Array.from(initial)];
        asWritten(program, expected);
        const strided = finished(StridedProgram.of(encode(program), SLOTS));
        strided.execute(found);
        expect(bits(found)).toBe(bits(expected));
        longest = Math.max(longest, program.instructions.length - strided.size);
      }),
      networksTried(1000),
    );
    expect(longest, 'instructions that others execute').toBeGreaterThan(8);
  });

  test.each(opNames.filter((op) => Number(ops[op].arity) <= 2))('are equal to the definition of %s', (op) => {
    const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1, -1, 0.5, -22];
    const values = [...specials, 2 ** -1074, -(2 ** -1022), Number.MAX_VALUE, 1 / 3, 709.9];
    const pairs = values.flatMap((a) => values.map((b) => [a, b] as const));
    const count = pairs.length;
    const registers = Float64Array.from([
      ...pairs.map(([a]) => a),
      ...pairs.map(([, b]) => b),
      ...pairs.map(() => 7),
    ]);
    const instructions = pairs.map(
      (_, index): Instruction => ({
        op,
        operands: ops[op].arity === 1 ? [index] : [index, count + index],
        result: 2 * count + index,
        role: { kind: 'formula', formula: 'f', isPart: true },
        scope: { phase: 'forward', layer: null, node: null },
        group: 0,
        cell: null,
        forwardIndex: null,
        operandAddresses: null,
      }),
    );
    const strided = finished(StridedProgram.of(encode({ instructions, carries: [] }), registers.length));
    expect(strided.size).toBe(1);
    strided.execute(registers);
    expect(bits(registers.subarray(2 * count))).toBe(
      bits(Float64Array.from(pairs, ([a, b]) => ops[op].forward(a, b))),
    );
  });

  test('a large layer is a few runs', () => {
    const { run, code } = new Engine(compile(scenarioOf(dense(60, [40, 10]))));
    const strided = finished(StridedProgram.of(code.example, run.slots.length));
    expect(run.example.instructions.length).toBeGreaterThan(8_000);
    expect(strided.size).toBeLessThan(run.example.instructions.length / 20);
  });

  test.each([0, 2, 1000])(
    'are used by a machine, also if %i parts of the work are done, and change nothing',
    (parts) => {
      const source = `${dense(60, [40, 10])}\ntraining: { epochs: 8 }`;
      const scenario = scenarioOf(source);
      const [often, once] = [new Engine(compile(scenario)), new Engine(compile(scenario))];
      const machine = new Machine(often);
      const work = often.prepare();
      for (let part = 0; part < parts; part++) work.next();
      const { total } = often.schedule;
      for (let position = 0; position <= total; position += total / 8) {
        machine.advance(position);
        // A machine that stops at every hundredth step executes no Program as a whole.
        const slow = new Machine(once);
        for (let at = 0; at <= position; at += 100) slow.advance(at);
        slow.advance(position);
        expect(bits(machine.registers)).toBe(bits(slow.registers));
      }
      expect([...work]).toEqual([]);
    },
  );
});

/** A compiled forward pass over many examples gives what the interpreter gives for one after the other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ForwardPass } from '../../../src/core/execution/forward-pass.ts';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import { writeSlots } from '../../../src/core/program.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const networks = documents({ training: true, optimizers: true, dropout: true, huge: true });

test('a forward pass has the values of the interpreter, up to any instruction', () => {
  fc.assert(
    fc.property(networks, fc.nat(), fc.nat(), (document, at, from) => {
      const engine = new Engine(compile(scenarioOf(document)));
      const { run, schedule } = engine;
      const machine = new Machine(engine);
      machine.advance(from % (schedule.total + 1));
      const end = 1 + (at % run.example.instructions.length);
      const results = run.example.instructions.slice(0, end).map(({ result }) => result);
      const pass = ForwardPass.of(run, run.data, end, results);
      if (!pass) throw new Error('not compiled');
      const numbers = pass.execute(machine.registers).slice();
      const registers = machine.registers.slice();
      const expected = run.data.flatMap(({ inputs, targets }) => {
        writeSlots(registers, run.inputs, inputs);
        writeSlots(registers, run.targets, targets);
        for (const slot of engine.accumulators) registers[slot] = 0;
        engine.execute('example', registers, 0, end);
        return pass.slots.map((slot) => registers[slot] as number);
      });
      expect([...numbers]).toEqual(expected);
    }),
    networksTried(150),
  );
});

test('there is none without examples, and only results are returned', () => {
  const document = { title: 'One', inputs: ['x'], layers: [{ name: 'l', nodes: { y: [3] } }] };
  const run = compile(scenarioOf({ ...document, data: [{ inputs: [2] }, { inputs: [-5] }] }));
  expect(ForwardPass.of(run, [], 1, run.outputs)).toBeNull();
  const pass = ForwardPass.of(run, run.data, 1, [...run.inputs, ...run.outputs]);
  expect(pass?.slots).toEqual(run.outputs);
  expect([...(pass?.execute(new Float64Array(run.slots.length).fill(3)) ?? [])]).toEqual([6, -15]);
});

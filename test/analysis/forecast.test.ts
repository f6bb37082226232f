import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predictExample } from '../../src/analysis/forecast.ts';
import { rowOfExample } from '../../src/core/program.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { forward } from '../support/reference.ts';
import { changedSession, changes, fractions, replay } from '../support/replay.ts';

const chapter = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

describe('by hand', () => {
  test('with the output weights 3 and −2 the prediction is 13', () => {
    const session = chapter();
    expect(predictExample(session)).toEqual({
      outputs: [{ name: 'output', value: 9 }],
      errors: [{ name: 'error', value: -4 }],
      loss: 16,
    });
    session.set('output.w[0]', 3);
    session.set('output.w[1]', -2);
    const registers = [...session.registers];
    expect(predictExample(session)).toEqual({
      outputs: [{ name: 'output', value: 13 }],
      errors: [{ name: 'error', value: 0 }],
      loss: 0,
    });
    expect(session.position).toBe(0);
    expect([...session.registers]).toEqual(registers);
  });

  test('an updated weight counts from the step of its update on', () => {
    const session = chapter();
    const outputs = [20, 21, 22, 24].map((position) => {
      session.seek(position);
      return predictExample(session).outputs[0]?.value;
    });
    const first = 2 - 0.01 * -40;
    expect(outputs).toEqual([9, 9, 5 * first - 1, 5 * first + (-1 - 0.01 * -8)]);
    session.seek(32);
    session.set('output.w[0]', 3);
    session.set('target', 12);
    const { outputs: after, errors } = predictExample(session);
    expect(errors[0]?.value).toBe((after[0]?.value as number) - 12);
  });

  test('without a loss it has only outputs', () => {
    const session = new Session(scenarioOf(readFileSync('scenarios/relu.yaml', 'utf8')));
    expect(predictExample(session)).toEqual({
      outputs: [{ name: 'output', value: -3 }],
      errors: [],
      loss: null,
    });
  });
});

const networks = documents({ training: true, passOn: true, layers: 3, nodes: 3, epochs: 3 });

test('at the start it agrees with plain loops over the network', () => {
  fc.assert(
    fc.property(networks, (document) => {
      const session = new Session(scenarioOf(document));
      const { outputs, loss } = predictExample(session);
      const { values, objective } = forward(document, rowOfExample(session.engine.run, 1, 1));
      expect(outputs.map(({ name }) => name)).toEqual(Object.keys(document.layers.at(-1)?.nodes ?? {}));
      for (const { name, value } of outputs) expect(value).toBeCloseTo(values.get(name) as number, 9);
      if (document.loss) expect(loss).toBeCloseTo(objective, 6);
      else expect(loss).toBeNull();
    }),
    networksTried(100),
  );
});

test('it is what the loaded example gives in a run of its own with the current weights', () => {
  let compared = 0;
  fc.assert(
    fc.property(networks, fc.array(changes, { maxLength: 4 }), fractions, (document, made, at) => {
      const session = changedSession(document, made);
      const { engine, total } = session;
      const last = session.timeline.edits.at(-1)?.at ?? 0;
      const position = last + Math.round(at * (total - last));
      session.seek(position);
      const found = predictExample(session);
      // A separate run of the example that was loaded last, with the current weights.
      const scenario = session.scenario;
      const [...inputs] = scenario.inputs.map((name) => session.read(name) as number);
      const targets = engine.run.targets.map((slot) => session.registers[slot] as number);
      const set = Object.fromEntries(
        engine.run.parameters.map((slot) => {
          const name = engine.run.slots[slot]?.names[0] as string;
          return [name, session.read(name) as number];
        }),
      );
      const run = compile(
        { ...scenario, data: [{ inputs, targets }], epochs: 1, batch: 1 },
        { name: '', title: { en: '' }, set },
      );
      const moments = [...replay(run, [])];
      const slot = (name: string) => run.slots.findIndex(({ names }) => names.includes(name));
      const end = moments.at(run.example.instructions.length)?.registers as Float64Array;
      for (const { name, value } of [...found.outputs, ...found.errors]) expect(value).toBe(end[slot(name)]);
      expect(found.loss).toBe(scenario.loss === null ? null : end[slot('loss')]);
      const hasErrors = session.values.slotsOf('error[0]').length > 0;
      expect(found.errors).toHaveLength(hasErrors ? found.outputs.length : 0);
      compared += found.errors.length;
    }),
    networksTried(100),
  );
  expect(compared).toBeGreaterThan(shareOf(30));
});

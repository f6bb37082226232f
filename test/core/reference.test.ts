/** Activations, losses and their gradients, compared with PyTorch (test/reference/torch_reference.py). */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WhatIf } from '../../src/analysis/what-if.ts';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { type LossName, lossNames } from '../../src/scenario/losses/losses.ts';
import { Session } from '../../src/session/session.ts';
import { addresses, allNetworks, documents, scenarioOf, slotNamed } from '../support/networks.ts';
import { trainedOn } from '../support/training.ts';

interface Activated {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly slope: readonly number[];
}
interface Softmaxed {
  readonly x: readonly number[];
  readonly upstream: readonly number[];
  readonly y: readonly number[];
  readonly grad: readonly number[];
}
interface Lost {
  readonly loss: LossName;
  readonly outputs: readonly number[];
  readonly targets: readonly number[];
  readonly delta?: number;
  readonly value: number;
  readonly grad: readonly number[];
}

interface Trained {
  readonly optimiser: string;
  readonly schedule: string;
  readonly batch: number;
  readonly values: readonly (readonly number[])[];
}

const torch: {
  readonly activations: Readonly<Record<string, Activated>>;
  readonly softmax: readonly Softmaxed[];
  readonly losses: readonly Lost[];
  readonly training: readonly Trained[];
} = JSON.parse(readFileSync(new URL('../reference/torch.json', import.meta.url), 'utf8'));

const TOLERANCE = 1e-12;

function expectClose(actual: number, expected: number, message: string): void {
  expect(Math.abs(actual - expected), `${message}: ${actual}, not ${expected}`).toBeLessThanOrEqual(
    TOLERANCE * Math.max(1, Math.abs(expected)),
  );
}

/** Runs one example. Returns a function that reads values by name. */
function values(source: object): (name: string) => number {
  const run = compile(scenarioOf(JSON.stringify(source)));
  const machine = new Machine(new Engine(run));
  machine.advance(run.example.instructions.length);
  return (name) => {
    const slot = slotNamed(run, name);
    if (slot === null) throw new Error(`no ${name}`);
    return machine.registers[slot] as number;
  };
}

/** A network that passes its inputs on unchanged, to test what follows it. */
const passing = (inputs: readonly number[], rest: object) => {
  const names = inputs.map((_input, index) => `x${index}`);
  const nodes = Object.fromEntries(names.map((name, index) => [`y${index}`, { from: name }]));
  return {
    title: 'Reference',
    inputs: names,
    layers: [{ name: 'output', nodes, ...('activation' in rest ? { activation: rest.activation } : {}) }],
    input_gradients: true,
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'activation')),
  };
};

describe('PyTorch gives the same', () => {
  test.each(Object.entries(torch.activations))('%s', (activation, { x, y, slope }) => {
    x.forEach((input, index) => {
      const read = values(passing([input], { activation, data: [{ inputs: [input] }], output_gradient: 1 }));
      expectClose(read('y0'), y[index] as number, `${activation}(${input})`);
      expectClose(read('grad(x0)'), slope[index] as number, `slope of ${activation} at ${input}`);
    });
  });

  test.each(torch.softmax)('softmax of $x', ({ x, upstream, y, grad }) => {
    const read = values(
      passing(x, { activation: 'softmax', data: [{ inputs: x }], output_gradient: upstream }),
    );
    x.forEach((_input, index) => {
      expectClose(read(`y${index}`), y[index] as number, `y${index}`);
      expectClose(read(`grad(x${index})`), grad[index] as number, `grad(x${index})`);
    });
  });

  test.each(torch.losses)(
    '$loss of $outputs for $targets',
    ({ loss, outputs, targets, delta, value, grad }) => {
      const read = values(
        passing(outputs, {
          data: [{ inputs: outputs, target: targets }],
          loss,
          ...(delta === undefined ? {} : { huber_delta: delta }),
        }),
      );
      expectClose(read('loss'), value, 'loss');
      outputs.forEach((_output, index) => {
        expectClose(read(`grad(x${index})`), grad[index] as number, `grad(x${index})`);
      });
    },
  );
});

const ofClasses: {
  readonly losses: readonly (Omit<Lost, 'loss'> & { readonly keys: object })[];
  readonly training: {
    readonly data: readonly (readonly [number[], number[]])[];
    readonly values: readonly (readonly number[])[];
  };
} = JSON.parse(readFileSync(new URL('../reference/torch-losses.json', import.meta.url), 'utf8'));

test.each(ofClasses.losses)(
  'PyTorch gives the same: $keys of $outputs for $targets',
  ({ keys, outputs, targets, value, grad }) => {
    const read = values(passing(outputs, { data: [{ inputs: outputs, target: targets }], ...keys }));
    expectClose(read('loss'), value, 'loss');
    outputs.forEach((_output, index) => {
      expectClose(read(`grad(x${index})`), grad[index] as number, `grad(x${index})`);
    });
  },
);

test('PyTorch trains alike with label smoothing and class weights: the mean divides by the number of examples', () => {
  const { data, values: expected } = ofClasses.training;
  const session = new Session(
    scenarioOf(
      JSON.stringify({
        title: 't',
        inputs: ['a', 'b'],
        layers: [{ name: 'o', nodes: { y0: [0.3, -0.4], y1: [0.1, 0.2], y2: [-0.2, 0.5] } }],
        data: data.map(([inputs, target]) => ({ inputs, target })),
        loss: 'softmax_cross_entropy',
        label_smoothing: 0.1,
        class_weights: [0.5, 2, 1.25],
        optimizer: { kind: 'sgd', learning_rate: 0.1 },
        training: { epochs: 3, batch: 2 },
      }),
    ),
  );
  const addresses = ['y0.w[0]', 'y0.w[1]', 'y1.w[0]', 'y1.w[1]', 'y2.w[0]', 'y2.w[1]'];
  expected.forEach((weights, index) => {
    session.seek(session.engine.schedule.batchStart(index + 1));
    addresses.forEach((address, at) => {
      expectClose(session.read(address) as number, weights[at] as number, `${address}, update ${index + 1}`);
    });
  });
});

test('gradients of every loss agree with central differences of the loss', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.constantFrom(...lossNames).chain((loss) => documents({ layers: 2, nodes: 3, losses: [loss] })),
      (document) => {
        const session = new Session(scenarioOf(document));
        const { run } = session.engine;
        session.seek(run.example.instructions.length);
        const loss = slotNamed(run, 'loss') as number;
        const at = (slot: number, value: number) => {
          const whatIf = new WhatIf(session);
          whatIf.registers[slot] = value;
          whatIf.execute('loss');
          return whatIf.registers[loss] as number;
        };
        for (const address of addresses(document.layers)) {
          const [slot, gradient] = [slotNamed(run, address), slotNamed(run, `grad(${address})`)];
          if (slot === null || gradient === null) continue;
          const centre = session.registers[slot] as number;
          const quotient = (h: number) => (at(slot, centre + h) - at(slot, centre - h)) / (2 * h);
          const [wide, narrow] = [quotient(2e-5), quotient(1e-5)];
          const actual = session.registers[gradient] as number;
          const scale = 1 + Math.abs(actual) + Math.abs(at(slot, centre));
          // Near a kink the quotients differ. If a sigmoid is nearly 1, log(1 − sigmoid) is imprecise.
          if (!Number.isFinite(wide) || Math.abs(wide - narrow) > 1e-7 * scale) continue;
          expect(Math.abs(narrow - actual) / scale, `${document.loss} by ${address}`).toBeLessThan(1e-6);
          seen.set(document.loss as string, (seen.get(document.loss as string) ?? 0) + 1);
        }
      },
    ),
    allNetworks(150),
  );
  expect([...seen.keys()].sort()).toEqual([...lossNames].sort());
  for (const [loss, count] of seen) expect(count, loss).toBeGreaterThan(20);
});

const optimizers: Readonly<Record<string, object>> = {
  sgd: { kind: 'sgd' },
  'sgd l2': { kind: 'sgd', l2: 0.02 },
  momentum: { kind: 'momentum', momentum: 0.9 },
  'momentum l2': { kind: 'momentum', momentum: 0.8, l2: 0.02 },
  nesterov: { kind: 'nesterov', momentum: 0.9 },
  rmsprop: { kind: 'rmsprop', decay: 0.95, epsilon: 1e-8 },
  adam: { kind: 'adam' },
  'adam other': { kind: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 1e-6, l2: 0.02 },
  adamw: { kind: 'adamw', weight_decay: 0.02 },
};

const schedules: Readonly<Record<string, object>> = {
  constant: {},
  step: { schedule: { kind: 'step', every: 2, factor: 0.5 } },
  cosine: { schedule: { kind: 'cosine' } },
};

test.each(torch.training)(
  'PyTorch trains alike, update by update: $optimiser, $schedule, batches of $batch',
  ({ optimiser, schedule, batch, values: expected }) => {
    const session = trainedOn({ ...optimizers[optimiser], ...schedules[schedule] }, batch);
    const { schedule: steps } = session.engine;
    expected.forEach((parameters, index) => {
      session.seek(steps.batchStart(index + 1));
      ['y.w[0]', 'y.w[1]', 'y.bias'].forEach((address, at) => {
        expectClose(
          session.read(address) as number,
          parameters[at] as number,
          `${address}, update ${index + 1}`,
        );
      });
    });
    expect(session.position).toBe(session.total);
    // Move back past a checkpoint: the values that the optimizer keeps must be restored.
    session.seek(steps.batchStart(3));
    expectClose(session.read('y.w[0]') as number, expected[2]?.[0] as number, 'back at update 3');
    session.seek(session.total);
    expectClose(session.read('y.w[0]') as number, expected.at(-1)?.[0] as number, 'and forward again');
  },
);

/** Speed of executing steps, compared with a hand-written loop with the same arithmetic. */
import { Engine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { History } from '../../src/session/history/history.ts';
import { trace } from '../../src/session/trace.ts';
import { parse } from '../support/scenario.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 7;
const EPOCHS = 200_000;
/** Fewer epochs, since making a record of every step is much slower. */
const RECORDED_EPOCHS = 5_000;

/** The network of the scenario transactions with training: 32 steps per epoch. */
const source = (epochs: number) => `title: bench
inputs: [children, accounts]
layers:
  - { name: hidden, nodes: { node_0: [1, 1], node_1: [-1, 1] } }
  - { name: output, nodes: { output: [2, -1] } }
data: [{ inputs: [2, 3], target: 13 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { epochs: ${epochs} }`;

/** The same training as a plain loop that keeps only the weights. Returns the weights. */
function plainLoop(epochs: number): Float64Array {
  const w = Float64Array.of(1, 1, -1, 1, 2, -1);
  const rate = 0.001;
  const [x0, x1, target] = [2, 3, 13];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const [w0, w1, w2, w3, v0, v1] = w as unknown as [number, number, number, number, number, number];
    const h0 = x0 * w0 + x1 * w1;
    const h1 = x0 * w2 + x1 * w3;
    const error = h0 * v0 + h1 * v1 - target;
    const g = 2 * error;
    const g0 = v0 * g;
    const g1 = v1 * g;
    w[4] = v0 - rate * (h0 * g);
    w[5] = v1 - rate * (h1 * g);
    w[0] = w0 - rate * (x0 * g0);
    w[1] = w1 - rate * (x1 * g0);
    w[2] = w2 - rate * (x0 * g1);
    w[3] = w3 - rate * (x1 * g1);
  }
  return w;
}

function rewindable(scenario: Scenario): Float64Array {
  const engine = new Engine(compile(scenario));
  const history = new History(engine);
  history.seek(engine.schedule.total);
  const last = engine.run.update.carries;
  return Float64Array.from(engine.run.parameters, (slot) => {
    const from = last.find(({ to }) => to === slot)?.from ?? slot;
    return history.registers[from] as number;
  });
}

function recorded(scenario: Scenario): number {
  let steps = 0;
  for (const record of trace(scenario)) steps = record.step;
  return steps;
}

/** Steps per second of a rewindable run, and of a trace that makes a record of every step. */
export function measureSteps(): Row[] {
  const scenario = parse(source(EPOCHS));
  const few = parse(source(RECORDED_EPOCHS));
  const expected = plainLoop(EPOCHS);
  const found = rewindable(scenario);
  if (!found.every((value, index) => Object.is(value, expected[index]))) {
    throw new Error(`the two runs differ: ${found} and ${expected}`);
  }
  const times = { plain: [] as number[], rewindable: [] as number[], recorded: [] as number[] };
  const time = (work: () => unknown) => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  for (let round = 0; round < ROUNDS; round++) {
    times.plain.push(time(() => plainLoop(EPOCHS)) / EPOCHS);
    times.rewindable.push(time(() => rewindable(scenario)) / EPOCHS);
    times.recorded.push(time(() => recorded(few)) / RECORDED_EPOCHS);
  }
  const plain = median(times.plain);
  return [
    {
      id: 'rewindable_steps_ratio',
      what: 'steps a second of a run that can be rewound, against a hand-written loop without a trace',
      value: plain / median(times.rewindable),
      unit: '×',
      bar: null,
    },
    {
      id: 'recorded_steps_ratio',
      what: 'the same, with a record of names and numbers made for every step (`backstep trace`)',
      value: plain / median(times.recorded),
      unit: '×',
      bar: null,
    },
    {
      id: 'rewindable_steps_per_second',
      what: 'steps a second of a run that can be rewound',
      value: 32_000 / median(times.rewindable),
      unit: '1/s',
      bar: null,
    },
  ];
}

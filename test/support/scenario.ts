/** Executes scenarios to the end and records every step. */

import { readdirSync, readFileSync } from 'node:fs';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { ReadSiblingFile } from '../../src/scenario/data/sibling-file.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { operandNames } from '../../src/session/steps.ts';

const folder = new URL('../../scenarios/', import.meta.url);

/** The scenarios of the chapter, in teaching order. The others train on real data and take many more steps. */
export const chapter = [
  'transactions',
  'target-13',
  'slope',
  'learning-rate',
  'weights-matter',
  'backprop-slope',
  'relu',
  'relu-function',
  'gradient-descent',
  'back-propagation',
];

/** Scenarios whose screens are like those of others: of the chapter, of formulas with arrays, of training. */
const alike = [
  ...['transactions', 'slope', 'learning-rate', 'weights-matter', 'backprop-slope', 'relu'],
  ...['rnn', 'gru', 'layer-norm', 'skip-gram', 'two-heads', 'convolution', 'convolution-1d'],
  ...['curved-valley', 'dying-relu', 'rent'],
];

/** The names of the shipped scenarios. */
export const shipped = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

/**
 * The shipped scenarios that tests of drawings go through: one of each kind, and in the long tests every one.
 */
export const drawn =
  process.env.EVERYTHING === undefined ? shipped.filter((id) => !alike.includes(id)) : shipped;

export function sourceOf(name: string): string {
  return readFileSync(new URL(`${name}.yaml`, folder), 'utf8');
}

/** A shipped scenario. It is read once: reading the larger ones takes up to a second, and nothing changes them. */
export function load(name: string): Scenario {
  const scenario = loaded.get(name) ?? parse(sourceOf(name));
  loaded.set(name, scenario);
  return scenario;
}

const loaded = new Map<string, Scenario>();

/** Reads the data files of the shipped scenarios. */
export const besideShipped: ReadSiblingFile = (file) => ({
  text: readFileSync(new URL(file, folder), 'utf8'),
});

export function parse(source: string): Scenario {
  const result = parseScenario(source, besideShipped);
  if (result.ok) return result.scenario;
  throw new Error(result.diagnostics.map((each) => diagnosticText('scenario', source, each)).join('\n'));
}

export interface Executed {
  readonly phase: string;
  readonly node: string | null;
  readonly epoch: number;
  readonly op: string;
  readonly operands: readonly string[];
  readonly values: readonly number[];
  readonly name: string;
  readonly result: number;
}

/** Every step of the run, in order. */
export function execute(scenario: Scenario, variantName?: string): Executed[] {
  const variant = scenario.variants.find(({ name }) => name === variantName);
  if (variantName !== undefined && !variant) throw new Error(`no variant ${variantName}`);
  const run = compile(scenario, variant);
  const engine = new Engine(run);
  const machine = new Machine(engine);
  return Array.from({ length: engine.schedule.total }, (_step, index) => {
    machine.advance(index + 1);
    const instruction = engine.schedule.instructionAt(index + 1);
    const { op, operands, result, scope } = instruction;
    return {
      phase: scope.phase,
      node: scope.node,
      epoch: machine.segment.epoch,
      op,
      operands: operandNames(run, instruction),
      values: operands.map((slot) => machine.registers[slot] as number),
      name: run.slots[result]?.names[0] ?? '',
      result: machine.registers[result] as number,
    };
  });
}

/** The results of all steps that write a value of this name, in order. */
export function valuesOf(name: string, steps: readonly Executed[]): number[] {
  return steps.filter((step) => step.name === name).map(({ result }) => result);
}

/** Four classes of two inputs with a softmax loss. @param activation of the layer, as a line of YAML; may be empty */
export const fourClasses = (activation: string) => `title: Four classes
inputs: [a, b]
layers:
  - name: output${activation}
    nodes:
      c0: { weights: [0.1, 0], bias: 0 }
      c1: { weights: [0, 0.1], bias: 0 }
      c2: { weights: [-0.1, 0], bias: 0 }
      c3: { weights: [0, -0.1], bias: 0 }
data:
  - { inputs: [1, 0], target: [1, 0, 0, 0] }
  - { inputs: [0, 1], target: [0, 1, 0, 0] }
  - { inputs: [-1, 0], target: [0, 0, 1, 0] }
  - { inputs: [0, -1], target: [0, 0, 0, 1] }
loss: softmax_cross_entropy
optimizer: { kind: sgd, learning_rate: 5 }
training: { epochs: 10, batch: all, finish: loss }
`;

/**
 * Which role a step plays: read off the instruction, its operands and what it differentiates. An operation that
 * has no role yet does not compile.
 */
import type { OpName } from '../core/ops.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Activation, By, Counted, Role } from './role.ts';
import type { Session } from './session.ts';
import { shownName } from './steps.ts';

/** An instruction where it stands. */
interface Spot {
  readonly run: Run;
  readonly instructions: readonly Instruction[];
  readonly index: number;
  readonly instruction: Instruction;
  readonly segment: Segment;
}

/** The role of a step. @throws RangeError where there is no such step */
export function roleOf({ engine: { run, schedule } }: Session, step: number): Role {
  const instruction = schedule.instructionAt(step);
  const segment = schedule.segmentAt(step);
  const { instructions } = schedule.program(segment.program);
  const spot = { run, instructions, index: step - segment.start - 1, instruction, segment };
  switch (instruction.scope.phase) {
    case 'forward':
      return forwardRole(spot);
    case 'loss':
      return lossRole(spot);
    case 'backward':
      return backwardRole(spot);
    case 'update':
      return updateRole(spot);
  }
}

/** Of which activation an operation is the function or the slope; null for the arithmetic between. */
const activations = {
  multiply: null,
  add: null,
  subtract: null,
  square: null,
  identity: null,
  relu: 'relu',
  relu_slope: 'relu',
  leaky_relu: 'leaky_relu',
  leaky_relu_slope: 'leaky_relu',
  sigmoid: 'sigmoid',
  sigmoid_slope: 'sigmoid',
  tanh: 'tanh',
  tanh_slope: 'tanh',
} as const satisfies Record<OpName, Activation | null>;

type Arithmetic = {
  [Name in OpName]: (typeof activations)[Name] extends null ? Name : never;
}[OpName];

function forwardRole(spot: Spot): Role {
  const { run, instruction } = spot;
  const { op, operands, scope } = instruction;
  const node = scope.node as string;
  if (activations[op]) return { kind: 'activation', node, activation: activations[op] };
  const activation = activationOf(spot, spot.index);
  switch (op as Arithmetic) {
    case 'multiply':
      return { kind: 'product', node, activation };
    case 'add': {
      const added = operands[1] as Slot;
      if (run.slots[added]?.role === 'parameter') {
        return { kind: 'bias', node, activation, isShared: shownName(run, added).startsWith('layer(') };
      }
      const all = groupOf(spot, spot.index).filter((each) => each.op === 'multiply').length;
      return { kind: 'sum', node, activation, count: placeAmongAdditions(spot) + 1, all };
    }
    case 'identity':
    case 'subtract':
    case 'square':
      return unexpected(op, 'the forward phase');
  }
}

function lossRole(spot: Spot): Role {
  const { run, instruction } = spot;
  const { op, operands, scope } = instruction;
  const outputs = run.targets.length;
  switch (op as Arithmetic) {
    case 'subtract':
      return { kind: 'error', outputs };
    case 'square':
      return { kind: 'squaredError' };
    case 'multiply':
      if (operands[1] === run.share) return { kind: 'batchPart' };
      return scope.node === null ? { kind: 'lossMean', outputs } : { kind: 'halfSquaredError' };
    case 'add':
      if (isAccumulation(spot)) return { kind: 'batchLoss', ...examplesOf(spot) };
      return { kind: 'lossSum', count: placeAmongAdditions(spot) + 1, all: outputs };
    case 'identity':
      return unexpected(op, 'the loss phase');
  }
}

function backwardRole(spot: Spot): Role {
  const { run, instruction } = spot;
  const { op, result, scope } = instruction;
  if (activations[op])
    return { kind: 'activationSlope', node: scope.node as string, activation: activations[op] };
  switch (op as Arithmetic) {
    case 'multiply':
      return termRole(spot);
    case 'add': {
      if (!isAccumulation(spot)) return sumRole(spot);
      const parameter = insideOf(shownName(run, result), 'batch.grad');
      return { kind: 'batchGradient', parameter, ...examplesOf(spot) };
    }
    case 'identity':
    case 'subtract':
    case 'square':
      return unexpected(op, 'the backward phase');
  }
}

/** A product of the chain rule, by the forward instruction that it differentiates. */
function termRole(spot: Spot): Role {
  const { run, instructions, instruction } = spot;
  const { of, operands, result } = instruction;
  const at = of as number;
  const forward = instructions[at] as Instruction;
  const node = forward.scope.node as string;
  const by = byOf(run, result);
  const passed = activations[forward.op];
  if (passed) return { kind: 'activationGradient', node, activation: passed, by };
  switch (forward.op as Arithmetic) {
    case 'multiply': {
      if (forward.scope.phase === 'loss') return { kind: 'factorGradient', by };
      const activation = activationOf(spot, at);
      const weight = shownName(run, forward.operands[1] as Slot);
      return operands[0] === forward.operands[0]
        ? { kind: 'weightGradient', weight, node, activation }
        : { kind: 'valueGradient', by, node, activation };
    }
    case 'square': {
      const isSlope = operands[1] === forward.operands[0];
      if (!isSlope) return { kind: 'errorGradient', by, node };
      return { kind: 'squareSlope', by: isGradient(run, result) ? by : null, node };
    }
    case 'add':
    case 'subtract':
    case 'identity':
      return unexpected(forward.op, 'what a term of the chain rule differentiates');
  }
}

/** A sum of the gradients that come back by several ways: its names count the terms. */
function sumRole({ run, instructions, index, instruction }: Spot): Role {
  const sumOf = (slot: Slot) =>
    run.slots[slot]?.names.flatMap((name) => {
      const [, address, place] = /^grad\((.*)\)\.sum\[(\d+)\]$/.exec(name) ?? [];
      return address === undefined ? [] : [{ address, place: Number(place) }];
    })[0];
  const own = sumOf(instruction.result);
  if (!own) return unexpected(instruction.op, 'the backward phase');
  let { place } = own;
  for (let at = index + 1; ; at++) {
    const following = instructions[at];
    const next = following && sumOf(following.result);
    if (next?.address !== own.address) break;
    place = next.place;
  }
  const isParameter = run.parameters.some((slot) => shownName(run, slot) === own.address);
  return { kind: 'gradientSum', address: own.address, isParameter, count: own.place + 1, all: place + 1 };
}

function updateRole({ run, instructions, index, instruction }: Spot): Role {
  const { op, operands, result } = instruction;
  switch (op as Arithmetic) {
    case 'multiply':
      return { kind: 'delta', parameter: insideOf(shownName(run, result), 'delta') };
    case 'subtract': {
      const delta = instructions.findLast((each, at) => at < index && each.result === operands[1]);
      return {
        kind: 'update',
        parameter: shownName(run, result),
        gradient: delta?.operands[1] as Slot,
      };
    }
    case 'add':
    case 'square':
    case 'identity':
      return unexpected(op, 'the update');
  }
}

/** The instructions of the same frame, which stand in one row. */
function groupOf({ instructions }: Spot, index: number): readonly Instruction[] {
  const { group } = instructions[index] as Instruction;
  let from = index;
  let to = index + 1;
  while (instructions[from - 1]?.group === group) from--;
  while (instructions[to]?.group === group) to++;
  return instructions.slice(from, to);
}

/** The activation of a node, from one of its forward instructions. */
function activationOf(spot: Spot, index: number): Activation | null {
  return activations[(groupOf(spot, index).at(-1) as Instruction).op];
}

/** The how-manieth addition of its frame an addition is, from 1. */
function placeAmongAdditions(spot: Spot): number {
  const additions = groupOf(spot, spot.index).filter(({ op }) => op === 'add');
  return additions.indexOf(spot.instruction) + 1;
}

function isAccumulation({ run, instruction }: Spot): boolean {
  return run.slots[instruction.operands[0] as Slot]?.role === 'accumulator';
}

/** How many examples of its batch have had their turn. */
function examplesOf({ segment: { example, firstExample, size } }: Spot): Counted {
  return { count: (example as number) - firstExample + 1, all: size };
}

function isGradient(run: Run, slot: Slot): boolean {
  return shownName(run, slot).startsWith('grad(');
}

function byOf(run: Run, slot: Slot): By {
  const name = shownName(run, slot);
  const [, term] = /^(.*)\.term\[\d+\]$/.exec(name) ?? [];
  return { address: insideOf(term ?? name, 'grad'), isTerm: term !== undefined };
}

/** `h` of `grad(h)`. */
function insideOf(name: string, word: string): string {
  return name.slice(word.length + 1, -1);
}

function unexpected(op: OpName, where: string): never {
  throw new RangeError(`${op} has no role in ${where}`);
}

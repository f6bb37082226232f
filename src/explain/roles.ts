/**
 * Which role a step plays: read off the instruction, its operands, its names and what it differentiates.
 */
import { activationNames } from '../core/operations.ts';
import type { Instruction, Run, Slot } from '../core/program.ts';
import type { Session } from '../session/session.ts';
import { shownName } from '../session/steps.ts';
import type { Activation, By, Role } from './role.ts';
import { lossRole, softmaxRole } from './roles-loss.ts';
import { examplesOf, insideOf, isAccumulation, type Spot, unexpected } from './roles-spot.ts';
import { updateRole } from './roles-update.ts';
import { isMasking, surroundingsOf } from './surroundings.ts';

/** The role of a step. @throws RangeError where there is no such step */
export function roleOf({ engine: { run, schedule } }: Session, step: number): Role {
  const instruction = schedule.instructionAt(step);
  const segment = schedule.segmentAt(step);
  const program = schedule.program(segment.program);
  const { instructions } = program;
  const around = surroundingsOf(run, program);
  const spot = { run, instructions, index: step - segment.start - 1, instruction, segment, around };
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

/** Of which activation an operation is the function or the slope; null for all other operations. */
const activations = new Map<string, Activation>(
  activationNames
    .filter((name) => name !== 'identity')
    .flatMap((name) => [
      [name, name],
      [`${name}_slope`, name],
    ]),
);

function forwardRole(spot: Spot): Role {
  const { run, instruction } = spot;
  const { op, operands, scope } = instruction;
  const { node, layer } = scope;
  // A frame of a layer and of none of its nodes is that of its softmax.
  if (node === null) return softmaxRole(instruction, layer);
  if (layer === null) return formulaRole(spot);
  const own = activations.get(op);
  // With dropout a node's value is still to come.
  if (own) return { kind: 'activation', node: shownName(run, instruction.result), activation: own };
  if (isMasking(run, instruction)) return { kind: 'dropout', node };
  const activation = activationOf(spot, spot.index);
  if (op === 'multiply') return { kind: 'product', node, activation };
  if (op !== 'add') return unexpected(op, 'the forward phase');
  const added = operands[1] as Slot;
  if (run.slots[added]?.role === 'parameter') {
    return { kind: 'bias', node, activation, isShared: shownName(run, added).startsWith('layer(') };
  }
  const { around, index } = spot;
  const count = around.additionAt(index) + 1;
  return { kind: 'sum', node, activation, count, all: around.productsAt(index) };
}

/** Formulas belong to no layer. */
function formulaRole({ run, instruction: { op, result, scope } }: Spot): Role {
  const name = shownName(run, result);
  const activation = activations.get(op);
  if (activation) return { kind: 'activation', node: name, activation };
  const formula = scope.node as string;
  return { kind: 'formula', op, formula, isPart: name !== formula };
}

function backwardRole(spot: Spot): Role {
  const { run, instructions, instruction } = spot;
  const { op, of, result } = instruction;
  if (op === 'add') {
    if (!isAccumulation(spot)) return sumRole(spot);
    const parameter = insideOf(shownName(run, result), 'batch.grad');
    return { kind: 'batchGradient', parameter, ...examplesOf(spot) };
  }
  const forward = instructions[of as number] as Instruction;
  const { phase, layer, node } = forward.scope;
  if (phase === 'forward' && layer === null && node !== null) return formulaBackwardRole(spot, forward);
  const activation = activations.get(op);
  if (activation && forward.scope.phase === 'forward')
    return { kind: 'activationSlope', node: shownName(run, forward.result), activation };
  if (op === 'multiply') return termRole(spot);
  const by = isGradient(run, result) ? byOf(run, result) : null;
  return { kind: 'localSlope', op: forward.op, of: shownName(run, forward.result), by };
}

function formulaBackwardRole({ run, instruction }: Spot, forward: Instruction): Role {
  const { op, operands, result } = instruction;
  const of = shownName(run, forward.result);
  const [first, second = first] = operands as readonly [Slot, Slot?];
  if (op === 'multiply' && isGradient(run, second)) {
    return { kind: 'formulaGradient', op: forward.op, of, by: byOf(run, result) };
  }
  const activation = activations.get(op);
  if (activation) return { kind: 'activationSlope', node: of, activation };
  const isConstant = (slot: Slot) => run.slots[slot]?.role === 'constant';
  const by = isGradient(run, result) ? byOf(run, result) : null;
  const from = second === first || isConstant(second) ? 'first' : isConstant(first) ? 'second' : 'both';
  return { kind: 'formulaSlope', op: forward.op, of, by, from };
}

/** A product of the chain rule, by the forward instruction that it differentiates. */
function termRole(spot: Spot): Role {
  const { run, instructions, instruction } = spot;
  const { of, operands, result } = instruction;
  const at = of as number;
  const forward = instructions[at] as Instruction;
  const node = forward.scope.node as string;
  const by = byOf(run, result);
  const isForward = forward.scope.phase === 'forward';
  const passed = activations.get(forward.op);
  if (isMasking(run, forward)) return { kind: 'dropoutGradient', node, by };
  if (passed && isForward)
    return { kind: 'activationGradient', node: shownName(run, forward.result), activation: passed, by };
  if (forward.op === 'multiply' && isForward) {
    const activation = activationOf(spot, at);
    const weight = shownName(run, forward.operands[1] as Slot);
    return operands[0] === forward.operands[0]
      ? { kind: 'weightGradient', weight, node, activation }
      : { kind: 'valueGradient', by, node, activation };
  }
  const isScaling = run.slots[forward.operands[0] as Slot]?.role === 'constant';
  if (forward.op === 'multiply' && (isScaling || forward.operands[1] === run.share))
    return { kind: 'factorGradient', by };
  if (forward.op === 'square') {
    const isSlope = operands[1] === forward.operands[0];
    if (!isSlope) return { kind: 'errorGradient', by, node };
    return { kind: 'squareSlope', by: isGradient(run, result) ? by : null, node };
  }
  return { kind: 'chainTerm', of: shownName(run, forward.result), by };
}

/** A sum of the gradients that come back by several ways: its names count the terms. */
function sumRole({ around, index, instruction }: Spot): Role {
  const sum = around.sumAt(index);
  return sum ? { kind: 'gradientSum', ...sum } : unexpected(instruction.op, 'the backward phase');
}

/** The activation of a node, from one of its forward instructions. */
function activationOf(spot: Spot, index: number): Activation | 'softmax' | null {
  const { op, result } = spot.around.lastAt(index);
  // Where a sum is not the node's value, and no activation follows it, that of the layer does.
  return activations.get(op) ?? (shownName(spot.run, result).endsWith('.in') ? 'softmax' : null);
}

function isGradient(run: Run, slot: Slot): boolean {
  return shownName(run, slot).startsWith('grad(');
}

function byOf(run: Run, slot: Slot): By {
  const name = shownName(run, slot);
  const [, term] = /^(.*)\.term\[\d+\]$/.exec(name) ?? [];
  return { address: insideOf(term ?? name, 'grad'), isTerm: term !== undefined };
}

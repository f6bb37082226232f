/** The roles of a loss's operations, and of those of softmax. */
import type { OpName } from '../core/operations.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { LossPart, Role, SoftmaxPart } from './role.ts';
import { examplesOf, isAccumulation, type Spot, unexpected } from './roles-spot.ts';

const softmaxParts: Readonly<Partial<Record<OpName, SoftmaxPart>>> = {
  max: 'max',
  subtract: 'shifted',
  exp: 'exp',
  add: 'expSum',
  divide: 'share',
};

export function softmaxRole({ op, scope }: Instruction, layer: string | null): Role {
  const part = softmaxParts[op];
  return part ? { kind: 'softmaxPart', part, layer } : unexpected(op, scope.phase);
}

/** By the word in their names: `loss.log_rest[0]`. */
const namedParts: Readonly<Record<string, LossPart>> = {
  log: 'log',
  hit: 'hit',
  rest: 'rest',
  log_rest: 'logRest',
  other: 'other',
  miss: 'miss',
  likelihood: 'likelihood',
  softplus: 'softplus',
  pull: 'pull',
  log_sum: 'logSum',
  surprise: 'surprise',
};

export function lossRole(spot: Spot): Role {
  const { run, instruction } = spot;
  const { op, operands, result, scope } = instruction;
  const outputs = run.targets.length;
  if (isAccumulation(spot)) return { kind: 'batchLoss', ...examplesOf(spot) };
  if (operands[1] === run.share && operands[1] !== undefined) return { kind: 'batchPart' };
  const names = run.slots[result]?.names ?? [];
  const words = names.flatMap((name) => /^loss\.(\w+)/.exec(name)?.[1] ?? []);
  if (words.some((word) => /^(max|shifted|exp|exp_sum)$/.test(word))) return softmaxRole(instruction, null);
  const part = words.flatMap((word) => namedParts[word] ?? [])[0];
  if (part) return { kind: 'lossPart', part };
  switch (op) {
    case 'subtract':
      return names.some((name) => /^error\[\d+\]$/.test(name))
        ? { kind: 'error', outputs }
        : { kind: 'lossPart', part: 'logitTerm' };
    case 'square':
      return { kind: 'squaredError' };
    case 'abs':
      return { kind: 'lossPart', part: 'absolute' };
    case 'huber':
      return { kind: 'lossPart', part: 'huber' };
    case 'negate':
      return { kind: 'lossPart', part: 'negated' };
    case 'multiply':
      if (run.slots[operands[0] as Slot]?.role !== 'constant') return { kind: 'lossPart', part: 'weighted' };
      return scope.node === null ? { kind: 'lossMean', outputs } : { kind: 'halfSquaredError' };
    case 'add':
      return { kind: 'lossSum', count: spot.around.additionAt(spot.index) + 1, all: outputs };
    default:
      return unexpected(op, 'the loss phase');
  }
}

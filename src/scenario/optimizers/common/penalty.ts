/**
 * The penalties on large weights. Their slopes are added to the gradient: λ × weight is the slope of ½ × λ × weight²
 * (L2), λ × sign(weight) is the slope of λ × |weight| (L1). The loss of the tape does not include them.
 */
import type { Address } from '../../../core/address.ts';
import type { OpName } from '../../../core/operations.ts';
import type { Run, Slot } from '../../../core/program.ts';
import { t } from '../../../i18n/translate.ts';
import type { Setting } from '../../losses/common/setting.ts';
import type { Form, Forms, UpdateSentences, UpdateWriter } from './optimizer.ts';
import { addedTo, keepsSimple, multiplied } from './sentences.ts';

type Part = 'l2' | 'sign' | 'l1' | 'penalty' | 'gradient';

/** λ of each penalty. */
export const penaltyKeys = {
  l1: { range: 'not negative', standard: 0, from: 'as `L1` of Keras' },
  l2: {
    range: 'not negative',
    standard: 0,
    from: 'as `weight_decay` of PyTorch; for `L2(0.1)` of Keras write 0.2',
  },
} satisfies Record<string, Setting>;

/** The parameters that have penalties. */
export const penaltyForms = {
  penalty_on: { all: 'PyTorch `weight_decay`', weights: 'Keras `kernel_regularizer`' },
} satisfies Record<string, Form>;

/** Whether a parameter has penalties. Parameters of formulas are not biases. */
export function isPenalised(address: Address, { penalty_on: on }: Forms): boolean {
  return on !== 'weights' || !isBias(address);
}

/** The factors of the penalties of one parameter. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

export const noPenalty: Penalty = { l1: 0, l2: 0 };

/** The penalties of a parameter. @param settings those of the optimizer, which may have no penalties */
export function penaltyOn(
  address: Address,
  { l1 = 0, l2 = 0 }: Readonly<Record<string, number>>,
  forms: Forms,
): Penalty {
  return isPenalised(address, forms) ? { l1, l2 } : noPenalty;
}

/** Whether a parameter is a bias, of a node or of a layer. */
export function isBias(address: Address): boolean {
  return 'part' in address && address.part === 'bias';
}

/** The penalties on one value: l1 × |value| + ½ × l2 × value². */
export function penaltyAt({ l1, l2 }: Penalty, value: number): number {
  return l1 * Math.abs(value) + 0.5 * l2 * value * value;
}

/**
 * The penalty for each example: a function of the registers, or null if the run has no penalty. It is the sum over all
 * updated parameters. If the loss of a batch is a sum and not a mean, each batch adds the penalty once, and an example
 * has its share of what an epoch adds.
 */
export function penaltyOf({ updates, batch, batchShare, data }: Run) {
  const penalised = updates.filter(({ l1, l2 }) => l1 !== 0 || l2 !== 0);
  if (penalised.length === 0) return null;
  const share = batchShare === null ? Math.ceil(data.length / batch) / data.length : 1;
  return (registers: Readonly<Float64Array>): number => {
    let sum = 0;
    for (const update of penalised) sum += penaltyAt(update, registers[update.parameter] as number);
    return share * sum;
  };
}

const towardsZero = () =>
  t`An L1 penalty pulls weights towards 0 by the same amount, however small they are.`;

/** The words of its steps. */
export const penaltySentences: Readonly<Record<Part, UpdateSentences>> = {
  l2: { what: multiplied, why: keepsSimple },
  sign: { what: ({ a }) => t`The sign of ${a.name} (${a.text}) is taken: 1, −1 or 0.`, why: towardsZero },
  l1: { what: multiplied, why: towardsZero },
  penalty: { what: addedTo, why: keepsSimple },
  gradient: { what: addedTo, why: keepsSimple },
};

/** Emits the gradient including the penalties, of which at least one is not 0. */
export function emitPenalties(writer: UpdateWriter<Part>, { l1, l2 }: Penalty): Slot {
  const { gradient, parameter } = writer;
  const step = (part: Part, word: string, op: OpName, ...operands: Slot[]) =>
    writer.step(part, writer.delta(word), op, ...operands);
  const isOnly = l1 === 0 || l2 === 0;
  const product = (part: 'l1' | 'l2', factor: number, slot: Slot) =>
    step(part, isOnly ? 'penalty' : part, 'multiply', writer.constant(factor), slot);
  const products = [
    ...(l2 === 0 ? [] : [product('l2', l2, parameter)]),
    ...(l1 === 0 ? [] : [product('l1', l1, step('sign', 'sign', 'abs_slope', parameter))]),
  ];
  const penalty = products.reduce((sum, each) => step('penalty', 'penalty', 'add', sum, each));
  return step('gradient', 'gradient', 'add', gradient, penalty);
}

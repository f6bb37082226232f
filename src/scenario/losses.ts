/** The losses: how each is written on the tape in scalar steps. */
import type { Slot, TapeBuilder } from '../core/program.ts';

/** The slots of one output's loss term. */
interface Term {
  readonly error: Slot;
  readonly squared: Slot;
}

/** How a loss is put together from the squared errors of the outputs. */
interface Loss {
  /** A factor on each output's squared error: its loss term. */
  readonly termFactor: number;
  /** A factor on the sum of the terms, from the number of outputs. */
  readonly sumFactor: (outputs: number) => number;
}

const table = {
  /** e², summed over the outputs. */
  squared_error: { termFactor: 1, sumFactor: () => 1 },
  /** ½e², summed over the outputs (Bishop, "Pattern Recognition and Machine Learning", 2006, eq. 5.11). */
  half_squared_error: { termFactor: 0.5, sumFactor: () => 1 },
  /** e², the mean over the outputs. */
  mean_squared_error: { termFactor: 1, sumFactor: (outputs: number) => 1 / outputs },
} satisfies Record<string, Loss>;

export type LossName = keyof typeof table;

export const lossNames = Object.keys(table) as LossName[];

/**
 * Emits the loss phase for one example and returns the slot of `loss`.
 *
 * Names: `error[i]`, `error[i].squared`, `loss.term[i]`, `loss.sum[i]`, `loss`; with one output also `error`
 * and `error.squared`.
 */
export function emitLoss(
  builder: TapeBuilder,
  loss: LossName,
  outputs: readonly { slot: Slot; name: string }[],
  targets: readonly Slot[],
): Slot {
  const { termFactor, sumFactor } = table[loss];
  const single = outputs.length === 1;
  const nameBoth = (slot: Slot, base: string, index: number, suffix: string, rank: number) => {
    if (single) builder.name(slot, `${base}${suffix}`, rank);
    builder.name(slot, `${base}[${index}]${suffix}`, rank);
  };
  const terms = outputs.map(({ slot, name }, index) => {
    builder.enter({ phase: 'loss', layer: null, node: name });
    const { error, squared } = emitSquaredError(builder, slot, targets[index] as Slot);
    nameBoth(error, 'error', index, '', ranks.error);
    nameBoth(squared, 'error', index, '.squared', ranks.squared);
    const term = scaled(builder, squared, termFactor);
    builder.name(term, `loss.term[${index}]`, ranks.term);
    return term;
  });
  const factor = sumFactor(outputs.length);
  if (!single || factor !== 1) builder.enter({ phase: 'loss', layer: null, node: null });
  let sum = terms[0] as Slot;
  terms.slice(1).forEach((term, index) => {
    sum = builder.apply('add', sum, term);
    builder.name(sum, `loss.sum[${index + 1}]`, ranks.sum);
  });
  const total = scaled(builder, sum, factor);
  builder.name(total, 'loss', ranks.loss);
  return total;
}

const ranks = { loss: 0, error: 1, squared: 2, sum: 3, term: 4 };

function emitSquaredError(builder: TapeBuilder, output: Slot, target: Slot): Term {
  const error = builder.apply('subtract', output, target);
  return { error, squared: builder.apply('square', error) };
}

function scaled(builder: TapeBuilder, slot: Slot, factor: number): Slot {
  return factor === 1 ? slot : builder.apply('multiply', builder.constant(factor), slot);
}

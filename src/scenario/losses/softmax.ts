/** Softmax in scalar steps, of a layer and of a loss. */
import type { Slot, TapeBuilder } from '../../core/program.ts';

export interface Exponentials {
  /** Each value less the largest of all. */
  readonly shifted: readonly Slot[];
  /** e to the power of that. */
  readonly exps: readonly Slot[];
  readonly total: Slot;
}

/** What the slots are called. */
export interface SoftmaxNames {
  /** Of what all values have together: `max`, `exp_sum`. */
  readonly all: (what: string) => string;
  /** Of what each value has: `shifted`, `exp`. */
  readonly each: (index: number, what: string) => string;
}

/**
 * Emits what softmax is made from. The largest value is taken away from all, so that no power overflows: what
 * softmax gives does not depend on it (Goodfellow, Bengio & Courville, "Deep Learning", 2016, section 4.1).
 *
 * @param values at least two
 */
export function emitExponentials(
  builder: TapeBuilder,
  values: readonly Slot[],
  { all, each }: SoftmaxNames,
): Exponentials {
  const largest = gathered(builder, 'max', values, (place) => `${all('max')}[${place}]`, all('max'));
  const shifted = values.map((value, index) =>
    named(builder, builder.apply('subtract', value, largest), each(index, 'shifted')),
  );
  const exps = shifted.map((value, index) => named(builder, builder.apply('exp', value), each(index, 'exp')));
  const total = gathered(builder, 'add', exps, (place) => `${all('exp_sum')}[${place}]`, all('exp_sum'));
  return { shifted, exps, total };
}

/** Takes values together two at a time, from left to right. */
function gathered(
  builder: TapeBuilder,
  op: 'add' | 'max',
  values: readonly Slot[],
  partial: (place: number) => string,
  whole: string,
): Slot {
  const result = values
    .slice(1)
    .reduce<Slot>(
      (before, value, index) => named(builder, builder.apply(op, before, value), partial(index + 1), 1),
      values[0] as Slot,
    );
  return named(builder, result, whole);
}

function named(builder: TapeBuilder, slot: Slot, name: string, rank = 0): Slot {
  builder.name(slot, name, rank);
  return slot;
}

/** Softmax in scalar steps, for a layer and for a loss. */

import type { Address } from '../../../core/address.ts';
import { exp } from '../../../core/math/exp.ts';
import { whyLargest } from '../../../core/operations/functions/maximum.ts';
import type { StepSentences } from '../../../core/operations/step-facts.ts';
import type { Slot } from '../../../core/program.ts';
import type { SoftmaxPart, StepRole } from '../../../core/step-role.ts';
import type { TapeBuilder } from '../../../core/tape-builder.ts';
import { t } from '../../../i18n/translate.ts';

export interface Exponentials {
  /** Each value minus the largest value. */
  readonly shifted: readonly Slot[];
  /** e to the power of each shifted value. */
  readonly exps: readonly Slot[];
}

/** The address of a value computed from all inputs. `index` counts partial results, and is null for the final one. */
type AddressAt = (index: number | null) => Address;

/** Where a softmax is: its layer, and the addresses of its slots. */
export interface SoftmaxPlace {
  /** Null in a loss. */
  readonly layer: string | null;
  /** The address of the largest input. */
  readonly max: AddressAt;
  /** The address of a value computed from one input. */
  readonly each: (part: 'shifted' | 'exp', index: number) => Address;
}

/**
 * Emits the exponentials of a softmax. The largest value is subtracted from all values, so that no
 * exponential overflows; this does not change softmax (Goodfellow, Bengio & Courville, "Deep Learning", 2016,
 * section 4.1).
 *
 * @param values at least two slots
 */
export function emitExponentials(
  builder: TapeBuilder,
  values: readonly Slot[],
  { layer, max, each }: SoftmaxPlace,
): Exponentials {
  const { named, roleOf, reduced } = writerOf(builder, layer);
  const largest = reduced('max', values, roleOf('max'), max);
  const shifted = values.map((value, index) =>
    named(builder.emit('subtract', [value, largest], roleOf('shifted')), each('shifted', index)),
  );
  const exps = shifted.map((value, index) =>
    named(builder.emit('exp', [value], roleOf('exp')), each('exp', index)),
  );
  return { shifted, exps };
}

/** The shares of a softmax of several values, with the operations that a layer has, in their order. */
export function softmaxOf(values: readonly number[]): number[] {
  const largest = values.reduce((before, value) => Math.max(before, value));
  const exps = values.map((value) => exp(value - largest));
  const total = exps.reduce((before, value) => before + value);
  return exps.map((value) => value / total);
}

/**
 * Emits the sum of the exponentials, which shares are divided by. A loss does not need it.
 *
 * @param exps at least two slots
 */
export function emitTotal(
  builder: TapeBuilder,
  exps: readonly Slot[],
  layer: string,
  addressAt: AddressAt,
): Slot {
  const { roleOf, reduced } = writerOf(builder, layer);
  return reduced('add', exps, roleOf('expSum'), addressAt);
}

/** What the parts of a softmax are emitted with. @param layer null in a loss */
function writerOf(builder: TapeBuilder, layer: string | null) {
  const named = (slot: Slot, address: Address, rank = 0) => {
    builder.name(slot, address, rank);
    return slot;
  };
  const roleOf = (part: SoftmaxPart): StepRole => ({ kind: 'softmaxPart', part, layer });
  /** Combines values pairwise, from left to right. */
  const reduced = (op: 'add' | 'max', all: readonly Slot[], role: StepRole, addressAt: AddressAt) => {
    const result = all.reduce((before, value, index) =>
      named(builder.emit(op, [before, value], role), addressAt(index), 1),
    );
    return named(result, addressAt(null));
  };
  return { named, roleOf, reduced };
}

const shares = () => t`Softmax divides every power by the sum of all powers, so that the shares add up to 1.`;

/** The words of the steps of softmax. */
export const softmaxWords: Readonly<Record<SoftmaxPart, StepSentences>> = {
  max: {
    what: ({ a, b }) => t`The larger of ${a.name} (${a.text}) and ${b.name} (${b.text}) is kept.`,
    why: whyLargest,
    means: ({ result }) => t`The largest so far is ${result.text}.`,
  },
  shifted: {
    what: ({ a, b }) => t`The largest value (${b.text}) is subtracted from ${a.name} (${a.text}).`,
    why: whyLargest,
    means: ({ a, result, number }) =>
      result.value === 0
        ? t`${a.name} is the largest.`
        : t`${a.name} is ${number(Math.abs(result.value))} below the largest.`,
  },
  exp: {
    what: ({ a }) => t`e is raised to the power of ${a.name} (${a.text}).`,
    why: () => t`A power of e is never negative and grows fast, so larger values get much larger shares.`,
    means: ({ result }) =>
      t`${result.name} is ${result.text}: the larger it is among all powers, the larger its share.`,
  },
  expSum: {
    what: ({ a, b }) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`,
    why: shares,
    means: ({ result }) => t`The powers so far add up to ${result.text}.`,
  },
  share: {
    what: ({ a, b }) => t`${a.name} (${a.text}) is divided by the sum of all powers (${b.text}).`,
    why: shares,
    means: ({ result }) => t`The share of ${result.name} is ${result.text}.`,
  },
};

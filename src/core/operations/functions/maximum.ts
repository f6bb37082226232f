/**
 * The largest and the smallest of several values. Values that are equal to it share the slope, each of k has 1/k, in
 * whatever order they are written: as amax of PyTorch, reduce_max of TensorFlow and max of JAX do. For `max_first` only
 * the first of them counts, as in max pooling.
 */
import { t } from '../../../i18n/translate.ts';
import { binding, type Derivative, type Operation, type Slot } from '../operation.ts';
import { listed, slopeName } from '../spoken.ts';
import type { StepFacts } from '../step-facts.ts';

const larger = {
  arity: 2,
  forward: (a, b) => Math.max(a, b),
  derivatives: [],
  paper: { text: 'max({0}, {1})', binds: binding.atom, needs: [0] },
  numpy: { text: 'np.maximum({0}, {1})', binds: binding.atom, needs: [0] },
  wasm: null,
  spoken: (a, b, result) => t`the larger of ${a} and ${b} is ${result}`,
} satisfies Operation;

const largest = {
  ...larger.numpy,
  many: { text: 'np.maximum.reduce([{0…}])', binds: binding.atom, needs: [0] },
} satisfies Operation['numpy'];

const spokenLargest: Operation['spoken'] = (a, b, result, all) =>
  all.length === 2 ? larger.spoken(a, b, result) : t`the largest of ${listed(all)} is ${result}`;

const keepsLargest = (a: string, b: string, ...rest: string[]) =>
  rest.length === 0
    ? t`The larger of ${a} and ${b} is kept.`
    : t`The largest of ${listed([a, b, ...rest])} is kept.`;

/** The slope with respect to an operand, which comes before all others. */
const comparedBy =
  (op: string): Derivative =>
  (emit, operands, _result, operand) =>
    emit.apply(op, operands[operand] as Slot, ...operands.toSpliced(operand, 1));

/** The share of `value` in the slope: 1/k if it and k − 1 others are equal to `kept`, otherwise 0. */
function shareOf(value: number, others: readonly number[], kept: number): number {
  if (Number.isNaN(kept)) return kept;
  return value === kept ? 1 / (1 + others.filter((other) => other === kept).length) : 0;
}

const sharing = () =>
  t`Only the value that is kept counts: its slope is 1, every other slope is 0. Values that are equal to it share the slope equally.`;

const convention = () =>
  t`slope of max and min: 1 for the value that is kept; values that are equal to it share it equally`;

const sharedSlope = (code: string) =>
  t`${code} is the slope with respect to a: 1 if a is kept, 1/k if a is one of k equal values that are kept, otherwise 0.`;

const equalTo = (value: number, values: StepFacts['operands']) =>
  values.filter((each) => each.value === value).length;

/** What a shared slope says; null if it is not shared. @param some says it of some of the values */
function sharedBy(some: (equal: number, all: number) => string) {
  return ({ a, operands, result }: StepFacts): string | null => {
    if (result.value === 0 || result.value === 1) return null;
    const [equal, all] = [equalTo(a.value, operands), operands.length];
    if (equal < all) return some(equal, all);
    return all === 2
      ? t`Both values are equal: each gets 1/2 of the slope.`
      : t`All ${all} values are equal: each gets 1/${all} of the slope.`;
  };
}

/** Why softmax subtracts the largest value. */
export const whyLargest = () =>
  t`The largest value is subtracted from all values, so that no power becomes too large. The result of softmax stays the same.`;

export const maximum = {
  /**
   * The maximum that softmax and its loss subtract from all values to avoid overflow. Their result does not depend on
   * it, so it needs no derivative.
   */
  max: { ...larger, formula: { words: { step: keepsLargest, purpose: whyLargest } } },
  maximum: {
    arity: 'many',
    forward: (...values) => Math.max(...values),
    derivatives: [comparedBy('maximum_slope')],
    paper: { text: 'max({0…})', binds: binding.atom, needs: [0] },
    numpy: largest,
    wasm: null,
    spoken: spokenLargest,
    kindName: () => t`maximum`,
    formula: {
      names: ['max'],
      words: {
        step: keepsLargest,
        slope: sharing,
      },
    },
    traits: { kink: 'where equal' },
  },
  minimum: {
    arity: 'many',
    forward: (...values) => Math.min(...values),
    derivatives: [comparedBy('minimum_slope')],
    paper: { text: 'min({0…})', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.minimum({0}, {1})',
      binds: binding.atom,
      needs: [0],
      many: { text: 'np.minimum.reduce([{0…}])', binds: binding.atom, needs: [0] },
    },
    wasm: null,
    spoken: (a, b, result, all) =>
      all.length === 2
        ? t`the smaller of ${a} and ${b} is ${result}`
        : t`the smallest of ${listed(all)} is ${result}`,
    kindName: () => t`minimum`,
    formula: {
      names: ['min'],
      words: {
        step: (a, b, ...rest) =>
          rest.length === 0
            ? t`The smaller of ${a} and ${b} is kept.`
            : t`The smallest of ${listed([a, b, ...rest])} is kept.`,
        slope: sharing,
      },
    },
    traits: { kink: 'where equal' },
  },
  max_first: {
    arity: 'many',
    forward: (...values) => Math.max(...values),
    derivatives: [
      (emit, operands, _result, operand) =>
        emit.apply('max_first_slope', emit.constant(operand), ...operands),
    ],
    paper: { text: 'max_first({0…})', binds: binding.atom, needs: [0] },
    numpy: largest,
    wasm: null,
    spoken: spokenLargest,
    formula: {
      names: ['max_first'],
      words: {
        step: keepsLargest,
        slope: () =>
          t`Only the value that is kept counts: its slope is 1, every other slope is 0. If several are equal to it, only the first of them counts.`,
      },
    },
    traits: { kink: 'where equal' },
  },
  /** ∂max/∂operand: 1 if the first operand is above all others, 0 if another is above it, 1/k if k are equal. */
  maximum_slope: {
    arity: 'many',
    forward: (value, ...others) => shareOf(value, others, Math.max(value, ...others)),
    derivatives: [],
    paper: { text: 'max′({0…})', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.heaviside({0} - {1}, 0.5)',
      binds: binding.atom,
      needs: [binding.sum, binding.product],
      many: {
        text: '({0} >= np.maximum.reduce([{1…}])) / (1 + np.sum(np.equal([{1…}], {0}), 0))',
        binds: binding.product,
        needs: [0],
      },
    },
    wasm: null,
    spoken: (a, _b, result, [, ...others]) =>
      t`the slope of max at ${a}, with ${listed(others)} beside it, is ${result}`,
    worksheet: { sentence: () => sharedSlope('`max′(a, b, …)`') },
    kindName: () => t`maximum slope`,
    convention,
    means: sharedBy(
      (equal, all) =>
        t`${equal} of the ${all} values are equal to the largest: each gets 1/${equal} of the slope.`,
    ),
  },
  minimum_slope: {
    arity: 'many',
    forward: (value, ...others) => shareOf(value, others, Math.min(value, ...others)),
    derivatives: [],
    paper: { text: 'min′({0…})', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.heaviside({1} - {0}, 0.5)',
      binds: binding.atom,
      needs: [binding.product, binding.sum],
      many: {
        text: '({0} <= np.minimum.reduce([{1…}])) / (1 + np.sum(np.equal([{1…}], {0}), 0))',
        binds: binding.product,
        needs: [0],
      },
    },
    wasm: null,
    spoken: (a, _b, result, [, ...others]) =>
      t`the slope of min at ${a}, with ${listed(others)} beside it, is ${result}`,
    worksheet: { sentence: () => sharedSlope('`min′(a, b, …)`') },
    kindName: () => t`minimum slope`,
    convention,
    means: sharedBy(
      (equal, all) =>
        t`${equal} of the ${all} values are equal to the smallest: each gets 1/${equal} of the slope.`,
    ),
  },
  /** 1 if the first of the largest values has this number, from 0 (the first operand); otherwise 0. */
  max_first_slope: {
    arity: 'many',
    forward: (index, ...values) => {
      const kept = Math.max(...values);
      if (Number.isNaN(kept) || Number.isNaN(index)) return Number.NaN;
      return Number(values.indexOf(kept) === index);
    },
    derivatives: [],
    paper: { text: '[argmax({1…}) = {0}]', binds: binding.atom, needs: [0] },
    numpy: {
      text: '1.0 * (np.argmax([{1…}], 0) == {0})',
      binds: binding.product,
      needs: [binding.sum, 0],
    },
    wasm: null,
    spoken: (a, _b, result, [, ...values]) =>
      t`the test whether the first of the largest of ${listed(values)} is number ${a}, counted from 0, gives ${result}`,
    kindName: slopeName('max_first'),
    convention: () => t`slope of max_first: 1 for the first of the largest values, 0 for all others`,
    means: ({ operands, result, number }) => {
      const [, ...values] = operands;
      const kept = Math.max(...values.map(({ value }) => value));
      const equal = equalTo(kept, values);
      return equal > 1 && result.value === 1
        ? t`${equal} of the ${values.length} values are the largest (${number(kept)}): this is the first, and it gets the whole slope.`
        : null;
    },
  },
} satisfies Record<string, Operation>;

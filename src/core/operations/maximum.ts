/** The larger and the smaller of two values. If they are equal, each has the slope ½, as in PyTorch and JAX. */
import { t } from '../../i18n/translate.ts';
import { binding, type Derivative, type Operation, type Slot } from './operation.ts';

const larger = {
  arity: 2,
  forward: (a, b) => Math.max(a, b),
  derivatives: [],
  paper: { text: 'max({0}, {1})', binds: binding.atom, needs: [0, 0] },
  numpy: { text: 'np.maximum({0}, {1})', binds: binding.atom, needs: [0, 0] },
  wasm: null,
  spoken: (a, b, result) => t`the larger of ${a} and ${b} is ${result}`,
} satisfies Operation;

const firstGreater: Derivative = (emit, [a, b]) => emit.apply('greater', a as Slot, b as Slot);
const secondGreater: Derivative = (emit, [a, b]) => emit.apply('greater', b as Slot, a as Slot);

const slope = () =>
  t`Only the value that is kept counts: its slope is 1, the other slope is 0. If both are equal, each slope is ½.`;

export const maximum = {
  /**
   * The maximum that softmax and its loss subtract from all values to avoid overflow. Their result does not depend on
   * it, so it needs no derivative.
   */
  max: larger,
  maximum: {
    ...larger,
    derivatives: [firstGreater, secondGreater],
    kindName: () => t`maximum`,
    formula: { names: ['max'], words: { step: (a, b) => t`The larger of ${a} and ${b} is kept.`, slope } },
    traits: { kink: 'where equal' },
  },
  minimum: {
    arity: 2,
    forward: (a, b) => Math.min(a, b),
    derivatives: [secondGreater, firstGreater],
    paper: { text: 'min({0}, {1})', binds: binding.atom, needs: [0, 0] },
    numpy: { text: 'np.minimum({0}, {1})', binds: binding.atom, needs: [0, 0] },
    wasm: null,
    spoken: (a, b, result) => t`the smaller of ${a} and ${b} is ${result}`,
    kindName: () => t`minimum`,
    formula: { names: ['min'], words: { step: (a, b) => t`The smaller of ${a} and ${b} is kept.`, slope } },
    traits: { kink: 'where equal' },
  },
  /** 1 if the first operand is greater, 0 if the second is (Iverson bracket), ½ if they are equal. */
  greater: {
    arity: 2,
    forward: (a, b) => (a > b ? 1 : a < b ? 0 : a === b ? 0.5 : Number.NaN),
    derivatives: [],
    paper: { text: '[{0} > {1}]', binds: binding.atom, needs: [0, 0] },
    numpy: {
      text: 'np.heaviside({0} - {1}, 0.5)',
      binds: binding.atom,
      needs: [binding.sum, binding.product],
    },
    wasm: null,
    spoken: (a, b, result) => t`the test whether ${a} is above ${b} gives ${result}`,
    kindName: () => t`greater`,
    convention: () => t`slope of max and min: 1 for the value that is kept; ½ each if both are equal`,
  },
} satisfies Record<string, Operation>;

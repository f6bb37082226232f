/** Sums, products and differences. */
import { t } from '../../i18n/translate.ts';
import { infinityMinusInfinity, infinityTimesZero } from './not-finite.ts';
import { binding, type Derivative, minusOne, type Operation, one, type Slot } from './operation.ts';

const operand =
  (index: 0 | 1): Derivative =>
  (_emit, operands) =>
    operands[index] as Slot;

export const arithmetic = {
  multiply: {
    arity: 2,
    forward: (a, b) => a * b,
    derivatives: [operand(1), operand(0)],
    paper: {
      text: '{0} × {1}',
      binds: binding.product,
      needs: [binding.product, binding.product],
      inSum: '{0}×{1}',
    },
    numpy: { text: '{0} * {1}', binds: binding.product, needs: [binding.product, binding.power] },
    wasm: (code) => code.a().b().mul(),
    spoken: (a, b, result) => t`${a} times ${b} is ${result}`,
    kindName: () => t`multiply`,
    formula: {
      operator: '*',
      words: {
        step: (a, b) => t`${a} is multiplied by ${b}.`,
        slope: () => t`The slope of a product with respect to one factor is the other factor.`,
      },
    },
    notFinite: (a, b) => (a === 0 || b === 0 ? infinityTimesZero() : null),
    traits: { underflows: true, isProduct: true, spreads: 'all' },
  },
  add: {
    arity: 2,
    forward: (a, b) => a + b,
    derivatives: [one, one],
    paper: { text: '{0} + {1}', binds: binding.sum, needs: [binding.sum, binding.product] },
    numpy: { text: '{0} + {1}', binds: binding.sum, needs: [binding.sum, binding.product], inPlace: '+=' },
    wasm: (code) => code.a().b().add(),
    spoken: (a, b, result) => t`${a} plus ${b} is ${result}`,
    kindName: () => t`add`,
    formula: {
      operator: '+',
      words: {
        step: (a, b) => t`${b} is added to ${a}.`,
      },
    },
    notFinite: (a, b) => (a === -b ? infinityMinusInfinity() : null),
    traits: { cancels: 'opposites', flattens: true, spreads: 'all' },
  },
  subtract: {
    arity: 2,
    forward: (a, b) => a - b,
    derivatives: [one, minusOne],
    paper: { text: '{0} − {1}', binds: binding.sum, needs: [binding.sum, binding.product] },
    numpy: { text: '{0} - {1}', binds: binding.sum, needs: [binding.sum, binding.product], inPlace: '-=' },
    wasm: (code) => code.a().b().sub(),
    spoken: (a, b, result) => t`${a} minus ${b} is ${result}`,
    kindName: () => t`subtract`,
    formula: {
      operator: '-',
      words: {
        step: (a, b) => t`${b} is subtracted from ${a}.`,
        slope: () => t`A value that is subtracted counts with its sign flipped: its slope is −1.`,
      },
    },
    notFinite: (a, b) => (a === b ? infinityMinusInfinity() : null),
    traits: { cancels: 'equals', spreads: 'all' },
  },
  negate: {
    arity: 1,
    forward: (x) => -x,
    derivatives: [minusOne],
    paper: { text: '−({0})', binds: binding.product, needs: [0] },
    numpy: { text: '-({0})', binds: binding.sum, needs: [0] },
    wasm: (code) => code.a().neg(),
    spoken: (a, _b, result) => t`the negative of ${a} is ${result}`,
    kindName: () => t`negate`,
    formula: {
      sign: '-',
      words: {
        step: (a) => t`The sign of ${a} is flipped.`,
        slope: () => t`Flipping the sign has slope −1.`,
      },
    },
    traits: { spreads: 'all' },
  },
  // Only learning rate schedules use it, and no gradient goes back through an update.
  floor: {
    arity: 1,
    forward: (x) => Math.floor(x),
    derivatives: [],
    paper: { text: 'floor({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.floor({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().floor(),
    spoken: (a, _b, result) => t`${a} rounded down is ${result}`,
    kindName: () => t`floor`,
  },
} satisfies Record<string, Operation>;

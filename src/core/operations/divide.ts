import { t } from '../../i18n/translate.ts';
import { reasonOfQuotient } from './not-finite.ts';
import { binding, type Operation, type Slot } from './operation.ts';

export const divide = {
  divide: {
    arity: 2,
    forward: (a, b) => a / b,
    derivatives: [
      (emit, [, b]) => emit.apply('divide', emit.constant(1), b as Slot),
      (emit, [, b], quotient) => emit.apply('divide_slope', quotient, b as Slot),
    ],
    paper: { text: '{0} ÷ {1}', binds: binding.product, needs: [binding.product, binding.power] },
    numpy: { text: '{0} / {1}', binds: binding.product, needs: [binding.product, binding.power] },
    wasm: (code) => code.a().b().div(),
    spoken: (a, b, result) => t`${a} divided by ${b} is ${result}`,
    kindName: () => t`divide`,
    formula: {
      operator: '/',
      words: {
        step: (a, b) => t`${a} is divided by ${b}.`,
        slope: () => t`The slope of a ÷ b is 1 ÷ b with respect to a, and −(a ÷ b) ÷ b with respect to b.`,
      },
    },
    notFinite: reasonOfQuotient,
    traits: { underflows: true, spreads: 'first' },
  },
  /** ∂(a ÷ b)/∂b = −(a ÷ b) ÷ b. The first operand is the quotient a ÷ b. */
  divide_slope: {
    arity: 2,
    forward: (quotient, b) => -(quotient / b),
    derivatives: [],
    paper: { text: '−({0} ÷ {1})', binds: binding.product, needs: [binding.product, binding.power] },
    numpy: { text: '-({0} / {1})', binds: binding.sum, needs: [binding.product, binding.power] },
    wasm: (code) => code.a().b().div().neg(),
    spoken: (a, b, result) => t`minus the quotient of ${a} and ${b} is ${result}`,
    kindName: () => t`divide slope`,
    notFinite: reasonOfQuotient,
    traits: { underflows: true, spreads: 'first' },
  },
} satisfies Record<string, Operation>;

import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type Slot } from '../operation.ts';

export const square = {
  square: {
    arity: 1,
    forward: (x) => x * x,
    derivatives: [(emit, [x]) => emit.apply('multiply', emit.constant(2), x as Slot)],
    paper: { text: '{0}²', binds: binding.power, needs: [binding.atom] },
    numpy: { text: '{0}**2', binds: binding.power, needs: [binding.atom] },
    wasm: (code) => code.a().a().mul(),
    spoken: (a, _b, result) => t`the square of ${a} is ${result}`,
    kindName: () => t`square`,
    formula: {
      operator: '**',
      right: 2,
      words: {
        step: (a) => t`${a} is squared.`,
        slope: () => t`The slope of x² is 2 × x.`,
      },
    },
    mistakes: [
      { forward: (x) => x, words: (name) => t`The square is left out of ${name}.` },
      { forward: (x) => 2 * x, words: (name) => t`${name} is doubled, but it should be squared.` },
    ],
    traits: { underflows: true, isProduct: true, spreads: 'all' },
  },
} satisfies Record<string, Operation>;

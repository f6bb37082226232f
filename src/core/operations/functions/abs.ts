import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { slopeName } from '../spoken.ts';

export const abs = {
  abs: {
    arity: 1,
    forward: (x) => Math.abs(x),
    derivatives: [(emit, [x]) => emit.apply('abs_slope', x as Slot)],
    paper: { text: 'abs({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.abs({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().abs(),
    spoken: (a, _b, result) => t`the absolute value of ${a} is ${result}`,
    formula: {
      names: ['abs'],
      words: {
        step: (a) => t`The absolute value of ${a} is taken.`,
        slope: () => t`The slope of abs(x) is 1 above zero and −1 below zero; at 0 it is taken as 0.`,
      },
    },
    traits: { kink: 'at zero', spreads: 'all' },
  },
  abs_slope: {
    arity: 1,
    // sign(0) = 0 by convention.
    forward: (x) => Math.sign(x),
    derivatives: [],
    paper: { text: 'sign({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.sign({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the sign of ${a} is ${result}`,
    kindName: slopeName('abs'),
    convention: () => t`slope of abs: 1 above zero, −1 below zero, 0 at zero`,
  },
} satisfies Record<string, Operation>;

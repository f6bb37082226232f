import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type Slot, type WasmWriter } from '../operation.ts';
import { slopeName } from '../spoken.ts';

/** Writes: 1 above 0, −1 below, otherwise the operand itself: 0, −0 or NaN. */
const wasmSign = (code: WasmWriter) => {
  code.f64(1).f64(-1).a().a().f64(0).lt().select().a().f64(0).gt().select();
  return code;
};

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
    wasm: wasmSign,
    spoken: (a, _b, result) => t`the sign of ${a} is ${result}`,
    kindName: slopeName('abs'),
    convention: () => t`slope of abs: 1 above zero, −1 below zero, 0 at zero`,
  },
  signum: {
    arity: 1,
    forward: (x) => Math.sign(x),
    derivatives: [],
    paper: { text: 'sign({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.sign({0})', binds: binding.atom, needs: [0] },
    wasm: wasmSign,
    spoken: (a, _b, result) => t`the sign of ${a} is ${result}`,
    kindName: () => t`signum`,
    convention: () => t`slope of sign: 0 everywhere; no gradient goes back through it`,
    worksheet: { sentence: () => t`${'`sign(x)`'} is 1 if x is positive, −1 if x is negative, and 0 for 0.` },
    formula: {
      names: ['sign'],
      words: {
        step: (a) => t`Only the sign of ${a} is kept.`,
      },
    },
    traits: { kink: 'jump', bounds: { least: -1, most: 1 } },
  },
} satisfies Record<string, Operation>;

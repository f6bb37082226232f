/**
 * The Gaussian error linear unit, in its approximation by tanh (Hendrycks & Gimpel 2016, "Gaussian error linear
 * units"). The exact definition needs the error function; formulas can write it with `erf`.
 */

import { t } from '../../../i18n/translate.ts';
import { tanh } from '../../math/tanh.ts';
import { infinityTimesZero } from '../not-finite.ts';
import { binding, type Operation, type Slot, type WasmWriter } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';
import { slopeOfSum } from './slope-words.ts';

const SCALE = Math.sqrt(2 / Math.PI);
const CUBE = 0.044715;

/** tanh(√(2/π)·(x + 0.044715·x³)). */
const bend = (x: number) => tanh(SCALE * (x + CUBE * x * x * x));

const wasmBend = (code: WasmWriter) =>
  code.f64(SCALE).a().f64(CUBE).a().mul().a().mul().a().mul().add().mul().call('tanh');

const NUMPY_SCALE = 'np.sqrt(2 / np.pi)';
const numpyBend = `np.tanh(${NUMPY_SCALE} * ({0} + ${CUBE} * {0} * {0} * {0}))`;

const convention = () => t`gelu: the tanh approximation`;

export const gelu = {
  gelu: {
    arity: 1,
    forward: (x) => 0.5 * x * (1 + bend(x)),
    derivatives: [(emit, [x]) => emit.apply('gelu_slope', x as Slot)],
    paper: { text: 'gelu({0})', binds: binding.atom, needs: [0] },
    numpy: { text: `0.5 * {0} * (1 + ${numpyBend})`, binds: binding.product, needs: [binding.power] },
    wasm: (code) => wasmBend(code.f64(0.5).a().mul().f64(1)).add().mul(),
    spoken: called('gelu'),
    convention,
    formula: { names: ['gelu'] },
    activation: {
      usualInit: 'he',
      definition: '{0} × Φ({0})',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: gelu is a smooth relu that lets a little through just below 0.`,
        result: (node, { a, result }) => t`gelu smooths ${a.text}: ${node} gives ${result.text}.`,
        slope: slopeOfSum('gelu'),
      },
    },
    notFinite: infinityTimesZero,
    // Its smallest result is about −0.1701.
    traits: { bounds: { least: -0.171, most: Number.POSITIVE_INFINITY } },
  },
  gelu_slope: {
    arity: 1,
    forward: (x) => {
      const bent = bend(x);
      const inner = SCALE * (1 + 3 * CUBE * x * x);
      return 0.5 * (1 + bent) + 0.5 * x * (1 - bent * bent) * inner;
    },
    derivatives: [],
    paper: { text: 'gelu′({0})', binds: binding.atom, needs: [0] },
    numpy: {
      text: `0.5 * (1 + ${numpyBend}) + 0.5 * {0} * (1 - ${numpyBend}**2) * (${NUMPY_SCALE} * (1 + 0.134145 * {0} * {0}))`,
      binds: binding.sum,
      needs: [binding.power],
    },
    wasm: (code) => {
      wasmBend(code.f64(0.5).f64(1)).add().mul();
      code.f64(0.5).a().mul().f64(1);
      wasmBend(wasmBend(code)).mul().sub().mul();
      code
        .f64(SCALE)
        .f64(1)
        .f64(3 * CUBE)
        .a()
        .mul()
        .a()
        .mul()
        .add()
        .mul();
      return code.mul().add();
    },
    spoken: slopeAt('gelu'),
    kindName: slopeName('gelu'),
    convention,
    notFinite: infinityTimesZero,
  },
} satisfies Record<string, Operation>;

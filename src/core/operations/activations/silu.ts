/**
 * The sigmoid linear unit, x × sigmoid(x): Hendrycks & Gimpel 2016, "Gaussian error linear units"; as swish with β = 1
 * in Ramachandran, Zoph & Le 2017, "Searching for activation functions".
 */

import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { infinityOverInfinity, infinityTimesZero } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';
import { slopeOfSum } from './slope-words.ts';

const convention = () => t`silu: x × sigmoid(x), also called swish`;

export const silu = {
  silu: {
    arity: 1,
    forward: (x) => x / (1 + exp(-x)),
    derivatives: [(emit, [x]) => emit.apply('silu_slope', x as Slot)],
    paper: { text: 'silu({0})', binds: binding.atom, needs: [0] },
    definition: '{0} × sigmoid({0})',
    numpy: { text: '{0} / (1 + np.exp(-{0}))', binds: binding.product, needs: [binding.atom] },
    wasm: (code) => code.a().f64(1).a().neg().call('exp').add().div(),
    spoken: called('silu'),
    convention,
    worksheet: {
      sentence: () => t`${'`silu(x)`'} is ${'`x / (1 + exp(−x))`'}.`,
      slope: () => t`The slope of silu is ${'`s×(1 + x×(1 − s))`'}, where s is ${'`1 / (1 + exp(−x))`'}.`,
    },
    formula: { names: ['silu'] },
    activation: {
      usualInit: 'he',
      definition: '{0} × sigmoid({0})',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: silu is a smooth relu that lets a little through below 0.`,
        result: (node, { a, result }) => t`silu smooths ${a.text}: ${node} gives ${result.text}.`,
        slope: slopeOfSum('silu'),
      },
    },
    notFinite: infinityOverInfinity,
    // Its smallest result is about −0.2785.
    traits: { underflows: true, bounds: { least: -0.279, most: Number.POSITIVE_INFINITY } },
  },
  silu_slope: {
    arity: 1,
    // As in PyTorch, NaN at ±∞.
    forward: (x) => {
      const divisor = 1 + exp(-x);
      return (1 + x * (1 - 1 / divisor)) / divisor;
    },
    derivatives: [],
    paper: { text: 'silu′({0})', binds: binding.atom, needs: [0] },
    numpy: {
      text: '(1 + {0} * (1 - 1 / (1 + np.exp(-{0})))) / (1 + np.exp(-{0}))',
      binds: binding.product,
      needs: [binding.atom],
    },
    wasm: (code) => {
      const divisor = () => code.f64(1).a().neg().call('exp').add();
      code.f64(1).a().f64(1).f64(1);
      divisor().div().sub().mul().add();
      return divisor().div();
    },
    spoken: slopeAt('silu'),
    kindName: slopeName('silu'),
    convention,
    notFinite: infinityTimesZero,
    traits: {
      // The slope also is 0 at about −1.28, where silu is lowest.
      underflows: (x) => x < -2,
    },
  },
} satisfies Record<string, Operation>;

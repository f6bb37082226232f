import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { log1p } from '../../math/log1p.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';
import { sigmoid } from './sigmoid.ts';
import { slopeOfSum } from './slope-words.ts';

/** Softplus: log(1 + exp(x)). Its slope is the sigmoid of x. */
export const softplus = {
  softplus: {
    arity: 1,
    // Written so that exp does not overflow.
    forward: (x) => Math.max(x, 0) + log1p(exp(-Math.abs(x))),
    derivatives: [(emit, [x]) => emit.apply('softplus_slope', x as Slot)],
    paper: { text: 'softplus({0})', binds: binding.atom, needs: [0] },
    definition: 'log(1 + exp({0}))',
    numpy: { text: 'np.maximum({0}, 0) + np.log1p(np.exp(-np.abs({0})))', binds: binding.sum, needs: [0] },
    wasm: (code) => code.a().f64(0).max().a().abs().neg().call('exp').call('log1p').add(),
    spoken: called('softplus'),
    formula: { names: ['softplus'] },
    activation: {
      definition: 'ln(1 + e^{0})',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: softplus is a smooth relu that never quite reaches 0.`,
        result: (node, { a, result }) => t`softplus smooths ${a.text}: ${node} gives ${result.text}.`,
        slope: slopeOfSum('softplus'),
      },
    },
    traits: { underflows: true, bounds: { least: 0, most: Number.POSITIVE_INFINITY } },
  },
  softplus_slope: {
    arity: 1,
    forward: sigmoid.sigmoid.forward,
    derivatives: [],
    paper: { text: 'softplus′({0})', binds: binding.atom, needs: [0] },
    numpy: { text: '1 / (1 + np.exp(-{0}))', binds: binding.product, needs: [binding.atom] },
    wasm: sigmoid.sigmoid.wasm,
    spoken: slopeAt('softplus'),
    kindName: slopeName('softplus'),
    traits: { underflows: true },
  },
} satisfies Record<string, Operation>;

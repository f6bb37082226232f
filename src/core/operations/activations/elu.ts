import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { expm1 } from '../../math/expm1.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';
import { slopeOfSum } from './slope-words.ts';

const convention = () => t`elu: x above zero, exp(x) − 1 elsewhere`;

/** ELU with α = 1 (Clevert, Unterthiner & Hochreiter 2016, "Fast and accurate deep network learning by ELUs"). */
export const elu = {
  elu: {
    arity: 1,
    forward: (x) => (x > 0 ? x : expm1(x)),
    derivatives: [(emit, [x]) => emit.apply('elu_slope', x as Slot)],
    paper: { text: 'elu({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.where({0} > 0, {0}, np.expm1({0}))', binds: binding.atom, needs: [binding.sum] },
    wasm: null,
    spoken: called('elu'),
    convention,
    formula: { names: ['elu'] },
    activation: {
      usualInit: 'he',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: elu keeps positive values and bends the rest towards −1.`,
        result: (node, { a, result }) =>
          a.value > 0
            ? t`elu lets ${a.text} through unchanged: ${node} gives ${result.text}.`
            : t`elu bends ${a.text}, which is not positive: ${node} gives ${result.text}.`,
        slope: slopeOfSum('elu'),
      },
    },
    traits: { bounds: { least: -1, most: Number.POSITIVE_INFINITY } },
  },
  elu_slope: {
    arity: 1,
    forward: (x) => (x > 0 ? 1 : exp(x)),
    derivatives: [],
    paper: { text: 'elu′({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.where({0} > 0, 1, np.exp({0}))', binds: binding.atom, needs: [binding.sum] },
    wasm: (code) => code.f64(1).a().call('exp').a().f64(0).gt().select(),
    spoken: slopeAt('elu'),
    kindName: slopeName('elu'),
    convention,
    traits: { underflows: true },
  },
} satisfies Record<string, Operation>;

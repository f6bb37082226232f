import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { binding, type Operation } from '../operation.ts';
import { called, slopeName, slopeWhere } from '../spoken.ts';
import { slopeOfResult } from './slope-words.ts';

export const sigmoid = {
  sigmoid: {
    arity: 1,
    forward: (x) => 1 / (1 + exp(-x)),
    derivatives: [(emit, _operands, y) => emit.apply('sigmoid_slope', y)],
    paper: { text: 'sigmoid({0})', binds: binding.atom, needs: [0] },
    definition: '1 ÷ (1 + exp(−{0})): between 0 and 1',
    numpy: { text: '1 / (1 + np.exp(-{0}))', binds: binding.product, needs: [binding.atom] },
    wasm: (code) => code.f64(1).f64(1).a().neg().call('exp').add().div(),
    spoken: called('sigmoid'),
    worksheet: {
      sentence: () =>
        t`${'`sigmoid(x) = 1 / (1 + exp(−x))`'} has slope ${'`y×(1 − y)`'}, where y is its result.`,
    },
    formula: { names: ['sigmoid'] },
    activation: {
      definition: '1 ÷ (1 + e^(−{0}))',
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: sigmoid squeezes every number into the range from 0 to 1.`,
        result: (node, { a, result }) =>
          t`sigmoid squeezes ${a.text} into the range from 0 to 1: ${node} gives ${result.text}.`,
        slope: slopeOfResult('sigmoid'),
      },
    },
    mistakes: [
      { forward: (x) => 1 / (1 + exp(x)), words: (name) => t`The exponent in ${name} has the wrong sign.` },
    ],
    traits: { underflows: true, saturates: true, bounds: { least: 0, most: 1 } },
  },
  /** y × (1 − y). The operand y is the sigmoid's result. */
  sigmoid_slope: {
    arity: 1,
    forward: (y) => y * (1 - y),
    derivatives: [],
    paper: { text: '{0}×(1 − {0})', binds: binding.product, needs: [binding.product] },
    numpy: { text: '{0} * (1 - {0})', binds: binding.product, needs: [binding.power] },
    wasm: (code) => code.a().f64(1).a().sub().mul(),
    spoken: slopeWhere('sigmoid'),
    kindName: slopeName('sigmoid'),
    mistakes: [
      {
        forward: (y) => 1 - y,
        words: (name) => t`${name} is 1 − y, but the slope of sigmoid is y × (1 − y).`,
      },
      { forward: (y) => y, words: (name) => t`${name} is y, but the slope of sigmoid is y × (1 − y).` },
      {
        forward: (y) => y * (1 + y),
        words: (name) => t`${name} is y × (1 + y), but the slope of sigmoid is y × (1 − y).`,
      },
    ],
    traits: {
      // For y = 1 the exact result is 0.
      underflows: (y) => y !== 1,
    },
  },
} satisfies Record<string, Operation>;

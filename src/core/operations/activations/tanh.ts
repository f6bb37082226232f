import { t } from '../../../i18n/translate.ts';
import { tanh as hyperbolicTangent } from '../../math/tanh.ts';
import { binding, type Operation } from '../operation.ts';
import { called, slopeName, slopeWhere } from '../spoken.ts';
import { slopeOfResult } from './slope-words.ts';

export const tanh = {
  tanh: {
    arity: 1,
    forward: (x) => hyperbolicTangent(x),
    derivatives: [(emit, _operands, y) => emit.apply('tanh_slope', y)],
    paper: { text: 'tanh({0})', binds: binding.atom, needs: [0] },
    definition: 'tanh squeezes {0} between −1 and 1',
    numpy: { text: 'np.tanh({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().call('tanh'),
    spoken: called('tanh'),
    worksheet: { sentence: () => t`The slope of ${'`tanh`'} is ${'`1 − y²`'}, where y is its result.` },
    formula: { names: ['tanh'] },
    activation: {
      words: {
        purpose: () =>
          t`An activation makes a node more than a plain sum: tanh squeezes every number into the range from −1 to 1.`,
        result: (node, { a, result, number }) =>
          t`tanh squeezes ${a.text} into the range from ${number(-1)} to 1: ${node} gives ${result.text}.`,
        slope: slopeOfResult('tanh'),
      },
    },
    traits: { saturates: true, bounds: { least: -1, most: 1 } },
  },
  /** 1 − y². The operand y is the result of tanh. */
  tanh_slope: {
    arity: 1,
    forward: (y) => 1 - y * y,
    derivatives: [],
    paper: { text: '1 − {0}²', binds: binding.sum, needs: [binding.atom] },
    numpy: { text: '1 - {0}**2', binds: binding.sum, needs: [binding.atom] },
    wasm: (code) => code.f64(1).a().a().mul().sub(),
    spoken: slopeWhere('tanh'),
    kindName: slopeName('tanh'),
    mistakes: [
      { forward: (y) => 1 - y, words: (name) => t`${name} is 1 − y, but the slope of tanh is 1 − y².` },
      {
        forward: (y) => y * (1 - y),
        words: (name) => t`${name} is y × (1 − y), but the slope of tanh is 1 − y².`,
      },
    ],
  },
} satisfies Record<string, Operation>;

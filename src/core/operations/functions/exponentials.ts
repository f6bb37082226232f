/** The exponential function, the natural logarithm and the square root. */

import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import { reasonOfLog } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { otherBases } from '../usual-mistakes.ts';

export const exponentials = {
  exp: {
    arity: 1,
    forward: (x) => exp(x),
    derivatives: [(_emit, _operands, y) => y],
    paper: { text: 'exp({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.exp({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().call('exp'),
    spoken: (a, _b, result) => t`e to the power of ${a} is ${result}`,
    formula: {
      names: ['exp'],
      words: {
        step: (a) => t`e is raised to the power of ${a}.`,
        slope: () => t`The slope of exp(x) is exp(x) itself.`,
      },
    },
    mistakes: [
      {
        forward: (x) => exp(-x),
        words: (name) => t`The exponent in ${name} has the wrong sign.`,
      },
    ],
    traits: { underflows: true },
  },
  log: {
    arity: 1,
    forward: (x) => log(x),
    derivatives: [(emit, [x]) => emit.apply('divide', emit.constant(1), x as Slot)],
    paper: { text: 'log({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.log({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().call('log'),
    spoken: (a, _b, result) => t`the logarithm of ${a} is ${result}`,
    notFinite: reasonOfLog,
    mistakes: otherBases(log),
    formula: {
      names: ['log', 'ln'],
      words: {
        step: (a) => t`The natural logarithm of ${a} is taken: the exponent of e that gives it.`,
        slope: () => t`The slope of log(x) is 1 ÷ x.`,
      },
    },
  },
  sqrt: {
    arity: 1,
    forward: (x) => Math.sqrt(x),
    derivatives: [(emit, _operands, y) => emit.apply('divide', emit.constant(0.5), y)],
    paper: { text: 'sqrt({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.sqrt({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().sqrt(),
    spoken: (a, _b, result) => t`the square root of ${a} is ${result}`,
    notFinite: () => t`a negative number has no square root`,
    mistakes: [{ forward: (x) => x, words: (name) => t`The square root is left out of ${name}.` }],
    formula: {
      names: ['sqrt'],
      words: {
        step: (a) => t`The square root of ${a} is taken.`,
        slope: () => t`The slope of sqrt(x) is ½ ÷ sqrt(x).`,
      },
    },
  },
} satisfies Record<string, Operation>;

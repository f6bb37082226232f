/** The exponential function, logarithms and the square root. */

import { t } from '../../../i18n/translate.ts';
import { exp } from '../../math/exp.ts';
import { expm1 } from '../../math/expm1.ts';
import { log } from '../../math/log.ts';
import { log2, log10 } from '../../math/log2.ts';
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
  /** exp(x) − 1, exact to the last digits for x close to 0, where the difference loses them. */
  expm1: {
    arity: 1,
    forward: (x) => expm1(x),
    derivatives: [(emit, [x]) => emit.apply('exp', x as Slot)],
    paper: { text: 'expm1({0})', binds: binding.atom, needs: [0] },
    definition: 'exp({0}) − 1',
    numpy: { text: 'np.expm1({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`e to the power of ${a}, minus 1, is ${result}`,
    worksheet: { sentence: () => t`${'`expm1(x)`'} is ${'`exp(x) − 1`'}.` },
    formula: {
      names: ['expm1'],
      words: {
        step: (a) =>
          t`e is raised to the power of ${a}, minus 1, in one operation: small values keep their digits.`,
        slope: () => t`The slope of exp(x) − 1 is exp(x).`,
      },
    },
    traits: { bounds: { least: -1, most: Number.POSITIVE_INFINITY } },
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
  log2: {
    arity: 1,
    forward: (x) => log2(x),
    derivatives: [(emit, [x]) => emit.apply('divide', emit.constant(Math.LOG2E), x as Slot)],
    paper: { text: 'log2({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.log2({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the logarithm of ${a} to the base 2 is ${result}`,
    notFinite: reasonOfLog,
    formula: {
      names: ['log2'],
      words: {
        step: (a) => t`The logarithm of ${a} to the base 2 is taken: the exponent of 2 that gives it.`,
        slope: () => t`The slope of log2(x) is log2(e) ÷ x.`,
      },
    },
  },
  log10: {
    arity: 1,
    forward: (x) => log10(x),
    derivatives: [(emit, [x]) => emit.apply('divide', emit.constant(Math.LOG10E), x as Slot)],
    paper: { text: 'log10({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.log10({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the logarithm of ${a} to the base 10 is ${result}`,
    notFinite: reasonOfLog,
    formula: {
      names: ['log10'],
      words: {
        step: (a) => t`The logarithm of ${a} to the base 10 is taken: the exponent of 10 that gives it.`,
        slope: () => t`The slope of log10(x) is log10(e) ÷ x.`,
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

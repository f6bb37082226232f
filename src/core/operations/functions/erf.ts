/** The error function: the share of a normal distribution between −x√2 and x√2 standard deviations. */
import { t } from '../../../i18n/translate.ts';
import { erf as errorFunction } from '../../math/erf.ts';
import { exp } from '../../math/exp.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { called, slopeAt, slopeName } from '../spoken.ts';

const SCALE = 2 / Math.sqrt(Math.PI);

export const erf = {
  erf: {
    arity: 1,
    forward: (x) => errorFunction(x),
    derivatives: [(emit, [x]) => emit.apply('erf_slope', x as Slot)],
    paper: { text: 'erf({0})', binds: binding.atom, needs: [0] },
    // NumPy does not have it, and that of Python is for single numbers.
    numpy: {
      text: 'erf({0})',
      binds: binding.atom,
      needs: [0],
      helper: { lines: ['import math', 'erf = np.vectorize(math.erf)'], names: ['math', 'erf'] },
    },
    wasm: null,
    spoken: called('erf'),
    worksheet: {
      sentence: () => t`${'`erf(x)`'} is ${'`2 / √π`'} times the integral of ${'`exp(−t²)`'} from 0 to x.`,
      slope: () => t`The slope of erf(x) is 2 ÷ √π × exp(−x²).`,
    },
    formula: {
      names: ['erf'],
      words: {
        step: (a) => t`The error function of ${a} is taken.`,
        slope: () => t`The slope of erf(x) is 2 ÷ √π × exp(−x²).`,
      },
    },
    traits: { bounds: { least: -1, most: 1 } },
  },
  erf_slope: {
    arity: 1,
    forward: (x) => SCALE * exp(-(x * x)),
    derivatives: [],
    paper: { text: 'erf′({0})', binds: binding.atom, needs: [0] },
    numpy: {
      text: '2 / np.sqrt(np.pi) * np.exp(-({0} * {0}))',
      binds: binding.product,
      needs: [binding.power],
    },
    wasm: (code) => code.f64(SCALE).a().a().mul().neg().call('exp').mul(),
    spoken: slopeAt('erf'),
    kindName: slopeName('erf'),
    traits: { underflows: true },
  },
} satisfies Record<string, Operation>;

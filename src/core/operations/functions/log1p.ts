import { t } from '../../../i18n/translate.ts';
import { log1p as logarithm } from '../../math/log1p.ts';
import { reasonOfLog, reasonOfQuotient } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { slopeName } from '../spoken.ts';
import { otherBases } from '../usual-mistakes.ts';

/** log(1 + x), exact to the last digits for x close to 0, where the sum 1 + x loses them. */
export const log1p = {
  log1p: {
    arity: 1,
    forward: (x) => logarithm(x),
    derivatives: [(emit, [x]) => emit.apply('log1p_slope', x as Slot)],
    paper: { text: 'log1p({0})', binds: binding.atom, needs: [0] },
    definition: 'log(1 + {0})',
    numpy: { text: 'np.log1p({0})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().call('log1p'),
    spoken: (a, _b, result) => t`the logarithm of 1 plus ${a} is ${result}`,
    worksheet: { sentence: () => t`${'`log1p(x)`'} is ${'`log(1 + x)`'}.` },
    formula: {
      names: ['log1p'],
      words: {
        step: (a) =>
          t`The natural logarithm of 1 + ${a} is taken, without adding first: small values keep their digits.`,
        slope: () => t`The slope of log(1 + x) is 1 ÷ (1 + x).`,
      },
    },
    notFinite: (x) => reasonOfLog(1 + x),
    mistakes: otherBases((x) => logarithm(x)),
  },
  log1p_slope: {
    arity: 1,
    forward: (x) => 1 / (1 + x),
    derivatives: [],
    paper: { text: '1 ÷ (1 + {0})', binds: binding.product, needs: [binding.product] },
    numpy: { text: '1 / (1 + {0})', binds: binding.product, needs: [binding.product] },
    wasm: (code) => code.f64(1).f64(1).a().add().div(),
    spoken: (a, _b, result) => t`the slope of the logarithm of 1 plus ${a} is ${result}`,
    kindName: slopeName('log1p'),
    notFinite: (x) => reasonOfQuotient(1, 1 + x),
    traits: { underflows: true },
  },
} satisfies Record<string, Operation>;

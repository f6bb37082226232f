/**
 * x × log(y) as one operation, because 0 × log(0) is 0 (the limit of y × log(y); Cover & Thomas, "Elements of
 * Information Theory", 2nd ed. 2006, section 2.1), and the product of the two would be NaN. SciPy and PyTorch have it
 * under these names.
 */

import { t } from '../../../i18n/translate.ts';
import { log } from '../../math/log.ts';
import { log1p as logarithm1p } from '../../math/log1p.ts';
import { infinityTimesZero, reasonOfLog, reasonOfQuotient } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { slopeName } from '../spoken.ts';
import { otherBases } from '../usual-mistakes.ts';
import { log1p } from './log1p.ts';

const convention = () => t`slope of x × log(y): x ÷ y; at y = 0, where there is none, it is taken as 0`;
const convention1p = () =>
  t`slope of x × log(1 + y): x ÷ (1 + y); at y = −1, where there is none, it is taken as 0`;

const zeroTimesLog = () => t`${'`0×log(0)`'} counts as 0.`;

const noSlope = () => t`The logarithm of 0 has no slope: here it is taken as 0.`;

/** Why x × log(y) is not finite. */
function reasonOfProduct(x: number, y: number): string | null {
  if (y <= 0) return reasonOfLog(y);
  return Number.isFinite(x) ? null : infinityTimesZero();
}

/** The divisor that turns x ÷ y into 0 at y = 0. */
const divisor = (y: number) => (y === 0 ? Number.POSITIVE_INFINITY : y);

export const xlogy = {
  xlogy: {
    arity: 2,
    forward: (x, y) => (x === 0 && y >= 0 ? 0 : x * log(y)),
    derivatives: [
      (emit, [, y]) => emit.apply('log', y as Slot),
      (emit, [x, y]) => emit.apply('xlogy_slope', x as Slot, y as Slot),
    ],
    paper: { text: '{0}×log({1})', binds: binding.product, needs: [binding.product, 0] },
    // Without a warning for log(0): where the product is 0, it is 0 × log(1).
    numpy: {
      text: '{0} * np.log(np.where(({0} == 0) & ({1} >= 0), 1, {1}))',
      binds: binding.product,
      needs: [binding.product, binding.sum],
    },
    wasm: null,
    spoken: (a, b, result) => t`${a} times the logarithm of ${b} is ${result}`,
    worksheet: { sentence: zeroTimesLog },
    formula: {
      names: ['xlogy'],
      words: {
        step: (a, b) => t`${a} is multiplied by the natural logarithm of ${b}; 0 × log(0) is 0.`,
        slope: () => t`The slope of x × log(y) is log(y) with respect to x, and x ÷ y with respect to y.`,
      },
    },
    notFinite: reasonOfProduct,
    mistakes: otherBases((x, y) => x * log(y)),
    // The logarithm of 1 is exactly 0.
    traits: { underflows: (_x, y) => y !== 1 },
  },
  xlogy_slope: {
    arity: 2,
    forward: (x, y) => x / divisor(y),
    derivatives: [],
    paper: { text: '{0}×log′({1})', binds: binding.product, needs: [binding.product, 0] },
    numpy: {
      text: '{0} / np.where({1} == 0, np.inf, {1})',
      binds: binding.product,
      needs: [binding.product, binding.sum],
    },
    wasm: null,
    spoken: (a, b, result) => t`the slope of ${a} times the logarithm of ${b} is ${result}`,
    worksheet: { sentence: () => t`${'`x×log′(y)`'} is x ÷ y, and 0 for y = 0.` },
    kindName: slopeName('xlogy'),
    convention,
    means: ({ b }) => (b.value === 0 ? noSlope() : null),
    notFinite: (x, y) => reasonOfQuotient(x, divisor(y)),
    traits: { underflows: true },
  },
  /** x × log(1 + y), exact for y close to 0. */
  xlog1py: {
    arity: 2,
    forward: (x, y) => (x === 0 && y >= -1 ? 0 : x * logarithm1p(y)),
    derivatives: [
      (emit, [, y]) => emit.apply('log1p', y as Slot),
      (emit, [x, y]) => emit.apply('xlog1py_slope', x as Slot, y as Slot),
    ],
    paper: { text: '{0}×log1p({1})', binds: binding.product, needs: [binding.product, 0] },
    numpy: {
      text: '{0} * np.log1p(np.where(({0} == 0) & ({1} >= -1), 0, {1}))',
      binds: binding.product,
      needs: [binding.product, binding.sum],
    },
    wasm: null,
    spoken: (a, b, result) => t`${a} times the logarithm of 1 plus ${b} is ${result}`,
    worksheet: log1p.log1p.worksheet,
    formula: {
      names: ['xlog1py'],
      words: {
        step: (a, b) =>
          t`${a} is multiplied by the natural logarithm of 1 + ${b}, without adding first; 0 × log(0) is 0.`,
        slope: () =>
          t`The slope of x × log(1 + y) is log(1 + y) with respect to x, and x ÷ (1 + y) with respect to y.`,
      },
    },
    notFinite: (x, y) => reasonOfProduct(x, 1 + y),
    mistakes: otherBases((x, y) => x * logarithm1p(y)),
    traits: { underflows: true },
  },
  xlog1py_slope: {
    arity: 2,
    forward: (x, y) => x / divisor(1 + y),
    derivatives: [],
    paper: { text: '{0}×log1p′({1})', binds: binding.product, needs: [binding.product, 0] },
    numpy: {
      text: '{0} / np.where({1} == -1, np.inf, 1 + {1})',
      binds: binding.product,
      needs: [binding.product, binding.product],
    },
    wasm: null,
    spoken: (a, b, result) => t`the slope of ${a} times the logarithm of 1 plus ${b} is ${result}`,
    worksheet: { sentence: () => t`${'`x×log1p′(y)`'} is x ÷ (1 + y), and 0 for y = −1.` },
    kindName: slopeName('xlog1py'),
    convention: convention1p,
    means: ({ b }) => (b.value === -1 ? noSlope() : null),
    notFinite: (x, y) => reasonOfQuotient(x, divisor(1 + y)),
    traits: { underflows: (_x, y) => y !== -1 },
  },
} satisfies Record<string, Operation>;

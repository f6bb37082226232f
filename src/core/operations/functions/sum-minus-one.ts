/**
 * The sum of several values minus 1, exact to the last digits where one value is 1 and the others are close to 0: there
 * the sum itself loses them. The values are added from the smallest to the second largest, then largest − 1.
 *
 * With log1p it gives the logarithm of a sum of exponentials whose largest is exp(0) = 1 (Blanchard, Higham & Higham,
 * "Accurately computing the log-sum-exp and softmax functions", IMA Journal of Numerical Analysis, 2021).
 */
import { t } from '../../../i18n/translate.ts';
import { infinityMinusInfinity } from '../not-finite.ts';
import { binding, type Operation, one } from '../operation.ts';
import { listed } from '../spoken.ts';

export const sumMinusOne = {
  sum_minus_one: {
    arity: 'many',
    forward: (...values) => {
      // NaN comes last, as the largest.
      const ascending = Float64Array.from(values).sort();
      let others = ascending[0] as number;
      for (let index = 1; index < ascending.length - 1; index++) others += ascending[index] as number;
      return others + ((ascending.at(-1) as number) - 1);
    },
    derivatives: [one],
    paper: { text: 'sum({0…}) − 1', binds: binding.sum, needs: [0] },
    // A cumulative sum adds in its order; np.sum may add in another.
    numpy: {
      text: 'np.cumsum(np.sort([{0…}], 0), 0)[-2] + (np.max([{0…}], 0) - 1)',
      binds: binding.sum,
      needs: [0],
      vector: { text: 'np.cumsum(np.sort({0}))[-2] + (np.max({0}) - 1)', binds: binding.sum, needs: [0] },
    },
    wasm: null,
    spoken: (_a, _b, result, all) => t`the sum of ${listed(all)}, minus 1, is ${result}`,
    kindName: () => t`sum minus one`,
    worksheet: { sentence: () => t`${'`sum(a, b, …)`'} is the sum of all the values.` },
    notFinite: (a, b) => (a === -b ? infinityMinusInfinity() : null),
  },
} satisfies Record<string, Operation>;

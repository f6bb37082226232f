import { t } from '../../../i18n/translate.ts';
import { log } from '../../math/log.ts';
import { pow } from '../../math/pow.ts';
import { logOfNegative, reasonOfPower } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';

export const power = {
  power: {
    arity: 2,
    forward: (a, b) => pow(a, b),
    derivatives: [
      (emit, [a, b]) => emit.apply('power_slope', a as Slot, b as Slot),
      (emit, [a, b]) => emit.apply('exponent_slope', a as Slot, b as Slot),
    ],
    paper: { text: 'power({0}, {1})', binds: binding.atom, needs: [0, 0] },
    numpy: { text: 'np.power({0}, {1})', binds: binding.atom, needs: [0, 0] },
    wasm: null,
    spoken: (a, b, result) => t`${a} to the power of ${b} is ${result}`,
    kindName: () => t`power`,
    notFinite: reasonOfPower,
    formula: {
      names: ['pow'],
      operator: '**',
      words: {
        step: (a, b) => t`${a} is raised to the power of ${b}.`,
        slope: () =>
          t`The slope of x ** n is n × x ** (n − 1) with respect to x, and x ** n × log(x) with respect to n.`,
      },
    },
  },
  /** ∂aᵇ/∂a = b aᵇ⁻¹; 0 for b = 0, for every a except NaN. */
  power_slope: {
    arity: 2,
    forward: (a, b) => (Number.isNaN(a) ? a : b === 0 ? 0 : b * pow(a, b - 1)),
    derivatives: [],
    paper: { text: '{1}×power({0}, {1} − 1)', binds: binding.product, needs: [0, binding.product] },
    numpy: {
      text: 'np.where({1} == 0, 0.0, {1} * np.power({0}, {1} - 1))',
      binds: binding.atom,
      needs: [0, binding.power],
    },
    wasm: null,
    spoken: (a, b, result) => t`the slope of ${a} to the power of ${b} with respect to the base is ${result}`,
    kindName: () => t`power slope`,
    notFinite: (a, b) => reasonOfPower(a, b - 1),
  },
  /** ∂aᵇ/∂b = aᵇ log a; 0 for a = 0 and b ≥ 0, as in PyTorch. */
  exponent_slope: {
    arity: 2,
    forward: (a, b) => (a === 0 && b >= 0 ? 0 : pow(a, b) * log(a)),
    derivatives: [],
    paper: { text: 'power({0}, {1})×log({0})', binds: binding.product, needs: [0, 0] },
    numpy: {
      text: 'np.where(({0} == 0) & ({1} >= 0), 0.0, np.power({0}, {1}) * np.log({0}))',
      binds: binding.atom,
      needs: [binding.sum, binding.sum],
    },
    wasm: null,
    spoken: (a, b, result) =>
      t`the slope of ${a} to the power of ${b} with respect to the exponent is ${result}`,
    kindName: () => t`exponent slope`,
    notFinite: (a, b) => (a < 0 ? logOfNegative() : reasonOfPower(a, b)),
  },
} satisfies Record<string, Operation>;

/**
 * The Huber function: x² ÷ 2 for |x| ≤ δ, δ × (|x| − δ ÷ 2) beyond (Huber 1964, "Robust estimation of a location
 * parameter").
 */
import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { slopeName } from '../spoken.ts';

export const huber = {
  huber: {
    arity: 2,
    forward: (x, delta) => {
      const size = Math.abs(x);
      return size <= delta ? 0.5 * x * x : delta * (size - 0.5 * delta);
    },
    // There is no rule for δ: it is a setting of the loss, so no gradient is needed with respect to it.
    derivatives: [(emit, [x, delta]) => emit.apply('huber_slope', x as Slot, delta as Slot)],
    paper: { text: 'huber({0}, {1})', binds: binding.atom, needs: [0, 0] },
    numpy: {
      text: 'np.where(np.abs({0}) <= {1}, 0.5 * {0} * {0}, {1} * (np.abs({0}) - 0.5 * {1}))',
      binds: binding.atom,
      needs: [binding.power, binding.power],
    },
    wasm: null,
    spoken: (a, b, result) => t`huber of ${a} with the limit ${b} is ${result}`,
  },
  huber_slope: {
    arity: 2,
    forward: (x, delta) => Math.max(-delta, Math.min(x, delta)),
    derivatives: [],
    paper: { text: 'huber′({0}, {1})', binds: binding.atom, needs: [0, 0] },
    numpy: { text: 'np.clip({0}, -{1}, {1})', binds: binding.atom, needs: [0, binding.atom] },
    wasm: null,
    spoken: (a, b, result) => t`the slope of huber at ${a} with the limit ${b} is ${result}`,
    kindName: slopeName('huber'),
  },
} satisfies Record<string, Operation>;

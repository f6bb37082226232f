/** The exponential function, the natural logarithm and the square root. */
import { t } from '../../i18n/translate.ts';
import { binding, type Operation, type Slot } from './operation.ts';

export const exponentials = {
  exp: {
    arity: 1,
    forward: (x) => Math.exp(x),
    derivatives: [(_emit, _operands, y) => y],
    paper: { text: 'exp({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.exp({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`e to the power of ${a} is ${result}`,
    formula: { names: ['exp'] },
    traits: { underflows: true },
  },
  log: {
    arity: 1,
    forward: (x) => Math.log(x),
    derivatives: [(emit, [x]) => emit.apply('divide', emit.constant(1), x as Slot)],
    paper: { text: 'log({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.log({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the logarithm of ${a} is ${result}`,
    formula: { names: ['log', 'ln'] },
  },
  sqrt: {
    arity: 1,
    forward: (x) => Math.sqrt(x),
    derivatives: [(emit, _operands, y) => emit.apply('divide', emit.constant(0.5), y)],
    paper: { text: 'sqrt({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.sqrt({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the square root of ${a} is ${result}`,
    formula: { names: ['sqrt'] },
  },
} satisfies Record<string, Operation>;

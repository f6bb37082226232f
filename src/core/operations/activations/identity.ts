import { binding, type Operation, one } from '../operation.ts';
import { called } from '../spoken.ts';

/** The activation of a layer that names none. */
export const NO_ACTIVATION = 'identity';

export const identity = {
  identity: {
    arity: 1,
    forward: (x) => x,
    derivatives: [one],
    paper: { text: '{0}', binds: binding.atom, needs: [0] },
    numpy: { text: '{0}', binds: binding.atom, needs: [binding.atom] },
    wasm: (code) => code.a(),
    spoken: called('identity'),
    activation: null,
  },
} satisfies Record<string, Operation>;

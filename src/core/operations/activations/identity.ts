import { binding, type Operation, one } from '../operation.ts';
import { called } from '../spoken.ts';

/** What a layer without an activation has. */
export const identity = {
  identity: {
    arity: 1,
    forward: (x) => x,
    derivatives: [one],
    paper: { text: '{0}', binds: binding.atom, needs: [0] },
    numpy: { text: '{0}', binds: binding.atom, needs: [binding.atom] },
    wasm: (code) => code.a(),
    spoken: called('identity'),
    activation: { slope: null },
  },
} satisfies Record<string, Operation>;

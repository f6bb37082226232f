import { t } from '../../i18n/translate.ts';
import { binding, type Operation, one } from './operation.ts';

/** Gives a value that exists already, or a constant, a slot of its own. */
export const copy = {
  copy: {
    arity: 1,
    forward: (x) => x,
    derivatives: [one],
    paper: { text: '{0}', binds: binding.atom, needs: [0] },
    numpy: { text: '{0}', binds: binding.atom, needs: [binding.atom] },
    wasm: (code) => code.a(),
    spoken: (a) => t`the value is ${a}`,
    kindName: () => t`copy`,
  },
} satisfies Record<string, Operation>;

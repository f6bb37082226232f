import { t } from '../../i18n/translate.ts';
import { binding, type Operation, one, type WasmWriter } from './operation.ts';

/** x itself, without the words of an operation. */
export const unchanged = {
  arity: 1,
  forward: (x: number) => x,
  derivatives: [one],
  paper: { text: '{0}', binds: binding.atom, needs: [0] },
  numpy: { text: '{0}', binds: binding.atom, needs: [binding.atom] },
  wasm: (code: WasmWriter) => code.a(),
  traits: { spreads: 'all' },
} as const;

/** Gives a value that exists already, or a constant, a slot of its own. */
export const copy = {
  copy: {
    ...unchanged,
    spoken: (a) => t`the value is ${a}`,
    kindName: () => t`copy`,
  },
} satisfies Record<string, Operation>;

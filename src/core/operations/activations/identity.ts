import { unchanged } from '../copy.ts';
import type { Operation } from '../operation.ts';
import { called } from '../spoken.ts';

/** The activation of a layer that names none. */
export const NO_ACTIVATION = 'identity';

export const identity = {
  identity: {
    ...unchanged,
    spoken: called('identity'),
    activation: null,
  },
} satisfies Record<string, Operation>;

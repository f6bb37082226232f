/** Every random test draws from one seed, so that a run can be repeated. `SEED=1 npm test` tries others. */
import fc from 'fast-check';

export const seed = Number(process.env.SEED ?? 1676);

fc.configureGlobal({ seed, endOnFailure: true });

/** The rows in the box of the loss. */
import { type Address, inLoss, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Scene } from '../scene/scene.ts';

export interface LossRow {
  readonly word: string;
  readonly address: Address;
}

/**
 * Target, error and loss; of several outputs the targets and the loss; of several losses each, and their sum. Not every
 * loss computes an error.
 */
export const lossRows = memoize((scene: Scene) => scene, rowsOf);

function rowsOf({ session }: Scene): readonly LossRow[] {
  const loss: LossRow = { word: 'loss', address: { kind: 'loss' } };
  const { outputs, losses } = session.scenario;
  if (losses[0] && losses[0].name !== null) {
    const each = losses.map(({ name }): LossRow => {
      const address = inLoss(name, { kind: 'loss' });
      return { word: printAddress(address), address };
    });
    return [...each, loss];
  }
  if (outputs.length > 1) {
    const targets = outputs.map((_, index): LossRow => {
      const address: Address = { kind: 'target', index };
      return { word: printAddress(address), address };
    });
    return [...targets, loss];
  }
  const error: LossRow = { word: 'error', address: { kind: 'error', index: null, isSquared: false } };
  const hasError = session.values.slotsOf(printAddress(error.address)).length > 0;
  return [{ word: 'target', address: { kind: 'target', index: null } }, ...(hasError ? [error] : []), loss];
}

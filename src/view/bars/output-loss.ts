/** Which loss compares the nodes of the last layer, and what an address says of it. */
import { type Address, inLoss, type LossAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import { isLastLayer } from '../../scenario/format/scenario.ts';
import type { Scene } from '../scene/scene.ts';

/** The name of that loss: null if it is the only one; undefined if there is none. */
const nameOf = memoize(
  (scene: Scene) => scene.session.scenario,
  ({ session: { scenario } }) =>
    scenario.losses.find(({ kind, of }) => kind !== null && isLastLayer(scenario, of))?.name,
);

/** The address of a value of the loss of the outputs; as if it was the only one, if there is none. */
export function ofOutputs(scene: Scene, address: LossAddress): Address {
  return inLoss(nameOf(scene) ?? null, address);
}

/** Of one of several losses, what an address says if it is the loss of the outputs; otherwise null. */
export function inOutputs(
  scene: Scene,
  { loss, of }: Extract<Address, { kind: 'ofLoss' }>,
): LossAddress | null {
  return loss === nameOf(scene) ? of : null;
}

/** Whether an address is about one of several losses that is not the loss of the outputs. */
export function isOfOther(scene: Scene, address: Address): boolean {
  switch (address.kind) {
    case 'gradient':
    case 'gradientTerm':
    case 'gradientSum':
    case 'slope':
      return isOfOther(scene, address.of);
    case 'ofLoss':
      return inOutputs(scene, address) === null;
    default:
      return false;
  }
}

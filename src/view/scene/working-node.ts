/** Which of the drawn nodes a step works on. */
import type { Address } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction } from '../../core/program.ts';
import { type Network, nodesByNumber } from '../diagram/network.ts';
import { isOfLoss, nodeOf } from './node-of.ts';
import type { Scene } from './scene.ts';

/** The loss, as what works. */
export const LOSS = Symbol('loss');

export type Worker = string | typeof LOSS;

/** The node that each number of a network is drawn in; see `nodesByNumber`. */
export const drawnNodes = memoize(
  (network: Network) => network,
  ({ columns }) => nodesByNumber(columns),
);

/** The node that a step works on, or the loss: what its result is about. Null if it is about none, as a learning rate. */
export function workerOf({ engine, network }: Scene, { result, scope }: Instruction): Worker | null {
  if (scope.phase === 'loss' && network.hasLoss) return LOSS;
  const nodes = drawnNodes(network);
  const ownerOf = (address: Address): Worker | null => {
    const node = nodeOf(address);
    if (node !== null) return nodes.get(node) ?? null;
    return isOfLoss(address) && network.hasLoss ? LOSS : null;
  };
  for (const address of engine.run.slots[result]?.addresses ?? []) {
    const owner = ownerOf(address);
    if (owner !== null) return owner;
  }
  return scope.node === null ? null : (nodes.get(scope.node) ?? null);
}

/** Which node an address is about. */
import type { Address } from '../../core/address.ts';

/** A node, and the number of the incoming value that an address belongs to; null if it belongs to none. */
export interface Subject {
  readonly node: string;
  readonly item: number | null;
}

/** Of a gradient, a change, a part of an update or one of several losses: what it is of; otherwise the address itself. */
function owner(address: Address): Address {
  switch (address.kind) {
    case 'gradient':
    case 'batchGradient':
    case 'gradientTerm':
    case 'gradientSum':
    case 'slope':
    case 'delta':
    case 'state':
    case 'ofLoss':
      return owner(address.of);
    default:
      return address;
  }
}

/** The node that a number or what is derived from it belongs to. Null for what belongs to no single node. */
export function subjectOf(address: Address): Subject | null {
  const own = owner(address);
  switch (own.kind) {
    case 'value':
      return { node: own.name, item: null };
    case 'node':
      return { node: own.node, item: null };
    case 'nodeItem':
      return { node: own.node, item: own.index };
    default:
      return null;
  }
}

/** The layer that a number or what is derived from it belongs to, if the nodes of the layer share it; otherwise null. */
export function layerOf(address: Address): string | null {
  const own = owner(address);
  return own.kind === 'layer' ? own.layer : null;
}

/** The name of the node that a number is about; null for what belongs to no single node. */
export function nodeOf(address: Address): string | null {
  return subjectOf(address)?.node ?? null;
}

/** Whether a number or what it is derived from is the loss, an error or another part of the loss. */
export function isOfLoss(address: Address): boolean {
  const { kind } = owner(address);
  return kind === 'loss' || kind === 'error' || kind === 'lossPart';
}

/** The layers of the listing: the variables of each, and the slots that they hold. */
import type { Address } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Slot } from '../../core/program.ts';
import type { ScenarioLayer } from '../../scenario/format/scenario.ts';
import type { NumpyArray } from './named-arrays.ts';
import type { LayerNames } from './names.ts';

/** A layer, its variables and its slots. */
export interface NumpyLayer {
  readonly layer: ScenarioLayer;
  readonly names: LayerNames;
  /** The variable for the sums before the activation; the variable for the values if there is no activation. */
  readonly sums: string;
  /** The values and the sums, one for each node. */
  readonly outputs: readonly Slot[];
  readonly inputs: readonly Slot[];
  /** With dropout: the values before it, and the masks. */
  readonly dropout: { readonly acts: readonly Slot[]; readonly masks: readonly Slot[] } | null;
  /** The nodes with weights. Each has a row of the matrix. */
  readonly weighted: readonly number[];
  readonly weights: readonly Slot[];
  /** Number of incoming values. */
  readonly width: number;
  /** The variable for the incoming values. */
  readonly incoming: string;
  /** The nodes with their own bias. Each has an element of the vector. */
  readonly biased: readonly number[];
  readonly biases: readonly Slot[];
  readonly sharedBias: Slot | null;
  /** The intermediate values of softmax; null for other activations. */
  readonly softmax: {
    readonly max: Slot;
    readonly shifted: readonly Slot[];
    readonly exps: readonly Slot[];
    readonly total: Slot;
  } | null;
}

type NodePart = Extract<Address, { kind: 'node' }>['part'];
type LayerPart = Extract<Address, { kind: 'layer' }>['part'];

/**
 * A layer of a scenario.
 *
 * @param incoming the variable for the incoming values
 * @param width the number of these
 * @param slotOf the slot of an address; null if there is none
 */
export function numpyLayer(
  layer: ScenarioLayer,
  names: LayerNames,
  incoming: string,
  width: number,
  slotOf: (address: Address) => Slot | null,
): NumpyLayer {
  const { nodes } = layer;
  const all = [...nodes.keys()];
  const nameOf = (node: number) => nodes[node]?.name ?? '';
  const known = (address: Address) => slotOf(address) as Slot;
  const ofNodes = (part: NodePart, which = all) =>
    which.map((node) => known({ kind: 'node', node: nameOf(node), part }));
  const ofLayer = (part: LayerPart) => known({ kind: 'layer', layer: layer.name, part, index: null });
  const weighted = all.filter((node) => nodes[node]?.from === null);
  const biased = all.filter((node) => nodes[node]?.bias !== null);
  return {
    layer,
    names,
    sums: layer.activation === NO_ACTIVATION && !layer.dropout ? names.values : names.sums,
    outputs: nodes.map(({ name }) => known({ kind: 'value', name })),
    inputs: ofNodes('in'),
    dropout: layer.dropout && { acts: ofNodes('act'), masks: ofNodes('mask') },
    weighted,
    weights: weighted.flatMap((node) =>
      Array.from({ length: width }, (_weight, index) =>
        known({ kind: 'nodeItem', node: nameOf(node), part: 'w', index }),
      ),
    ),
    width,
    incoming,
    biased,
    biases: ofNodes('bias', biased),
    sharedBias: layer.bias === null ? null : ofLayer('bias'),
    softmax:
      layer.activation === 'softmax'
        ? {
            max: ofLayer('max'),
            shifted: ofNodes('shifted'),
            exps: ofNodes('exp'),
            total: ofLayer('exp_sum'),
          }
        : null,
  };
}

/** The variables for a layer's parameters: weights, biases, shared bias, if it has them. */
export function parametersOf({
  names,
  weighted,
  weights,
  width,
  biases,
  sharedBias,
}: NumpyLayer): NumpyArray[] {
  const shared = sharedBias === null ? [] : [{ name: names.bias, shape: [], slots: [sharedBias] }];
  return [
    { name: names.weights, shape: [weighted.length, width], slots: weights },
    { name: names.bias, shape: [biases.length], slots: biases },
    ...shared,
  ].filter(({ slots }) => slots.length > 0);
}

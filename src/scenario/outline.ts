/**
 * What can be made out of a document that may be wrong in places: its inputs, layers and nodes. The checks work
 * on this, so that one wrong value does not hide what is wrong elsewhere.
 */
import { identifier, LARGEST_LAYER } from './schema.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export interface OutlineLayer {
  readonly index: number;
  readonly name: string | null;
  readonly raw: Mapping;
  readonly nodes: readonly OutlineNode[];
  /** The names of the values coming in, or null where that cannot be told. */
  readonly incoming: readonly string[] | null;
}

export interface OutlineNode {
  readonly name: string;
  readonly raw: unknown;
  /** As written; null where there is no list of them. */
  readonly weights: readonly unknown[] | null;
  readonly hasBias: boolean;
  readonly from: unknown;
}

export interface Outline {
  readonly raw: Mapping;
  /** Null where there is no list of names. */
  readonly inputs: readonly string[] | null;
  readonly layers: readonly OutlineLayer[];
  /** The names of the last layer's nodes, or null where it has none. */
  readonly outputs: readonly string[] | null;
}

/** Makes out what there is. */
export function outline(raw: Mapping): Outline {
  const inputs = namesOf(raw.inputs);
  let incoming = inputs;
  const layers = listOf(raw.layers).map((value, index): OutlineLayer => {
    const layer = isMapping(value) ? value : {};
    const name = typeof layer.name === 'string' ? layer.name : null;
    const nodes = isMapping(layer.nodes) ? Object.entries(layer.nodes).map(toNode) : sizedNodes(name, layer);
    const arriving = incoming;
    incoming = nodes.length > 0 ? nodes.map(({ name: node }) => node) : null;
    return { index, name, raw: layer, nodes, incoming: arriving };
  });
  return { raw, inputs, layers, outputs: layers.length > 0 ? incoming : null };
}

/** The addresses of all weights and biases. */
export function parameterAddresses({ layers }: Outline): string[] {
  return layers.flatMap(({ name: layer, raw, nodes, incoming }) => {
    const own = nodes.flatMap(({ name, weights, hasBias, from }) => {
      // A wrong number of weights is reported for itself; those that there ought to be may be spoken of.
      const count = from === undefined ? Math.max(weights?.length ?? 0, incoming?.length ?? 0) : 0;
      const addresses = Array.from({ length: count }, (_weight, index) => `${name}.w[${index}]`);
      return hasBias ? [...addresses, `${name}.bias`] : addresses;
    });
    return raw.bias === undefined || layer === null || isSized(raw) ? own : [...own, `layer(${layer}).bias`];
  });
}

/** What a variant may set: parameters, inputs, targets, the learning rate. */
export function settableAddresses(document: Outline): string[] {
  const { raw, inputs, outputs } = document;
  const single = outputs?.length === 1;
  const targets = outputs?.map((_output, index) => (single ? 'target' : `target[${index}]`)) ?? [];
  return [
    ...parameterAddresses(document),
    ...(inputs ?? []).filter((name) => identifier.test(name)),
    ...(raw.loss === undefined ? [] : targets),
    ...(raw.optimizer === undefined ? [] : ['learning_rate']),
  ];
}

/** Whether a layer is given by its size, and not node by node. */
export function isSized({ nodes, size }: Mapping): boolean {
  return nodes === undefined && size !== undefined;
}

/** The nodes of a layer that is given by its size. */
function sizedNodes(layer: string | null, raw: Mapping): OutlineNode[] {
  const { size, bias } = raw;
  const isClear =
    layer !== null && Number.isInteger(size) && Number(size) >= 1 && Number(size) <= LARGEST_LAYER;
  return Array.from({ length: isClear ? Number(size) : 0 }, (_node, index) => ({
    name: `${layer}[${index}]`,
    raw: {},
    weights: null,
    hasBias: bias !== false,
    from: undefined,
  }));
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function namesOf(value: unknown): readonly string[] | null {
  const items = listOf(value);
  return items.length > 0
    ? items.map((item, index) => (typeof item === 'string' ? item : `[${index}]`))
    : null;
}

function toNode([name, raw]: readonly [string, unknown]): OutlineNode {
  const mapping = isMapping(raw) ? raw : {};
  const weights = Array.isArray(raw) ? raw : mapping.weights;
  return {
    name,
    raw,
    weights: Array.isArray(weights) ? weights : null,
    hasBias: mapping.bias !== undefined,
    from: mapping.from,
  };
}

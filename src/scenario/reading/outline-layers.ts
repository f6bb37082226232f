/** The layers of a document that may have errors, as far as they can be recognized. */
import { LARGEST_LAYER } from '../format/scenario.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { listOf } from './written-values.ts';

export interface OutlineLayer {
  readonly index: number;
  readonly name: string | null;
  readonly raw: Mapping;
  readonly nodes: readonly OutlineNode[];
  /** The names of the incoming values, or null if they are unknown because of an error. */
  readonly incoming: readonly string[] | null;
}

export interface OutlineNode {
  readonly name: string;
  readonly raw: unknown;
  /** As written in the file; null if it is not a list. */
  readonly weights: readonly unknown[] | null;
  readonly hasBias: boolean;
  readonly from: unknown;
}

/**
 * The layers, with the names of their nodes and of what arrives at them.
 *
 * @param inputs what arrives at the first one; null if that is unknown
 */
export function readLayers(raw: unknown, inputs: readonly string[] | null): OutlineLayer[] {
  let incoming = inputs;
  return listOf(raw).map((value, index): OutlineLayer => {
    const layer = isMapping(value) ? value : {};
    const name = typeof layer.name === 'string' ? layer.name : null;
    const nodes = isMapping(layer.nodes) ? Object.entries(layer.nodes).map(toNode) : sizedNodes(name, layer);
    const read = { index, name, raw: layer, nodes, incoming };
    incoming = nodeNames(read);
    return read;
  });
}

/** The names of the nodes of a layer; null if they are unknown because of an error. */
export function nodeNames(layer: OutlineLayer | undefined): readonly string[] | null {
  return layer && layer.nodes.length > 0 ? layer.nodes.map(({ name }) => name) : null;
}

/** Whether a layer is given by its size instead of node by node. */
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

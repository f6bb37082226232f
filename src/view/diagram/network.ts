/** A network as it is drawn: columns of nodes with edges between them. */
import type { Address } from '../../core/address.ts';

export interface NetworkNode {
  readonly name: string;
  /** The activation of its layer, or the function that its formula is; null if there is none. */
  readonly detail: string | null;
  /** Whether no edge can arrive at it: an input, a parameter, or a formula of numbers alone. */
  readonly isSource: boolean;
  /** The address of the node's bias, or of the bias that its layer shares; null if there is none. */
  readonly bias: Address | null;
  /** The numbers of an array in rows, by their addresses; null if it is a single value. */
  readonly cells: readonly (readonly string[])[] | null;
  /** Whether an array is drawn as its shape, for want of room. */
  readonly isFolded?: true;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** The address of its weight; null if the edge has no weight. */
  readonly weight: Address | null;
}

export interface Network {
  /** The inputs, then one column per layer. Of formulas: each in a column after all values that it uses. */
  readonly columns: readonly (readonly NetworkNode[])[];
  /** Those that arrive at a node of a layer are in the order of its weights. */
  readonly edges: readonly NetworkEdge[];
  /** The nodes that the outputs are, or are numbers of: with losses, all that they are computed from. */
  readonly outputs: readonly string[];
  /** Whether it is made of formulas. */
  readonly hasFormulas: boolean;
  readonly hasLoss: boolean;
  /** Whether gradients are ever computed. */
  readonly hasBackward: boolean;
}

/** The nodes of a network, and what makes its edges. */
export interface Diagram extends Pick<Network, 'columns'> {
  readonly edgesOf: () => readonly NetworkEdge[];
}

/** Number of nodes in the column with most nodes. */
export function tallest({ columns }: Network): number {
  return Math.max(...columns.map((column) => column.length));
}

/** The addresses of the numbers of a node: one, or those of an array. */
export function numbersOf({ name, cells }: NetworkNode): readonly string[] {
  return cells?.flat() ?? [name];
}

/** The node that each number is drawn in, by its address; an array by its own name as well. */
export function nodesByNumber(columns: readonly (readonly NetworkNode[])[]): ReadonlyMap<string, string> {
  return new Map(
    columns
      .flat()
      .flatMap((node) => [node.name, ...numbersOf(node)].map((each) => [each, node.name] as const)),
  );
}

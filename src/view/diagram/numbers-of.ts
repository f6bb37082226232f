import type { NetworkNode } from './diagram.ts';

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

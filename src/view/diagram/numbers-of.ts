import type { NetworkNode } from './diagram.ts';

/** The addresses of the numbers of a node: one, or those of an array. */
export function numbersOf({ name, cells }: NetworkNode): readonly string[] {
  return cells?.flat() ?? [name];
}

// Walks over the syntax tree of a text.

/** All nodes of a syntax tree. */
export function* nodesOf(node) {
  yield node;
  for (const value of Object.values(node).flat()) {
    if (typeof value?.type === 'string') yield* nodesOf(value);
  }
}

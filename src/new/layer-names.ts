/** What the layers of a new scenario are called. */

/** The names that layers may have here. */
export const layerName = /^(?:hidden(?:_\d+)?|output)$/;

/** The names of the layers. @param hidden the nodes of each hidden layer */
export function layerNames(hidden: readonly number[]): readonly string[] {
  return [
    ...hidden.map((_size, index) => (hidden.length === 1 ? 'hidden' : `hidden_${index + 1}`)),
    'output',
  ];
}

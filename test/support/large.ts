/** Networks that are larger than a screen. */

/** A scenario's text: fully connected layers of the given sizes (h0_0, h0_1 …), with ReLU in all but the last. */
export function dense(inputs: number, layers: readonly number[]): string {
  let arriving = inputs;
  const written = layers.map((size, layer) => {
    const nodes = Array.from({ length: size }, (_node, node) => {
      const weights = Array.from(
        { length: arriving },
        (_weight, index) => ((node * 7 + index * 3 + layer) % 11) / 8 - 0.6,
      );
      return `h${layer}_${node}: [${weights.join(', ')}]`;
    });
    arriving = size;
    const activation = layer === layers.length - 1 ? '' : 'activation: relu, ';
    return `  - { name: layer_${layer}, ${activation}nodes: { ${nodes.join(', ')} } }`;
  });
  const names = Array.from({ length: inputs }, (_, index) => `x${index}`);
  const values = names.map((_name, index) => ((index * 5) % 9) / 4 - 0.9);
  const targets = Array.from({ length: arriving }, (_, index) => index % 2);
  return `title: A large network
inputs: [${names.join(', ')}]
layers:
${written.join('\n')}
data: [{ inputs: [${values.join(', ')}], target: [${targets.join(', ')}] }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }`;
}

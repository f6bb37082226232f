/** The network as columns of nodes and the edges between them: what a drawing has to show. */
import type { Scenario } from '../scenario/scenario.ts';

export interface NetworkNode {
  readonly name: string;
  /** The activation's name; null for inputs and where there is none. */
  readonly activation: string | null;
  /** The address of the node's bias, or of its layer's. */
  readonly bias: string | null;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** The address of its weight; null where the value is passed on as it is. */
  readonly weight: string | null;
}

export interface Network {
  /** The inputs, then each layer. */
  readonly columns: readonly (readonly NetworkNode[])[];
  readonly edges: readonly NetworkEdge[];
  readonly outputs: readonly string[];
  readonly hasLoss: boolean;
  /** Whether gradients are ever computed. */
  readonly hasBackward: boolean;
}

/** The network of a scenario. */
export function networkOf(scenario: Scenario): Network {
  const inputs = scenario.inputs.map((name): NetworkNode => ({ name, activation: null, bias: null }));
  const layers = scenario.layers.map((layer) =>
    layer.nodes.map(
      ({ name, bias }): NetworkNode => ({
        name,
        activation: layer.activation === 'identity' ? null : layer.activation,
        bias: bias !== null ? `${name}.bias` : layer.bias !== null ? `layer(${layer.name}).bias` : null,
      }),
    ),
  );
  const columns = [inputs, ...layers];
  const edges = scenario.layers.flatMap(({ nodes }, index) =>
    nodes.flatMap(({ name, from }): NetworkEdge[] =>
      from !== null
        ? [{ from, to: name, weight: null }]
        : (columns[index] ?? []).map((source, position) => ({
            from: source.name,
            to: name,
            weight: `${name}.w[${position}]`,
          })),
    ),
  );
  return {
    columns,
    edges,
    outputs: (columns.at(-1) ?? []).map(({ name }) => name),
    hasLoss: scenario.loss !== null && scenario.lastPhase !== 'forward',
    hasBackward: scenario.lastPhase === 'backward' || scenario.lastPhase === 'update',
  };
}

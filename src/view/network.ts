/** The network as columns of nodes and the edges between them: what a drawing has to show. */
import type { Scenario } from '../scenario/scenario.ts';
import { graphOf } from './graph.ts';

export interface NetworkNode {
  readonly name: string;
  /** What stands beside its name: its activation, or its formula; null where there is none. */
  readonly detail: string | null;
  /** The address of the node's bias, or of its layer's. */
  readonly bias: string | null;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** The address of its weight; null where there is none. */
  readonly weight: string | null;
}

export interface Network {
  /** The inputs, then each layer; of formulas, each after all that it uses. */
  readonly columns: readonly (readonly NetworkNode[])[];
  readonly edges: readonly NetworkEdge[];
  readonly outputs: readonly string[];
  readonly hasLoss: boolean;
  /** Whether gradients are ever computed. */
  readonly hasBackward: boolean;
}

/** The network of a scenario. */
export function networkOf(scenario: Scenario): Network {
  const { loss, lastPhase, outputs, formulas } = scenario;
  return {
    ...(formulas.length > 0 ? graphOf(scenario) : layersOf(scenario)),
    outputs,
    hasLoss: loss !== null && lastPhase !== 'forward',
    hasBackward: lastPhase === 'backward' || lastPhase === 'update',
  };
}

function layersOf(scenario: Scenario): Pick<Network, 'columns' | 'edges'> {
  const inputs = scenario.inputs.map((name): NetworkNode => ({ name, detail: null, bias: null }));
  const layers = scenario.layers.map((layer) =>
    layer.nodes.map(
      ({ name, bias }): NetworkNode => ({
        name,
        detail: layer.activation === 'identity' ? null : layer.activation,
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
  return { columns, edges };
}

/** The network as columns of nodes and the edges between them: what a drawing has to show. */
import type { Scenario } from '../../scenario/format/scenario.ts';
import { graphOf, type Network, type NetworkEdge, type NetworkNode } from './formula-diagram.ts';

export type { Network, NetworkEdge, NetworkNode } from './formula-diagram.ts';

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

/** The network of a scenario as columns of nodes with edges between them. */

import type { Address } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Scenario, ScenarioLayer } from '../../scenario/format/scenario.ts';
import { formulaDiagram, type Network, type NetworkEdge, type NetworkNode } from './formula-diagram.ts';

export type { Network, NetworkEdge, NetworkNode } from './formula-diagram.ts';

export function networkDiagram(scenario: Scenario): Network {
  const { loss, lastPhase, outputs, formulas } = scenario;
  return {
    ...(formulas.length > 0 ? formulaDiagram(scenario) : layersOf(scenario)),
    outputs,
    hasLoss: loss !== null && lastPhase !== 'forward',
    hasBackward: lastPhase === 'backward' || lastPhase === 'update',
  };
}

/** The address of a node's own bias, otherwise of the bias that its layer shares; null if there is neither. */
function biasOf({ name: layer, bias }: ScenarioLayer, node: string, isOwn: boolean): Address | null {
  if (isOwn) return { kind: 'node', node, part: 'bias' };
  return bias === null ? null : { kind: 'layer', layer, part: 'bias', index: null };
}

function layersOf(scenario: Scenario): Pick<Network, 'columns' | 'edges'> {
  const inputs = scenario.inputs.map((name): NetworkNode => ({ name, detail: null, bias: null }));
  const layers = scenario.layers.map((layer) =>
    layer.nodes.map(
      ({ name, bias }): NetworkNode => ({
        name,
        detail: layer.activation === NO_ACTIVATION ? null : layer.activation,
        bias: biasOf(layer, name, bias !== null),
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
            weight: { kind: 'nodeItem', node: name, part: 'w', index: position },
          })),
    ),
  );
  return { columns, edges };
}

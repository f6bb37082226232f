/** The network of a scenario, of layers or of formulas. */
import type { Address } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Scenario, ScenarioLayer } from '../../scenario/format/scenario.ts';
import { formulaDiagram } from './formula-diagram.ts';
import { type Diagram, type Network, type NetworkEdge, type NetworkNode, nodesByNumber } from './network.ts';

export function networkDiagram(scenario: Scenario): Network {
  const { losses, lastPhase, formulas } = scenario;
  const hasFormulas = formulas.length > 0;
  const { columns, edgesOf } = hasFormulas ? formulaDiagram(scenario) : layersOf(scenario);
  let edges: readonly NetworkEdge[] | null = null;
  return {
    columns,
    // Only wires need the edges, and a network that is too large for them has many.
    get edges() {
      edges ??= edgesOf();
      return edges;
    },
    outputs: hasFormulas ? nodesOf(compared(scenario), columns) : compared(scenario),
    hasFormulas,
    hasLoss: losses.length > 0 && lastPhase !== 'forward',
    hasBackward: lastPhase === 'backward' || lastPhase === 'update',
  };
}

/** What the losses are computed from; the outputs without a loss. */
function compared({ losses, outputs }: Scenario): readonly string[] {
  return losses.length === 0 ? outputs : [...new Set(losses.flatMap(({ of }) => of))];
}

/** The nodes that these numbers are, or are numbers of. */
function nodesOf(numbers: readonly string[], columns: Network['columns']): string[] {
  const nodeOf = nodesByNumber(columns);
  return [...new Set(numbers.map((number) => nodeOf.get(number) ?? number))];
}

/** The address of a node's own bias, otherwise of the bias that its layer shares; null if there is neither. */
function biasOf({ name: layer, bias }: ScenarioLayer, node: string, isOwn: boolean): Address | null {
  if (isOwn) return { kind: 'node', node, part: 'bias' };
  return bias === null ? null : { kind: 'layer', layer, part: 'bias', index: null };
}

function layersOf(scenario: Scenario): Diagram {
  const inputs = scenario.inputs.map(
    (name): NetworkNode => ({ name, detail: null, isSource: true, bias: null, cells: null }),
  );
  const layers = scenario.layers.map((layer) =>
    layer.nodes.map(
      ({ name, bias }): NetworkNode => ({
        name,
        detail: layer.activation === NO_ACTIVATION ? null : layer.activation,
        isSource: false,
        bias: biasOf(layer, name, bias !== null),
        cells: null,
      }),
    ),
  );
  const columns = [inputs, ...layers];
  const edgesOf = () =>
    scenario.layers.flatMap(({ nodes }, index) =>
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
  return { columns, edgesOf };
}

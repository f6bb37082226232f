/** The network of a scenario as columns of nodes with edges between them. */

import type { Address } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Scenario, ScenarioLayer } from '../../scenario/format/scenario.ts';
import { formulaDiagram } from './formula-diagram.ts';
import { nodesByNumber } from './numbers-of.ts';

export interface NetworkNode {
  readonly name: string;
  /** The activation of its layer, or the function that its formula is; null if there is none. */
  readonly detail: string | null;
  /** Whether no edge can arrive at it: an input, a parameter, or a formula of numbers alone. */
  readonly isSource: boolean;
  /** The address of the node's bias, or of the bias that its layer shares; null if there is none. */
  readonly bias: Address | null;
  /** The numbers of an array in rows, by their addresses; null if it is a single value. */
  readonly cells: readonly (readonly string[])[] | null;
  /** Whether an array is drawn as its shape, for want of room. */
  readonly isFolded?: true;
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** The address of its weight; null if the edge has no weight. */
  readonly weight: Address | null;
}

export interface Network {
  /** The inputs, then one column per layer. Of formulas: each in a column after all values that it uses. */
  readonly columns: readonly (readonly NetworkNode[])[];
  /** Those that arrive at a node of a layer are in the order of its weights. */
  readonly edges: readonly NetworkEdge[];
  /** The nodes that the outputs are, or are numbers of: with losses, all that they are computed from. */
  readonly outputs: readonly string[];
  /** Whether it is made of formulas. */
  readonly hasFormulas: boolean;
  readonly hasLoss: boolean;
  /** Whether gradients are ever computed. */
  readonly hasBackward: boolean;
}

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

/** Number of nodes in the column with most nodes. */
export function tallest({ columns }: Network): number {
  return Math.max(...columns.map((column) => column.length));
}

/** The address of a node's own bias, otherwise of the bias that its layer shares; null if there is neither. */
function biasOf({ name: layer, bias }: ScenarioLayer, node: string, isOwn: boolean): Address | null {
  if (isOwn) return { kind: 'node', node, part: 'bias' };
  return bias === null ? null : { kind: 'layer', layer, part: 'bias', index: null };
}

/** The nodes of a network, and what makes its edges. */
export interface Diagram extends Pick<Network, 'columns'> {
  readonly edgesOf: () => readonly NetworkEdge[];
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

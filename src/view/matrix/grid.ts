/**
 * The rows, columns and slots of a matrix, without its numbers. Found once per engine, since a layer can have many
 * weights.
 */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Slot } from '../../core/program.ts';
import { elementName } from '../../expression/arrays/terms.ts';
import type { Session } from '../../session/session.ts';
import type { Scene } from '../scene/scene.ts';

export type MatrixContent = 'weights' | 'gradients';

/** A weight or bias, with the slots of its own value and of its gradients. */
interface MatrixCell {
  readonly address: string;
  readonly parameter: readonly Slot[];
  readonly gradient: readonly Slot[];
  readonly batchGradient: readonly Slot[];
}

/** One row per node, one column per incoming value, and a last column for biases. */
export interface Grid {
  /** The layer; null for the parameters of formulas. */
  readonly layer: string | null;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Whether the last column has the biases. */
  readonly hasBias: boolean;
  /** By row and column; null if the node has no such weight. */
  readonly places: readonly (readonly (MatrixCell | null)[])[];
  /** The cell of each address; for a shared bias, its first cell. */
  readonly cellPositions: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
}

/** The grids of an engine, by the names of their layers. */
const gridsOf = memoize(
  ({ engine }: Scene) => engine,
  () => new Map<string | null, Grid>(),
);

/** The grid of a layer, by its name, or of all parameters of formulas (null); null if there is none. */
export function gridOf(scene: Scene, layer: string | null): Grid | null {
  const grids = gridsOf(scene);
  const grid = grids.get(layer) ?? makeGrid(scene, layer);
  if (grid) grids.set(layer, grid);
  return grid;
}

function makeGrid({ session, network }: Scene, name: string | null): Grid | null {
  const { scenario } = session;
  if (name === null) return scenario.parameters.length > 0 ? parameterGrid(session) : null;
  const index = scenario.layers.findIndex((each) => each.name === name);
  const layer = scenario.layers[index];
  if (!layer) return null;
  const inputs = (network.columns[index] ?? []).map((node) => node.name);
  const nodes = network.columns[index + 1] ?? [];
  const hasBias = nodes.some(({ bias }) => bias !== null);
  const places = nodes.map((node, row) => [
    ...inputs.map((_input, column) =>
      layer.nodes[row]?.from === null
        ? placeOf(session, { kind: 'nodeItem', node: node.name, part: 'w', index: column })
        : null,
    ),
    ...(hasBias ? [node.bias === null ? null : placeOf(session, node.bias)] : []),
  ]);
  const columns = hasBias ? [...inputs, 'bias'] : inputs;
  return {
    layer: name,
    rows: nodes.map((node) => node.name),
    columns,
    hasBias,
    places,
    cellPositions: cellPositionsOf(places),
  };
}

/** The grid of formulas: one row per scalar (`b`), per vector (`w`) and per row of a matrix (`k[0]`). */
function parameterGrid(session: Session): Grid {
  const rows = new Map<string, MatrixCell[]>();
  for (const { name, array, indexes } of session.scenario.parameters) {
    const row = elementName(array, indexes.slice(0, -1));
    rows.set(row, [...(rows.get(row) ?? []), placeOf(session, { kind: 'value', name })]);
  }
  const places = [...rows.values()];
  const width = Math.max(...places.map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, column) => `[${column}]`);
  const filled = places.map((row) => columns.map((_, column) => row[column] ?? null));
  return {
    layer: null,
    rows: [...rows.keys()],
    columns,
    hasBias: false,
    places: filled,
    cellPositions: cellPositionsOf(filled),
  };
}

function placeOf({ values }: Session, of: Address): MatrixCell {
  const slotsOf = (address: Address) => values.slotsOf(printAddress(address));
  return {
    address: printAddress(of),
    parameter: slotsOf(of),
    gradient: slotsOf({ kind: 'gradient', of }),
    batchGradient: slotsOf({ kind: 'batchGradient', of }),
  };
}

function cellPositionsOf(places: Grid['places']): Grid['cellPositions'] {
  const spots = new Map<string, { row: number; column: number }>();
  for (const [row, line] of places.entries()) {
    for (const [column, place] of line.entries()) {
      if (place && !spots.has(place.address)) spots.set(place.address, { row, column });
    }
  }
  return spots;
}

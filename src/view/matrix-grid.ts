/** What a layer's matrix is made of, whatever its numbers: found once, for a layer may have many weights. */
import type { Engine } from '../core/machine.ts';
import type { Slot } from '../core/program.ts';
import type { Scene } from './scene.ts';

export type MatrixContent = 'weights' | 'gradients';

/** A weight or bias, with the slots of its addresses. */
interface GridPlace {
  readonly address: string;
  readonly parameter: readonly Slot[];
  readonly gradient: readonly Slot[];
  readonly batchGradient: readonly Slot[];
}

/** A row a node, a column a value that feeds it. */
export interface Grid {
  readonly layer: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Null where the node has no such weight. */
  readonly places: readonly (readonly (GridPlace | null)[])[];
  /** Where each address stands first. */
  readonly spots: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
}

const grids = new WeakMap<Engine, Map<string, Grid>>();

/** The grid of a layer; null where there is no layer of that name. */
export function gridOf(scene: Scene, layer: string): Grid | null {
  const known = grids.get(scene.engine) ?? new Map<string, Grid>();
  grids.set(scene.engine, known);
  const grid = known.get(layer) ?? makeGrid(scene, layer);
  if (grid) known.set(layer, grid);
  return grid;
}

function makeGrid({ session, network }: Scene, name: string): Grid | null {
  const { scenario, values } = session;
  const index = scenario.layers.findIndex((each) => each.name === name);
  const layer = scenario.layers[index];
  if (!layer) return null;
  const inputs = (network.columns[index] ?? []).map((node) => node.name);
  const nodes = network.columns[index + 1] ?? [];
  const hasBias = nodes.some(({ bias }) => bias !== null);
  const placeOf = (address: string): GridPlace => ({
    address,
    parameter: values.slotsOf(address),
    gradient: values.slotsOf(`grad(${address})`),
    batchGradient: values.slotsOf(`batch.grad(${address})`),
  });
  const places = nodes.map((node, row) => [
    ...inputs.map((_input, column) =>
      layer.nodes[row]?.from === null ? placeOf(`${node.name}.w[${column}]`) : null,
    ),
    ...(hasBias ? [node.bias === null ? null : placeOf(node.bias)] : []),
  ]);
  const spots = new Map<string, { row: number; column: number }>();
  for (const [row, line] of places.entries()) {
    for (const [column, place] of line.entries()) {
      if (place && !spots.has(place.address)) spots.set(place.address, { row, column });
    }
  }
  const columns = hasBias ? [...inputs, 'bias'] : inputs;
  return { layer: name, rows: nodes.map((node) => node.name), columns, places, spots };
}

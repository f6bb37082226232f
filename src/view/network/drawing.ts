/** The network at the cursor: with wires, or in another form where it is too large for them. */
import { deadUnits } from '../../analysis/dead-units.ts';
import { memoize, memoizeRecent } from '../../core/memo.ts';
import { barLines } from '../bars/bars.ts';
import { columnsNeeded, type Geometry, layoutNetwork, rowsForWires } from '../diagram/geometry.ts';
import { numbersOf, tallest } from '../diagram/network.ts';
import { StrokeCanvas } from '../diagram/stroke-canvas.ts';
import { neighbourhoodLines } from '../neighbourhood/neighbourhood.ts';
import type { PictureNeeds } from '../panes/pane.ts';
import { activityOf } from '../scene/activity.ts';
import type { Scene } from '../scene/scene.ts';
import { aimed } from '../terminal/aim.ts';
import type { Aim, Line, Size, Target } from '../terminal/text.ts';
import { layerLines } from './layer-lines.ts';
import { drawLoss } from './loss-drawing.ts';
import { lossRows } from './loss-rows.ts';
import { measuresOf } from './measures.ts';
import { NodeDrawing } from './node-drawing.ts';
import { networkSlots, ShownValues } from './shown-values.ts';
import { WireDrawing } from './wire-drawing.ts';

/** How a network is drawn. `neighbourhood` and `bars` show a part of it, or all of it without wires. */
export type DrawingName = 'big' | 'box' | 'tile' | 'compact' | 'bars' | 'neighbourhood';

/** The geometries of a scene by size, of which only a few are in use at a time. */
const geometries = memoize(
  (scene: Scene) => scene,
  (scene) =>
    memoizeRecent(MOST_KNOWN, keyOfSize, (size: Size) =>
      layoutNetwork(scene.network, measuresOf(scene), size),
    ),
);
const MOST_KNOWN = 16;

const keyOfSize = ({ columns, rows }: Size) => `${columns} ${rows}`;

/** The geometry of the wires in a size; null if the network cannot be drawn with wires there. */
export function geometryOf(scene: Scene, size: Size): Geometry | null {
  return geometries(scene)(size);
}

/** Which drawing a network gets in a size. It is the same at every step. */
export function drawingName(scene: Scene, size: Size): DrawingName {
  const other = scene.network.hasFormulas ? 'neighbourhood' : 'bars';
  return geometryOf(scene, size)?.style ?? other;
}

/** Columns of a screen that are not for the drawing: borders, and a blank at each side. */
const SIDES = 4;
/** The rows of the drawing on a wide screen: as many as the layout gives it, of all but the words and other lines. */
const rowsOnWide = (rows: number) => Math.round(0.62 * (rows - 16)) - 1;

const needsBySize = memoize(
  (scene: Scene) => scene,
  (scene) => memoizeRecent(MOST_KNOWN, keyOfSize, (size: Size) => needsOf(scene, size)),
);

/** What the drawing of the network needs on a screen of some size, to be as clear as it can be there. */
export function drawingNeeds(scene: Scene, size: Size): PictureNeeds {
  return needsBySize(scene)(size);
}

function needsOf(scene: Scene, { columns, rows }: Size): PictureNeeds {
  const { network } = scene;
  const needed = columnsNeeded(network, measuresOf(scene), rowsOnWide(rows));
  return {
    rows: rowsOfLargest(scene, columns - SIDES),
    columns: needed === null ? 0 : needed + SIDES,
  };
}

/** The rows from which on a network has its largest style in a width; without wires the rows that bars can fill. */
function rowsOfLargest(scene: Scene, columns: number): number {
  const { network } = scene;
  return rowsForWires(network, measuresOf(scene), columns) ?? 2 * tallest(network) + 1;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells.
 *
 * @param isPredicting whether the quiz is on; then no unit is said to be dead, since that tells values to come
 */
export function networkLines(scene: Scene, size: Size, isPredicting = false): Line[] {
  const geometry = geometryOf(scene, size);
  const dead = isPredicting ? NONE : deadUnits(scene.session);
  if (geometry) return wiredLines(scene, geometry, dead);
  return scene.network.hasFormulas ? neighbourhoodLines(scene, size) : barLines(scene, size, dead);
}

/** With less room, tiles of a neighbourhood are cut. */
const LEAST_NEIGHBOURHOOD: Size = { columns: 40, rows: 6 };

/** What the network is made of, at the start: its nodes, wires and weights alone, without wires its layers. */
export function structureLines(scene: Scene, size: Size): Line[] {
  const { network } = scene;
  const measures = measuresOf(scene);
  const whole = { ...network, hasLoss: false, hasBackward: false };
  const bare = { ...whole, edges: whole.edges.map((edge) => ({ ...edge, weight: null })) };
  const geometry = layoutNetwork(whole, measures, size) ?? layoutNetwork(bare, measures, size);
  if (geometry) return wiredLines(scene, geometry, NONE);
  const hasNeighbourhood =
    network.hasFormulas &&
    size.columns >= LEAST_NEIGHBOURHOOD.columns &&
    size.rows >= LEAST_NEIGHBOURHOOD.rows;
  return hasNeighbourhood ? neighbourhoodLines(scene, size) : layerLines(scene, size);
}

/** The cells of the nodes, by their row. A click on a node is about its value. */
const aimsOf = memoize(
  (geometry: Geometry) => geometry,
  ({ items }): ReadonlyMap<number, readonly Aim[]> => {
    const rows = new Map<number, Aim[]>();
    for (const { item, place } of items) {
      if (item.kind !== 'node') continue;
      const target: Target = { kind: 'value', address: numbersOf(item.node)[0] ?? item.node.name };
      for (let row = place.y; row < place.y + place.rows; row++)
        rows.set(row, [...(rows.get(row) ?? []), { from: place.x, to: place.x + place.columns, target }]);
    }
    for (const row of rows.values()) row.sort((a, b) => a.from - b.from);
    return rows;
  },
);

function wiredLines(scene: Scene, geometry: Geometry, dead: ReadonlySet<string>): Line[] {
  const canvas = new StrokeCanvas(geometry.size);
  const values = new ShownValues(scene);
  const slots = networkSlots(scene);
  const activity = activityOf(scene);
  new WireDrawing(canvas, values, slots.edges, activity).draw(geometry.links);
  new NodeDrawing(canvas, values, geometry, activity, slots, dead).draw();
  drawLoss(canvas, values, geometry, activity, lossRows(scene));
  const aims = aimsOf(geometry);
  return canvas.lines().map((line, row) => aimed(line, aims.get(row) ?? []));
}

/** The values of a matrix: read once for all steps that do not change them. */
import { memoizeLast } from '../../core/memo.ts';
import type { Slot } from '../../core/program.ts';
import type { Scene } from '../scene/scene.ts';
import type { Grid, MatrixContent } from './grid.ts';

/** All values of a grid, row by row: NaN where there is none, and whether it is known. */
export interface Values {
  readonly numbers: Float64Array;
  readonly isKnown: Uint8Array;
  /** The largest finite magnitude; 0 if there is none. */
  readonly largest: number;
}

const latestValues = memoizeLast<Values>();

/** The values of a grid. They are read anew only where a step can have changed them. */
export function valuesOf({ session }: Scene, grid: Grid, content: MatrixContent): Values {
  const { position, history, engine } = session;
  const { program, batchIndex } = engine.schedule.segmentAt(position);
  const isUpdate = position > 0 && program === 'update';
  const changes = content === 'gradients' || isUpdate ? position : batchIndex;
  // An edit changes a weight inside a batch.
  const edits = session.timeline.edits.filter(({ at }) => at <= position).length;
  return latestValues(grid, [history, content, isUpdate, changes, edits], () => {
    const fresh = session.values.currentAt(position);
    const { registers } = session;
    const columns = grid.columns.length;
    const numbers = new Float64Array(grid.rows.length * columns).fill(Number.NaN);
    const isKnown = new Uint8Array(numbers.length);
    let largest = 0;
    for (const [row, places] of grid.places.entries()) {
      for (const [column, place] of places.entries()) {
        const slot = place && fresh(slotsFor(place, content, isUpdate));
        if (slot == null) continue;
        const value = registers[slot] as number;
        numbers[row * columns + column] = value;
        isKnown[row * columns + column] = 1;
        if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
      }
    }
    return { numbers, isKnown, largest };
  });
}

function slotsFor(
  { parameter, gradient, batchGradient }: NonNullable<Grid['places'][number][number]>,
  content: MatrixContent,
  isUpdate: boolean,
): readonly Slot[] {
  if (content === 'weights') return parameter;
  return isUpdate && batchGradient.length > 0 ? batchGradient : gradient;
}

/** The sign of what an edit has made of the value in a cell; empty if nothing. */
export function signOf(
  scene: Scene,
  grid: Grid,
  content: MatrixContent,
  row: number,
  column: number,
): string {
  const place = grid.places[row]?.[column];
  if (!place) return '';
  const { position, values, engine } = scene.session;
  const isUpdate = position > 0 && engine.schedule.segmentAt(position).program === 'update';
  const slot = values.currentAt(position)(slotsFor(place, content, isUpdate));
  return slot === null ? '' : scene.sign(slot);
}

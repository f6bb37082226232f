/** Which cell of a CSV file an input or a target is made from, and what became of it. */
import { rowOfExample, type Slot } from '../core/program.ts';
import { loadedExample, type Segment } from '../core/schedule.ts';
import type { CellUse, DataSource, Scale, UsedColumn } from '../scenario/format/scenario.ts';
import type { Session } from '../session/session.ts';

export interface CellOrigin {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** The cell, as it is written. */
  readonly text: string;
  /** What a missing cell was filled with; null if the cell is not missing. */
  readonly fill: UsedColumn['fill'];
  /** Whether the cell is the category or class that the value stands for; null in a column of numbers. */
  readonly category: boolean | null;
  /** What the number was standardized with; null if it was not. */
  readonly scale: Scale | null;
}

/**
 * The cell that an input or a target comes from.
 *
 * @param segment a segment whose example is loaded
 * @returns null for other values, for data written in the scenario, and for a number that a variant sets
 */
export function cellOrigin(
  { scenario, engine: { run }, variant }: Session,
  slot: Slot,
  segment: Segment,
): CellOrigin | null {
  const { source } = scenario;
  if (source === null) return null;
  const example = rowOfExample(run, segment.epoch, loadedExample(segment));
  const input = run.inputs.indexOf(slot);
  const target = run.targets.indexOf(slot);
  const use = source.inputs[input] ?? source.targets[target];
  if (!use) return null;
  const isSet = run.slots[slot]?.names.some((name) => Object.hasOwn(variant?.set ?? {}, name));
  if (isSet) return null;
  const scale = scenario.scales.find(({ of, index }) => index === (of === 'input' ? input : target)) ?? null;
  return { ...cellOf(source, use, example), scale };
}

function cellOf(
  source: DataSource,
  { column, category }: CellUse,
  example: number,
): Omit<CellOrigin, 'scale'> {
  const { name, fill, filled } = source.columns[column] as UsedColumn;
  const text = source.cellsOf(example)[column] as string;
  return {
    file: source.file,
    line: source.lineOf(example),
    column: name,
    text,
    fill: filled.includes(example) ? fill : null,
    category: category === null ? null : text === category,
  };
}

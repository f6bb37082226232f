/** What the bench measures. Each figure is a ratio of two things timed alternately in the same run. */
import path from 'node:path';
import type { Row } from './row.ts';
import { measureInterruption, measureKey, measureStart } from './screen.ts';
import { measureSteps } from './steps.ts';

/** Measures everything. The bundle must be built. */
export async function measureAll(root: string): Promise<Row[]> {
  const bundle = path.join(root, 'dist', 'backstep.js');
  return [
    ...(await measureStart(bundle)),
    ...(await measureKey(bundle)),
    ...(await measureInterruption(bundle)),
    ...measureSteps(),
  ];
}

export function report(rows: readonly Row[]): string {
  const cells = rows.map(({ id, value, unit, bar, what }) => [
    id,
    value.toPrecision(3),
    unit,
    bar ?? '',
    what,
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => (row[column] as string).length)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

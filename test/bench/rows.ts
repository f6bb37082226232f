/**
 * The results of the benchmark, and their forms as text. The two times of a ratio are measured alternately in one
 * run.
 */
import { arch, cpus, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { measureArrays } from './arrays.ts';
import { measureConditions } from './conditions.ts';
import { measureEditor } from './editor.ts';
import { measureGrowth } from './growth.ts';
import { measureLargeSteps, measureOpening } from './large.ts';
import { measureRun, measureSeeks, measureSynaptic, measureTanh } from './long.ts';
import { measureMetrics } from './metrics.ts';
import { measurePage, measureTarball } from './package.ts';
import { isMet, type Row } from './row.ts';
import { measureFarKey, measureInterruption, measureKey, measureRecording, measureStart } from './screen.ts';
import { measureSteps } from './steps.ts';
import { measureJsonLines, measureTable } from './text.ts';

/**
 * Measures everything. The bundle must be built first.
 *
 * @param isQuick whether to measure less often, and no runs of 10¹⁰ steps
 */
export async function measureAll(root: string, isQuick: boolean): Promise<Row[]> {
  const bundle = path.join(root, 'dist', 'backstep.js');
  const rounds = isQuick ? 3 : 7;
  return [
    ...measureRun(rounds),
    measureTanh(rounds),
    measureSynaptic(rounds),
    ...measureSeeks(6),
    ...measureSeeks(7),
    ...measureSeeks(8),
    ...measureSeeks(9, 5),
    ...(isQuick ? [] : measureSeeks(10, 20)),
    ...measureConditions(rounds),
    measureMetrics(rounds),
    measureJsonLines(rounds),
    measureLargeSteps(),
    ...(await measureTable(bundle, rounds)),
    ...measureRecording(bundle),
    ...(await measureFarKey(bundle)),
    ...(await measureStart(bundle)),
    ...(await measureKey(bundle)),
    ...(await measureInterruption(bundle)),
    ...(await measureEditor(bundle, rounds)),
    ...(await measureOpening(bundle)),
    measureTarball(root),
    ...(await measurePage(bundle)),
    ...measureSteps(),
    ...(isQuick ? [] : [...measureGrowth(), ...measureArrays()]),
  ];
}

/** The output of `--json`. */
export function json(rows: readonly Row[]): string {
  return JSON.stringify({ rows: rows.map(({ id, value, unit, bar }) => ({ id, value, unit, bar })) });
}

function cellsOf(row: Row): string[] {
  const { id, value, unit, bar, what } = row;
  const number = value === null ? 'none' : String(Number(value.toPrecision(3)));
  return [id, number, unit, isMet(row) ? (bar ?? '') : `${bar} **missed**`, what];
}

/** The results as an aligned table of text. */
export function report(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
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

/** The results as a Markdown page, with the machine on which they were measured. */
export function page(rows: readonly Row[]): string {
  const [cpu] = cpus();
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `# Benchmarks

\`npm run bench\` measures all of this and writes this page. \`npm run bench -- --json\` also prints it as one JSON
object; with \`--quick\` it measures less often, takes under two minutes and leaves the page as it is. Ratios are of two things timed alternately in the same run, so they say more than
times do, which depend on the machine and on what else it does. A bar that was not met has **missed** beside it.

Machine: ${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${gibibytes} GiB; ${platform()} ${release()} (${arch()}); Node ${process.version}.

${line(['row', 'value', 'unit', 'bar', 'what'])}
${line(['---', '--:', '---', '---', '---'])}
${rows.map((row) => line(cellsOf(row))).join('\n')}

A step is one scalar operation: a multiply, an add, an activation … Two moons is a network 2-16-16-1 trained on 100
points one at a time, 2,199 steps an example; \`test/bench/moons.ts\` writes both its scenario and the loop that it is
measured against, and the bench checks that both end with the same weights, bit for bit.
`;
}

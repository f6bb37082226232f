/** A Scenario as plain data, which JSON can express: the form in which the build keeps it. */
import type { DataSource, Scenario } from './scenario.ts';

/** For each example its line in the file, and the texts of its cells. */
interface KeptRows {
  readonly lines: readonly number[];
  readonly cells: readonly (readonly string[])[];
}

export type KeptScenario = Omit<Scenario, 'source'> & {
  readonly source: (Omit<DataSource, 'lineOf' | 'cellsOf'> & KeptRows) | null;
};

export function keepScenario(scenario: Scenario): KeptScenario {
  const { source, data } = scenario;
  if (source === null) return { ...scenario, source };
  const { lineOf, cellsOf, ...rest } = source;
  const examples = [...data.keys()];
  return { ...scenario, source: { ...rest, lines: examples.map(lineOf), cells: examples.map(cellsOf) } };
}

export function restoreScenario(kept: KeptScenario): Scenario {
  if (kept.source === null) return { ...kept, source: null };
  const { lines, cells, ...rest } = kept.source;
  const lineOf = (example: number) => lines[example] as number;
  const cellsOf = (example: number) => cells[example] as readonly string[];
  return { ...kept, source: { ...rest, lineOf, cellsOf } };
}

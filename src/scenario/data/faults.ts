/** Collects the errors of a CSV file, and those of the part of the scenario that describes it. */
import { type Diagnostic, diagnostic, type Problem } from '../../diagnostics/diagnostic.ts';
import type { Place } from './csv/csv.ts';

/** What is wrong at a place, without the place. */
export type Fault = Pick<Problem, 'expected' | 'found' | 'fix'>;

export class TableFaults {
  /** Errors in the scenario. */
  readonly problems: Problem[] = [];
  /** Errors in the CSV file. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: string;
  #readLines: () => readonly string[] = () => [];
  #lines: readonly string[] | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** Finds the lines of the file, which are shown with its errors. */
  set readLines(read: () => readonly string[]) {
    this.#readLines = read;
  }

  get isEmpty(): boolean {
    return this.problems.length + this.diagnostics.length === 0;
  }

  inScenario(...problems: readonly Problem[]): void {
    this.problems.push(...problems);
  }

  inFile(place: Place, fault: Fault): void {
    this.#lines ??= this.#readLines();
    const beside = { file: this.#file, lines: this.#lines };
    this.diagnostics.push({ ...diagnostic({ path: [], ...fault }, place), beside });
  }
}

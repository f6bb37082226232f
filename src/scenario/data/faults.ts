/** Collects the errors of a CSV file, and those of the part of the scenario that describes it. */
import { type Diagnostic, diagnostic, type Problem } from '../../diagnostics/diagnostic.ts';
import { MOST_SHOWN, unlessRepeated } from '../../diagnostics/shown.ts';
import type { Place } from './csv/csv-rows.ts';

/** What is wrong at a place, without the place. */
export type Fault = Pick<Problem, 'expected' | 'found' | 'fix'>;

/** After so many errors that are only counted, no other ones are looked for: to find the place of one takes long. */
const MOST_ALIKE = 1000;

export class TableFaults {
  /** Errors in the scenario. */
  readonly problems: Problem[] = [];
  /** The first errors in the CSV file, and the number of the others. */
  readonly diagnostics: Diagnostic[] = [];
  further = 0;
  readonly #file: string;
  #readLines: () => readonly string[] = () => [];
  #lines: readonly string[] | null = null;
  readonly #isShown = unlessRepeated();

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

  inScenario(found: Problem | readonly Problem[]): void {
    for (const problem of [found].flat()) this.problems.push(problem);
  }

  get #hasRoom(): boolean {
    return this.diagnostics.length < MOST_SHOWN && this.further < MOST_ALIKE;
  }

  /** @param make finds the place and the fault; not called if they are not shown */
  inFile(make: () => readonly [Place, Fault]): void {
    const [place, fault] = this.#hasRoom ? make() : [];
    if (!place || !fault || !this.#isShown(fault)) {
      this.further += 1;
      return;
    }
    this.#lines ??= this.#readLines();
    const beside = { file: this.#file, lines: this.#lines };
    this.diagnostics.push({ ...diagnostic({ path: [], ...fault }, place), beside });
  }
}

/** Paintings of all rows of a terminal, which must change nothing if what was painted in parts was right. */
import type { openTerminal } from './terminal.ts';

/** Synchronized output, in which the program paints, and the alternate screen. */
const SYNCHRONIZED = 2026;
const ALTERNATE = 1049;

const MOST_CELLS = 40;

/** What was shown before all rows were painted, and what is shown after it. */
export interface Repainting {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Notes the paintings of all rows while they are watched for. They go through the rows in order, others hardly ever do. */
export class Repaintings {
  #found: Repainting[] = [];
  #isWatching = false;
  #isLate = false;

  constructor(terminal: ReturnType<typeof openTerminal>) {
    const { parser } = terminal;
    let before: readonly string[] | null = null;
    let rows: number[] = [];
    // The alternate screen is empty when it is entered.
    let isEntered = false;
    const isAll = () => rows.length === terminal.rows && rows.every((row, index) => row === index + 1);
    // Returning `false` lets the emulator handle the sequences, too.
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, ([mode]) => {
      if (mode === ALTERNATE) isEntered = true;
      if (mode !== SYNCHRONIZED) return false;
      if (terminal.bufferType() === 'normal') this.#isLate = true;
      else before = this.#isWatching ? terminal.cells() : null;
      rows = [];
      return false;
    });
    parser.registerCsiHandler({ final: 'H' }, ([row]) => {
      rows.push(Number(row));
      return false;
    });
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
      if (mode !== SYNCHRONIZED) return false;
      if (before && isAll() && !isEntered) this.#found.push({ before, after: terminal.cells() });
      if (isAll()) isEntered = false;
      before = null;
      return false;
    });
  }

  /** Whether the program has painted after it had left the alternate screen. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Those that began since `watch` was called. */
  get found(): readonly Repainting[] {
    return this.#found;
  }

  watch(): void {
    this.#found = [];
    this.#isWatching = true;
  }

  /** Ends watching. @returns what was found */
  end(): readonly Repainting[] {
    this.#isWatching = false;
    return this.#found;
  }
}

export const isUnchanged = ({ before, after }: Repainting) => before.join('\n') === after.join('\n');

/** The first row that differs, and the cells in it that do. */
export function difference({ before, after }: Repainting): string {
  const row = after.findIndex((line, index) => line !== before[index]);
  const cells = (lines: readonly string[]) => (lines[row] ?? '').split('|');
  const [old, anew] = [cells(before), cells(after)];
  const differing = anew.flatMap((cell, column) =>
    cell === old[column] ? [] : [`column ${column}: ${old[column]} → ${cell}`],
  );
  return `row ${row}\n${differing.slice(0, MOST_CELLS).join('\n')}`;
}

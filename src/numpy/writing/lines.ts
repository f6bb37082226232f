/** The lines of the listing, and which instruction each part of them computes. */
import type { ProgramName } from '../../core/schedule.ts';
import { moved, type SourceSpan } from './expressions.ts';

/** The part of a line that computes an instruction. Lines are counted from 1, columns from 0; `to` is exclusive. */
export interface Term {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The lines of the listing, in their order in the program. */
export class Lines {
  readonly texts: string[] = [];
  readonly terms: Readonly<Record<ProgramName, Map<number, Term>>> = {
    example: new Map(),
    update: new Map(),
    finish: new Map(),
  };
  #indent = 0;

  /** Indents the lines that `body` adds. */
  indented(body: () => void): void {
    this.#indent += 1;
    body();
    this.#indent -= 1;
  }

  add(text: string, program: ProgramName | null = null, marks: readonly SourceSpan[] = []): void {
    const space = '    '.repeat(this.#indent);
    this.texts.push(text === '' ? '' : `${space}${text}`);
    if (program === null) return;
    const terms = this.terms[program];
    for (const { instruction, from, to } of moved(marks, space.length)) {
      if (!terms.has(instruction)) terms.set(instruction, { line: this.texts.length, from, to });
    }
  }
}

/** A worksheet that somebody has filled in: `12. `h0.in = …` = 0.3775`. The numbers of its lines are those of the steps. */

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { toAsciiDigits } from '../../i18n/translate.ts';
import { linesOf } from '../../scenario/data/csv/csv.ts';
import type { Entry } from '../numbers/claims.ts';
import { faultAt, isBlank, numberTexts, type Reading, wholeNumberText } from './reading.ts';

/** A numbered line with an operation in code, and what is written after it. */
const question = /^\s*(\d+)[.)]\s+`[^`]*`\s*[=≈](.*)$/u;
/** A row of the table of losses. */
const lossRow = /^\s*\|\s*([^|]+?)\s*\|\s*([^|]*?)\s*\|\s*$/u;
/** The line below the head of a table. */
const ruler = /^\s*\|[\s:|-]+$/;
const heading = /^#\s/;

/** Whether a text has lines of a worksheet. */
export function isSheet(text: string): boolean {
  return linesOf(text).some((line) => question.test(toAsciiDigits(line)));
}

/** Where the losses of the epochs are, in steps: by the word of their row, its number or what stands for the finish. */
export type LossSteps = (row: string) => number | null;

/**
 * Reads the answers up to the answers of the sheet itself, which are under a second heading.
 *
 * @param lossStep the step that computes the loss of a row of the table of losses
 */
export function readSheet(text: string, lossStep: LossSteps): Reading {
  const entries: Entry[] = [];
  const faults: Diagnostic[] = [];
  let blanks = 0;
  let headings = 0;
  let isAfterQuestions = false;
  const lines = linesOf(text);
  for (const [index, written] of lines.entries()) {
    if (heading.test(written)) headings += 1;
    if (headings > 1) break;
    const line = toAsciiDigits(written);
    const asked = question.exec(line);
    const isHead = ruler.test(lines[index + 1] ?? '');
    const row = isAfterQuestions && !asked && !isHead ? lossRow.exec(line) : null;
    if (asked) isAfterQuestions = true;
    const step = asked ? Number(asked[1]) : row ? lossStep(row[1] as string) : null;
    if (step === null) continue;
    const part = (asked ?? row)?.[2] ?? '';
    // What is written beside the line to write on, in bold or not, and in the digits of its language.
    const start = line.lastIndexOf(part);
    const answer = written
      .slice(start, start + part.length)
      .replace(/[_*`]/g, ' ')
      .trim();
    if (isBlank(answer)) {
      blanks += 1;
      continue;
    }
    const place = { line: index + 1, column: written.indexOf(answer, start) + 1 };
    const number = wholeNumberText(answer);
    if (number) entries.push({ kind: 'step', step, number, place });
    else faults.push(faultAt(place, numberTexts.expected(), `"${answer}"`, numberTexts.fix()));
  }
  return { entries, faults, blanks, isOrdered: true };
}

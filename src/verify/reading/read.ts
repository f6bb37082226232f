/** Reads a person's numbers in any of their forms. */
import type { Session } from '../../session/session.ts';
import { readJson } from './json.ts';
import { isNumbersAlone, nothingToCompare, readInOrder, readLines } from './lines.ts';
import type { Reading } from './reading.ts';
import { isSheet, readSheet } from './sheet.ts';
import { readTable, separatorOf } from './table.ts';

/** @param text what a file has, or what was typed or pasted */
export function readNumbers(session: Session, text: string): Reading {
  const reading = readForm(session, text.replace(/^\uFEFF/, ''));
  const isEmpty = reading.entries.length === 0 && reading.faults.length === 0 && reading.blanks === 0;
  return isEmpty ? { ...reading, faults: [nothingToCompare()] } : reading;
}

function readForm(session: Session, text: string): Reading {
  const { names } = session.values;
  if (/^\s*[[{]/.test(text)) return readJson(text, names);
  if (isSheet(text)) return readSheet(text, (row) => lossStepOf(session, row));
  if (isNumbersAlone(text)) return readInOrder(text);
  const separator = separatorOf(text, names);
  return separator === null ? readLines(text, names) : readTable(text, separator, names);
}

/** The step that computes the loss of an epoch: of its last example or batch. Words other than a number: the finish. */
function lossStepOf({ engine: { run, schedule } }: Session, row: string): number | null {
  const { example, update, finish, epochs } = run;
  const loss = run.batchLoss ?? run.loss;
  const index = example.instructions.findIndex(({ result }) => result === loss);
  if (index < 0 || /^[-:\s]*$/.test(row)) return null;
  const epoch = /^\d+$/.test(row) ? Number(row) : null;
  if (epoch === null)
    return finish.instructions.length > 0 ? schedule.total - finish.instructions.length + index + 1 : null;
  if (epoch < 1 || epoch > epochs) return null;
  const afterExample = update.instructions.length + example.instructions.length;
  return schedule.epochStart(epoch + 1) - afterExample + index + 1;
}

/** An array and its rows, with all digits, as it is printed. */
import { shapeText } from '../../expression/arrays/terms.ts';
import { t } from '../../i18n/translate.ts';
import type { NamedPart } from '../../session/array-parts.ts';
import { markOfAddress, markText } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import { name, note, number, type Row, valueText } from './row.ts';

/** The numbers that a row of a list can have beside each other. */
const WIDEST = 6;

/** A number that is not known yet, between others. */
const UNKNOWN = '?';

/** The title of a printed array: its name, its shape, and where the cursor is. */
export function arrayTitle({ position }: Session, { name: array, shape }: NamedPart): string {
  return t`${array}, ${shapeText(shape)}, at step ${String(position)}`;
}

/** The names of the columns of its rows. */
export function arrayHeads({ shape }: NamedPart): string[] {
  const length = shape.at(-1) as number;
  return length > WIDEST ? [] : ['', ...Array.from({ length }, (_each, index) => `[${index}]`)];
}

/** A row for each row of the array; if rows are too wide for that, one for each number. */
export function arrayRows(session: Session, { shape, cells, rows }: NamedPart): Row[] {
  const length = shape.at(-1) as number;
  if (length > WIDEST)
    return cells.flatMap((address) => (address === null ? [] : [rowOf(session, address, [address], false)]));
  return rows.map((row, index) =>
    rowOf(session, row, cells.slice(index * length, (index + 1) * length), true),
  );
}

/** @param isList whether it is written as a list, in brackets */
function rowOf(session: Session, label: string, addresses: readonly (string | null)[], isList: boolean): Row {
  const values = addresses.map((address) => (address === null ? null : session.read(address)));
  const isKnown = values.some((value) => value !== null);
  const listed = values.map((value) => (value === null ? UNKNOWN : valueText(value))).join(', ');
  const text = isKnown && isList ? `[${listed}]` : valueText(values[0] ?? null);
  const marks = marksOf(session, addresses);
  return {
    text: [`${label} = ${isKnown ? text : valueText(null)}`, marks].filter(Boolean).join('   '),
    cells: [name(label), ...values.map(number), note(marks)],
  };
}

/** What edits have made of numbers: which are set by hand, and whether one is out of date. */
function marksOf(session: Session, addresses: readonly (string | null)[]): string {
  const marked = addresses.map((address) => address && markOfAddress(session, address));
  const set = addresses.filter((_address, index) => marked[index] === 'set');
  return [
    ...(set.length === 0 ? [] : [`${set.join(', ')} ${markText('set')}`]),
    ...(marked.includes('stale') ? [markText('stale')] : []),
  ].join(', ');
}

/** Every value that is known at one position of a session. */

import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import { editMarks, markedText } from '../session/edit-marks.ts';
import type { Session } from '../session/session.ts';

/**
 * A line for each value: its first address, its number in full precision, and what an edit has made of it, if anything.
 * Given values come before computed ones.
 */
export function valuesTable(session: Session): string[] {
  const known = session.known();
  const width = known.reduce((widest, { names }) => Math.max(widest, names[0]?.length ?? 0), 0);
  return known.map(({ slot, names, value }) =>
    markedText(`${(names[0] ?? '').padEnd(width)}  ${exactNumber(value)}`, editMarks(session).of(slot)),
  );
}

/**
 * The lines of one flat JSON object with the number of every address; a value with several addresses appears under
 * each. Parameters have their latest update, other values are those last computed.
 */
export function valuesJson({ values, position, registers }: Session): string[] {
  const members = values.names.flatMap((name) => {
    const slot = values.resolve(name, position);
    if (slot === null) return [];
    // Written member by member: in a JavaScript object, a node named __proto__ would be lost.
    return [`  ${JSON.stringify(name)}: ${JSON.stringify(jsonNumber(registers[slot] as number))}`];
  });
  return ['{', ...members.map((member, index) => (index < members.length - 1 ? `${member},` : member)), '}'];
}

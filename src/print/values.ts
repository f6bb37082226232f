/** Every value that is known at one position of a session. */

import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import type { Session } from '../session/session.ts';

/**
 * A line for each value: its first address and its number in full precision. Given values come before computed ones.
 */
export function valuesTable(session: Session): string[] {
  const known = session.known().map(({ names, value }) => ({ name: names[0] ?? '', value }));
  const width = known.reduce((widest, { name }) => Math.max(widest, name.length), 0);
  return known.map(({ name, value }) => `${name.padEnd(width)}  ${exactNumber(value)}`);
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

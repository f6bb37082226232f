/** How operations are written: templates with places for their operands. */

/** A piece of an operation as it is written: text, or the number of an operand. */
type Piece = string | number;

/** The pieces of each template, by the number of operands. There are few templates, and they are used for every step. */
const known = new Map<string, Piece[][]>();

/** The pieces of a template for this number of operands, in their order. */
export function piecesOf(template: string, operands: number): readonly Piece[] {
  const ofTemplate = known.get(template) ?? [];
  known.set(template, ofTemplate);
  ofTemplate[operands] ??= split(template, operands);
  return ofTemplate[operands];
}

function split(template: string, operands: number): Piece[] {
  return template.split(/(\{\d…?\})/).flatMap((part): Piece[] => {
    const [, digit, rest] = /^\{(\d)(…?)\}$/.exec(part) ?? [];
    if (digit === undefined) return part === '' ? [] : [part];
    const first = Number(digit);
    if (rest === '') return [first];
    const all = Array.from({ length: operands - first }, (_operand, index) => first + index);
    return all.flatMap((operand) => (operand === first ? [operand] : [', ', operand]));
  });
}

/** The lowest precedence that an operand needs to have no brackets. @param needs the last is for all further operands */
export function neededBy(operand: number, needs: readonly number[]): number {
  return needs[Math.min(operand, needs.length - 1)] as number;
}

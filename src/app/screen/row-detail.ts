/** The selected row of a list in full. */
import type { Cell } from '../../commands/rows/row.ts';
import { ALL_DIGITS, formatNumber, UNKNOWN } from '../../view/terminal/format.ts';
import { type Line, numberSpan, type Span, span } from '../../view/terminal/text.ts';
import type { ListRow } from '../state/list-row.ts';

/** What the lower border says of a row: its own text for that, or its cells in full. */
export function detailOf(row: ListRow | undefined, heads: readonly string[]): Line {
  if (!row || row.isHeading) return [];
  if (row.detail !== undefined) return [span(row.detail, 'accent')];
  const cells = row.cells ?? [];
  const parts = cells.flatMap((cell, index): Line[] => {
    const head = heads[index] ? `${heads[index]} ` : '';
    if (cell.kind === 'number')
      return [
        isOfName(cells, index)
          ? [EQUALS, exactSpan(cell.value)]
          : [span(head, 'accent'), exactSpan(cell.value)],
      ];
    if (cell.text.trim() === '' || cell.kind === 'sign') return [];
    return [[span(`${cell.kind === 'count' ? head : ''}${cell.text}`, 'accent')]];
  });
  return parts.flatMap((part, index) => (index === 0 || part[0] === EQUALS ? part : [span('  '), ...part]));
}

const EQUALS = span(' = ', 'accent');

/** Whether a number is the one that the cell before it names. Numbers beside each other have the heads of their columns. */
function isOfName(cells: readonly Cell[], index: number): boolean {
  const isNumber = (at: number) => cells[at]?.kind === 'number';
  const isFirst = !cells.slice(0, index).some(({ kind }) => kind === 'number');
  if (index === 0 || isNumber(index - 1) || isNumber(index + 1)) return false;
  return isFirst || cells[index - 1]?.kind === 'name';
}

/** The names of the columns at a row: of the heading above it that has cells, otherwise of the list. */
export function headsAt(
  rows: readonly ListRow[],
  index: number,
  heads: readonly string[],
): readonly string[] {
  const heading = rows.slice(0, index).findLast(({ isHeading }) => isHeading);
  return heading?.cells?.map((cell) => (cell.kind === 'number' ? '' : cell.text.trim())) ?? heads;
}

function exactSpan(value: number | null): Span {
  return value === null
    ? span(UNKNOWN, 'accent')
    : numberSpan(value, 'accent', formatNumber(value, ALL_DIGITS));
}

/** The row above a picture: its title and its legend. */
import { cut, type Line, lineWidth, span } from './text.ts';

/** Columns between two entries. */
const GAP = 3;

/** The title and as many whole entries after it, in their order, as there is room for. An empty entry is left out. */
export function headingLine(title: Line, entries: readonly Line[], columns: number): Line {
  let line = cut(title, columns);
  for (const entry of entries) {
    if (entry.length === 0 || lineWidth(line) + GAP + lineWidth(entry) > columns) continue;
    line = [...line, span(' '.repeat(GAP)), ...entry];
  }
  return line;
}

/** What stands above a picture: its title and its legend. */
import { cut, type Line, lineWidth, type Size, type Span, span } from './text.ts';

/** Narrower than this a legend has a row of its own, where there are at least so many: whatever it says just now. */
const WIDE = 100;
const ROOMY_ROWS = 9;

export function headingLines(title: Line, legend: Line, { columns, rows }: Size): Line[] {
  if (columns < WIDE && rows >= ROOMY_ROWS) return [cut(title, columns), ...wrapped(legend, columns)];
  return [cut([...title, span('   '), ...legend], columns)];
}

/** A legend in lines, broken between its entries, each of which ends in two spaces. */
function wrapped(legend: Line, columns: number): Line[] {
  const entries: Span[][] = [[]];
  for (const each of legend) {
    entries.at(-1)?.push(each);
    if (each.text === '  ') entries.push([]);
  }
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last && lineWidth([...last, ...entry]) <= columns) lines[lines.length - 1] = [...last, ...entry];
    else lines.push(entry);
  }
  return lines.map((line) => cut(line, columns));
}

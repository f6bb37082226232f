/** The heading above a plot or matrix: its title and its legend. */
import { cut, type Line, lineWidth, type Size, type Span, span } from './text.ts';

/**
 * Below this width the legend has rows of its own, if the pane has at least this many rows. This does not depend on
 * the text of the legend, which can change with every step.
 */
const WIDE = 100;
const ROOMY_ROWS = 9;

/**
 * A title and a legend, both made of entries that end in a blank span. In a small pane without rows to spare
 * they share one line, of which the end may be cut.
 */
export function headingLines(title: Line, legend: Line, { columns, rows }: Size): Line[] {
  if (columns < WIDE && rows >= ROOMY_ROWS) return [...wrapped(title, columns), ...wrapped(legend, columns)];
  return [cut([...title, span('   '), ...legend], columns)];
}

/** Entries in lines, broken between them. */
function wrapped(legend: Line, columns: number): Line[] {
  const entries: Span[][] = [[]];
  for (const each of legend) {
    entries.at(-1)?.push(each);
    if (each.text.trim() === '') entries.push([]);
  }
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last && lineWidth([...last, ...entry]) <= columns) lines[lines.length - 1] = [...last, ...entry];
    else lines.push(entry);
  }
  return lines.map((line) => cut(line, columns));
}

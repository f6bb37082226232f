/** The node at work as a table, a term in each row, for nodes with many incoming values. */

import { memoize } from '../../../core/memo.ts';
import { shortName } from '../../terminal/short-name.ts';
import { shortNames } from '../../terminal/short-names.ts';
import { filled, type Line, pad, type Size, type Span, windowStart } from '../../terminal/text.ts';
import type { LayerCells, Model } from './model.ts';
import type { Pen } from './pen.ts';
import { type Table, tableOf, termLabels } from './terms.ts';
import type { Work } from './work.ts';

/** Rows around the terms: title and heads above, a rule and the sum below. */
const ABOVE = 2;
const BELOW = 2;
/** With fewer rows there are heads and terms alone; with even fewer terms alone. */
const FEW_ROWS = 6;
const LEAST_WITH_HEADS = 3;
/** The most cells for the name of a term, and the least. */
const MOST_LABEL = 14;
const LEAST_LABEL = 2;
/** A name takes at most one part in so many of the row, or what three numbers of four digits leave: ` −1.268e−7`. */
const LABEL_PART = 6;
const AMPLE = 10;
/** With so many cells a number has two digits: ` −7.3e−4`; and the least cells of the numbers beside it. */
const LEGIBLE = 8;
const LEAST_NUMBER = 6;
/** Digits of the sum at the foot. */
const SUM_DIGITS = 5;
/** Cells for each number in the title: the most, and the least beside the formula. */
const TITLE_NUMBER = 10;
const LEAST_TITLE_NUMBER = 6;
/** Cells for the bias at the foot, in a narrow panel and in a wide one. */
const NARROW_BIAS = 7;
const WIDE_BIAS = 9;
const WIDE = 34;

/** The rows of the table of a node with all its terms. */
export function tableRows({ sources }: LayerCells): number {
  return ABOVE + sources.length + BELOW;
}

/** A window of the terms around the one at work; with enough rows its title and its foot too. */
export function termTable(pen: Pen, model: Model, work: Work, size: Size): Line[] {
  const table = tableOf(pen, model, work);
  const { columns, rows } = size;
  const isWhole = rows >= FEW_ROWS;
  const hasHeads = isWhole || rows >= LEAST_WITH_HEADS;
  const room = isWhole ? rows - ABOVE - BELOW : rows - Number(hasHeads);
  const count = Math.min(table.terms.length, Math.max(0, room));
  const first = windowStart(table.terms.length, count, table.present ?? selectedTerm(pen, table) ?? 0);
  const widths = widthsOf(model, columns);
  const shown = table.terms.slice(first, first + count);
  const lines = shown.map((_term, index) => termRow(pen, table, first + index, widths, columns));
  if (!isWhole) return hasHeads ? [headRow(pen, table, widths), ...lines] : lines;
  return [
    titleRow(pen, table, columns),
    headRow(pen, table, widths),
    ...lines,
    ...footRows(pen, table, widths, columns),
  ];
}

function selectedTerm(pen: Pen, { terms }: Table): number | null {
  const index = terms.findIndex((cells) => cells.some((cell) => cell !== null && pen.isSelected(cell)));
  return index < 0 ? null : index;
}

const longestLabel = memoize(
  (model: Model) => model,
  ({ layers }) => Math.max(...layers.flatMap(termLabels).map((label) => label.length)),
);

/** Cells for a term's sign and name, and for its three numbers. They are the same for all nodes. */
type Widths = readonly [label: number, first: number, second: number, third: number];

function widthsOf(model: Model, columns: number): Widths {
  const longest = longestLabel(model);
  const most = Math.max(Math.floor(columns / LABEL_PART), columns - 1 - 3 * AMPLE);
  const label = 1 + Math.max(LEAST_LABEL, Math.min(MOST_LABEL, most, longest));
  const room = columns - label;
  const even = Math.floor(room / 3);
  // Where there is no room for all, the third number has it, which the step computes.
  const third = even >= LEGIBLE ? even : Math.max(even, Math.min(LEGIBLE, room - 2 * LEAST_NUMBER));
  const second = Math.floor((room - third) / 2);
  return [label, room - third - second, second, third];
}

function titleRow(pen: Pen, { title, formula, values }: Table, columns: number): Line {
  const row = pen.row();
  const cells = values.filter((cell) => cell !== null);
  const whole = title.length + formula.length;
  const isWhole = whole + cells.length * LEAST_TITLE_NUMBER <= columns;
  const numbers = Math.min(
    TITLE_NUMBER,
    Math.floor((columns - (isWhole ? whole : 0)) / Math.max(1, cells.length)),
  );
  const room = columns - cells.length * numbers;
  const name = shortName(title, room);
  row.text(name, pen.phase === null ? 'plain' : `${pen.phase}Strong`);
  row.text((isWhole ? formula : '').padEnd(room - name.length), 'mute');
  for (const cell of cells)
    row.right(cell, numbers, undefined, undefined, cell.kind === 'gradient' ? '∂ ' : '');
  return row.end(columns);
}

function headRow(pen: Pen, { heads }: Table, [label, ...widths]: Widths): Line {
  const row = pen.row();
  const texts = heads.map(({ long, short }, index) => {
    const width = widths[index] as number;
    return (long.length < width ? long : shortName(short, width - 1)).padStart(width);
  });
  const columns = label + widths.reduce((sum, width) => sum + width, 0);
  row.text(`${'i'.padStart(label)}${texts.join('')}`, 'mute');
  return row.end(columns);
}

function termRow(
  pen: Pen,
  { labels, terms, added, present }: Table,
  index: number,
  [label, ...widths]: Widths,
  columns: number,
): Line {
  const row = pen.row();
  const isPresent = index === present && pen.phase !== null;
  const name = (shortNames(labels, label - 1)[index] ?? '').padStart(label - 1);
  row.text(`${isPresent ? '▸' : ' '}${name}`, 'ahead');
  for (const [each, cell] of (terms[index] ?? []).entries()) {
    row.right(cell, widths[each] as number, each === 2 && index >= added ? 'ahead' : undefined);
  }
  const line = row.end(columns);
  if (!isPresent) return line;
  const ground = pen.phase ?? 'forward';
  return pad(line, columns).map((each): Span => (each.ground === 'focus' ? each : filled(each, ground)));
}

function footRows(pen: Pen, { foot, terms }: Table, [label, ...widths]: Widths, columns: number): Line[] {
  const rule = pen.row();
  rule.ruleTo(columns);
  const row = pen.row();
  // The words have the same room whatever their number.
  const words = foot.words === '' ? 0 : `Σ of ${terms.length}`.length + 1;
  const end = label + widths.reduce((sum, width) => sum + width, 0);
  row.text(foot.words.padEnd(words), 'mute');
  let used = Math.max(words, foot.words.length);
  if (foot.bias !== null) {
    const word = foot.words === '' ? 'bias' : '  bias';
    row.text(word, 'ahead');
    const width = columns < WIDE ? NARROW_BIAS : WIDE_BIAS;
    row.left(foot.bias, width - 1);
    used += word.length + width;
  }
  row.right(foot.result, Math.max(0, end - used), undefined, SUM_DIGITS);
  return [rule.end(columns), row.end(columns)];
}

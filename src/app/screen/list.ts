/** The screen of an open list: its rows in a frame, the filter in the border. */

import { memoize, memoizeLast } from '../../core/memo.ts';
import { currentLanguage, t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { signOf } from '../../keys/key-names.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { programName } from '../../view/panes/header.ts';
import { withMinusSigns } from '../../view/terminal/format.ts';
import {
  cut,
  filled,
  type Line,
  lineWidth,
  pad,
  type Size,
  type Span,
  span,
  spokenMargin,
  type Target,
  windowStart,
} from '../../view/terminal/text.ts';
import { wrap, wrapLine } from '../../view/terminal/wrap.ts';
import { keysOfList } from '../keys/list-keys.ts';
import { type ListState, placeOf, visibleRows } from '../state/list.ts';
import type { ListRow } from '../state/list-row.ts';
import type { Message } from '../state/state.ts';
import { partSpans } from './part-spans.ts';
import { detailOf, headsAt } from './row-detail.ts';
import { saidLines } from './said-lines.ts';
import { type Table, tableOf, textSpans } from './table.ts';

/** Cells for the keys of a row, in a list that has keys. */
const KEYS = 21;

/** A header, the list in a frame, and the keys, or what is said: `size.rows` lines. */
export function listScreen(list: ListState, { columns, rows }: Size, message: Message | null = null): Line[] {
  const said = message && [span(` ${saidLines(message, columns - 2, 1).join('')}`)];
  return [
    [programName(), span(` ${list.title}`, 'strong')],
    ...listFrame(list, searchOf(list), { columns, rows: rows - 2 }),
    said ?? listFooter(list, columns),
  ];
}

/** The list in a frame with its title, to stand over a part of the screen: `size.rows` lines. */
export function listDrawer(list: ListState, size: Size): Line[] {
  const isSearched = list.isFiltering || list.filter !== '';
  const title = span(list.title, 'strong');
  return listFrame(list, isSearched ? [title, span('  '), ...searchOf(list)] : [title], size);
}

/** The table of the rows that are shown: it is the same while the selection moves. */
const tableFor = memoizeLast<Table>();
const keyed = memoize(
  (rows: readonly ListRow[]) => rows,
  (rows) => rows.some(({ keys }) => keys !== undefined),
);

/** What the list says, the rows around the selected one, and the selected one in full, between borders. */
function listFrame(list: ListState, title: Line, { columns, rows }: Size): Line[] {
  const all = visibleRows(list);
  const width = columns - SIDES - spokenMargin();
  const table = tableFor(all, [width, isWhole(list), ...(list.heads ?? [])], () =>
    tableOf(isWhole(list) ? all : all.map(withoutTree), list.heads ?? [], width),
  );
  const above = [...verdictLines(list, width), ...(table.heads ? [[span('   '), ...table.heads]] : [])];
  const room = Math.max(1, rows - 2 - above.length);
  const hasKeys = keyed(all);
  const { place, count } = placeOf(list);
  const shown = shownLines(all, list.selected, room, hasKeys ? width - KEYS : width);
  const inner = Array.from({ length: room }, (_, index): Line => {
    const { at, text, isRest = false } = shown[index] ?? { at: -1 };
    const row = all[at];
    if (!row) return [];
    const target: Target = { kind: 'row', index: at };
    const mark = at !== list.selected ? null : isRest ? ' ' : '▸';
    const line = rowLine(row, text ?? table.at(at), mark, hasKeys ? !isRest : null, columns - 4);
    return row.isHeading ? line : line.map((each) => ({ ...each, target }));
  });
  if (all.length === 0) {
    const found = wrap(nothingFound(list), width, room);
    inner.splice(0, found.length, ...found.map((line): Line => [span('   '), span(line, 'mute')]));
  }
  return [
    borderLine('╭─', title, [span(`${place}/${count}`, 'mute')], '─╮', columns),
    ...[...above, ...inner].map((line) => framed(line, columns)),
    borderLine(
      '╰─',
      detailOf(all[list.selected], headsAt(all, list.selected, list.heads ?? [])),
      [],
      '─╯',
      columns,
    ),
  ];
}

/** A line of the frame: the index of its row, and of a text that is broken into lines one of them. */
interface ShownLine {
  readonly at: number;
  readonly text?: Line;
  /** Whether it is not the first line of its row. */
  readonly isRest?: boolean;
}

/** The lines of all rows; null if each row is one. Long texts are broken once for a width. */
const brokenLines = memoizeLast<readonly ShownLine[] | null>();

function linesOf(rows: readonly ListRow[], width: number): readonly ShownLine[] | null {
  return brokenLines(rows, [width], () => {
    if (!rows.some((row) => isBroken(row, width))) return null;
    return rows.flatMap((row, at): ShownLine[] => {
      if (!isBroken(row, width)) return [{ at }];
      const indent = row.text.slice(0, row.text.search(/\S/));
      const lines = wrapLine(textSpans(row), width - indent.length);
      return lines.map((text, line) => ({ at, text: [span(indent), ...text], isRest: line > 0 }));
    });
  });
}

/** Whether a row is a text that has no room in one line. */
function isBroken(row: ListRow, width: number): boolean {
  const isQuoted = row.isQuote === true && !row.isProse;
  const isText = !row.isHeading && row.cells === undefined && row.depth === undefined && !isQuoted;
  return isText && lineWidth(textSpans(row)) > width;
}

/** The lines around the selected row, at most `room`. */
function shownLines(
  all: readonly ListRow[],
  selected: number,
  room: number,
  width: number,
): readonly ShownLine[] {
  const lines = linesOf(all, width);
  const total = lines?.length ?? all.length;
  const first = lines?.findIndex(({ at }) => at === selected) ?? selected;
  const last = lines?.findLastIndex(({ at }) => at === selected) ?? selected;
  const length = Math.min(room, total);
  // Of a row that has no room for all its lines, the first ones are shown.
  const start = Math.min(first, windowStart(total, length, Math.ceil((first + last) / 2)));
  return lines?.slice(start, start + length) ?? Array.from({ length }, (_, index) => ({ at: start + index }));
}

/** That no row has what is searched for, and what to do. */
export function nothingFound({ isFiltering }: ListState): string {
  const all = isFiltering ? signOf('escape') : keySign('escape', 'list');
  return t`Nothing here has these words. Press ${all} to show all.`;
}

/** Cells of a row that are not its own: borders, blanks, and the mark of the selected row. */
const SIDES = 6;

/** Whether all rows are there, so that the lines of a tree can be drawn. */
function isWhole({ filter }: ListState): boolean {
  return filter.trim() === '';
}

function withoutTree({ depth: _depth, ...row }: ListRow): ListRow {
  return row;
}

function verdictLines({ verdict }: ListState, width: number): Line[] {
  if (!verdict) return [];
  const tone = verdict.isGood === undefined ? 'strong' : verdict.isGood ? 'updateStrong' : 'warning';
  return wrap(withMinusSigns(verdict.text), width, 2).map((line) => [span('   '), span(line, tone)]);
}

/** The keys of a list. */
export function listFooter(list: ListState, columns: number): Line {
  const keys = keysOfList(list).flatMap(({ keys, hint }) => (hint === undefined ? [] : [{ keys, hint }]));
  return footerLine(keys, columns);
}

/** What is searched for, or that one can search. */
function searchOf(list: ListState): Line {
  if (!list.isFiltering && list.filter === '')
    return [span(keySign('/', 'list'), 'strong'), span(` ${t`search`}`, 'mute')];
  return [span('/', 'accent'), span(list.filter, 'strong'), span(list.isFiltering ? '▏' : '', 'accent')];
}

/** A border with a text at its left and one at its right. */
function borderLine(from: string, left: Line, right: Line, to: string, columns: number): Line {
  const inBorder = (line: Line): Line => (line.length === 0 ? [] : [span(' '), ...line, span(' ')]);
  const end = inBorder(right);
  // Nothing may stand to the right of Bangla.
  if (currentLanguage() !== 'en') return [span(from, 'focus'), ...end, ...cut(inBorder(left), columns - 16)];
  const start = inBorder(cut(left, columns - lineWidth(end) - from.length - to.length - 3));
  const line = '─'.repeat(Math.max(0, columns - from.length - to.length - lineWidth(start) - lineWidth(end)));
  return [span(from, 'focus'), ...start, span(line, 'focus'), ...end, span(to, 'focus')];
}

/** A row between the borders. Nothing stands to the right of Bangla, since terminals disagree about its width. */
function framed(line: Line, columns: number): Line {
  const left = span('│', 'focus');
  if (currentLanguage() !== 'en') return [left, ...cut(line, columns - 1 - spokenMargin())];
  return [left, ...pad(line, columns - 2), span('│', 'focus')];
}

/**
 * A row with a blank before it: a heading with a rule, or keys as chips and a text or cells.
 *
 * @param mark stands before the selected row; null for the others
 * @param hasKeys whether its keys stand in their column, or that stays free; null for none
 */
function rowLine(
  row: ListRow,
  own: Line,
  mark: string | null,
  hasKeys: boolean | null,
  columns: number,
): Line {
  const isSelected = mark !== null;
  if (row.isHeading && !row.cells) return headingLine(withMinusSigns(row.text), columns, isSelected);
  const keys = hasKeys === null ? [] : keyCells(hasKeys ? row : {}, isSelected);
  const text = own.map((each) =>
    each.value === undefined && !row.isQuote ? { ...each, text: withMinusSigns(each.text) } : each,
  );
  const line: Line = [span(` ${mark ?? ' '} `), ...keys, ...text];
  const shown = cut(line, columns + 1);
  if (!isSelected) return shown;
  const rest = currentLanguage() === 'en' ? columns + 2 - lineWidth(shown) : 1;
  return [...shown, span(' '.repeat(Math.max(0, rest)))].map((each) =>
    row.found && each.tone === 'plain'
      ? { ...each, tone: 'inkPlain', ground: 'forward' }
      : filled(each, 'forward'),
  );
}

function headingLine(text: string, columns: number, isSelected: boolean): Line {
  const head = cut([span(` ${isSelected ? '▸ ' : ''}${text} `, 'accent')], columns);
  // A rule may not stand to the right of Bangla.
  if (currentLanguage() !== 'en') return head;
  return [...head, span('─'.repeat(Math.max(0, columns + 1 - lineWidth(head))), 'frame')];
}

/** Keys as chips in `KEYS` cells; a word of the command line, which begins with a colon, is plain. */
function keyCells({ keys = [], found }: Pick<ListRow, 'keys' | 'found'>, isSelected: boolean): Line {
  const spans: Span[] = [];
  let room = KEYS - 1;
  const name = found?.name ?? null;
  for (const key of keys) {
    const isWord = key.startsWith(':') && key.length > 1;
    const chip: Line =
      name !== null && key === `:${name.text}`
        ? [span(':', 'strong'), ...partSpans(name.parts)]
        : isWord
          ? [span(key, 'strong')]
          : [span(` ${key} `, 'strong', 'soft')];
    const width = lineWidth(chip) + 1;
    if (width > room) break;
    spans.push(...chip, span(' '));
    room -= width;
  }
  const cells = pad(spans, KEYS);
  return isSelected ? cells.map(({ text, tone }) => span(text, tone === 'accent' ? tone : 'plain')) : cells;
}

/** The screen of an open list: its rows in a frame, the filter in the border. */
import { currentLanguage, t } from '../../i18n/translate.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { programName } from '../../view/panes/header.ts';
import { withMinusSigns } from '../../view/terminal/format.ts';
import {
  cut,
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
import { chooseKey, type ListKey, listFilterKeys, listKeys } from '../actions/list-keys.ts';
import { type ListRow, type ListState, visibleRows } from '../state/list.ts';

/** Cells for the keys of a row, in a list that has keys. */
const KEYS = 21;

/** A header, the list in a frame, and the keys: `size.rows` lines. */
export function listScreen(list: ListState, { columns, rows }: Size): Line[] {
  return [
    [programName(), span(` ${list.title}`, 'strong')],
    ...listFrame(list, searchOf(list), { columns, rows: rows - 2 }),
    listFooter(list, columns),
  ];
}

/** The list in a frame with its title, to stand over a part of the screen: `size.rows` lines. */
export function listDrawer(list: ListState, size: Size): Line[] {
  const isSearched = list.isFiltering || list.filter !== '';
  const title = span(list.title, 'strong');
  return listFrame(list, isSearched ? [title, span('  '), ...searchOf(list)] : [title], size);
}

/** The rows around the selected one between borders. Its title stands in the upper one. */
function listFrame(list: ListState, title: Line, { columns, rows }: Size): Line[] {
  const all = visibleRows(list);
  const room = Math.max(1, rows - 2);
  const start = windowStart(all.length, Math.min(room, all.length), list.selected);
  const hasKeys = all.some(({ keys }) => keys !== undefined);
  const place = span(`${Math.min(all.length, list.selected + 1)}/${all.length}`, 'mute');
  const detail = all[list.selected]?.detail ?? '';
  const inner = Array.from({ length: room }, (_, index): Line => {
    const row = all[start + index];
    if (!row) return [];
    const target: Target = { kind: 'row', index: start + index };
    const line = rowLine(row, start + index === list.selected, hasKeys, columns - 4);
    return row.isHeading ? line : line.map((each) => ({ ...each, target }));
  });
  return [
    borderLine('╭─', title, [place], '─╮', columns),
    ...inner.map((line) => framed(line, columns)),
    borderLine('╰─', detail === '' ? [] : [span(detail, 'accent')], [], '─╯', columns),
  ];
}

/** The keys of a list. */
export function listFooter(list: ListState, columns: number): Line {
  return footerLine(keysOf(list), columns);
}

/** What is searched for, or that one can search. */
function searchOf(list: ListState): Line {
  if (!list.isFiltering && list.filter === '') return [span('/', 'strong'), span(` ${t`search`}`, 'mute')];
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

/** A row with a blank before it: a heading with a rule, or keys as chips and a text. */
function rowLine(row: ListRow, isSelected: boolean, hasKeys: boolean, columns: number): Line {
  const text = withMinusSigns(row.text);
  if (row.isHeading) return headingLine(text, columns, isSelected);
  const keys = hasKeys ? keyCells(row.keys ?? [], isSelected) : [];
  const line: Line = [span(isSelected ? ' ▸ ' : '   '), ...keys, span(text)];
  if (!isSelected) return cut(line, columns + 1);
  const shown = cut(line, columns + 1);
  const rest = currentLanguage() === 'en' ? columns + 2 - lineWidth(shown) : 1;
  return [...shown, span(' '.repeat(Math.max(0, rest)))].map((each) => ({
    ...each,
    tone: 'ink' as const,
    ground: 'forward' as const,
  }));
}

function headingLine(text: string, columns: number, isSelected: boolean): Line {
  const head = cut([span(` ${isSelected ? '▸ ' : ''}${text} `, 'accent')], columns);
  // A rule may not stand to the right of Bangla.
  if (currentLanguage() !== 'en') return head;
  return [...head, span('─'.repeat(Math.max(0, columns + 1 - lineWidth(head))), 'frame')];
}

/** Keys as chips in `KEYS` cells; a word of the command line, which begins with a colon, is plain. */
function keyCells(keys: readonly string[], isSelected: boolean): Line {
  const spans: Span[] = [];
  let room = KEYS - 1;
  for (const key of keys) {
    const chip =
      key.startsWith(':') && key.length > 1 ? span(key, 'strong') : span(` ${key} `, 'strong', 'soft');
    const width = lineWidth([chip]) + 1;
    if (width > room) break;
    spans.push(chip, span(' '));
    room -= width;
  }
  const cells = pad(spans, KEYS);
  return isSelected ? cells.map(({ text }) => span(text)) : cells;
}

/** The keys in the footer. If no row can be chosen, the key for choosing is left out. */
function keysOf(list: ListState): { readonly keys: readonly string[]; readonly hint: string }[] {
  const hasChoices = visibleRows(list).some(({ choice }) => choice !== undefined);
  const isShown = (each: ListKey) => hasChoices || each !== chooseKey;
  return (list.isFiltering ? listFilterKeys : listKeys.filter(isShown)).flatMap(({ keys, hint }) =>
    hint === undefined ? [] : [{ keys, hint }],
  );
}

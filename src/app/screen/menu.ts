/** The menu: the scenarios in groups, and beside them what the highlighted one is about. */

import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { menuListLines } from '../../view/menu-list.ts';
import { programName } from '../../view/panes/header.ts';
import { previewLines } from '../../view/preview.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { fill, type Line, PROSE_MARGIN, type Size, span, spokenMargin } from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { matchesOf, previewOf } from '../state/catalogue.ts';
import type { ScenarioEntry, State } from '../state/state.ts';
import { detailLine, furtherLines, groupsOf, introductionLines, titleLines } from './menu-items.ts';
import { saidLines } from './said-lines.ts';
import { footer } from './status-line.ts';

/** Widths of the list with its borders, and the screens from which on they are used. */
const NARROW = 31;
const MEDIUM = { screen: 100, list: 38 };
const WIDE = { screen: 130, list: 46 };

/** Columns between the list and what stands beside it. */
const GAP = 2;
/** Rows of the header and of the keys. */
const AROUND = 2;
/** Minimum rows of the drawing; the introduction gets what is left. */
const LEAST_DRAWING = 8;
/** Maximum rows of a message. */
const MOST_SAID = 4;
/** Maximum size of the drawing. */
const MOST_COLUMNS = 100;
const MOST_ROWS = 24;

/** The screen of the menu: `size.rows` lines. */
export function menuScreen(state: State, size: Size): Line[] {
  const entries = matchesOf(state);
  const entry = entries[state.highlighted];
  const width = size.columns < MEDIUM.screen ? NARROW : size.columns < WIDE.screen ? MEDIUM.list : WIDE.list;
  const rows = Math.max(3, size.rows - AROUND);
  const filter = filterOf(state, entries.length);
  const list = menuListLines(groupsOf(entries, state.done), state.highlighted, filter, {
    columns: width,
    rows,
  });
  const room = { columns: size.columns - width - GAP - spokenMargin(), rows };
  const further = entry ? (state.further[entry.key] ?? []) : [];
  const said = messageLines(state, room);
  const about = entry ? aboutLines(entry, room, state.done.length === 0, further) : nothingFound(room);
  // It covers the last rows, so that nothing moves when it comes and goes.
  const beside = [...fill(about, rows).slice(0, rows - said.length), ...said];
  const body = list.map((line, row): Line => [...line, span(' '.repeat(GAP)), ...(beside[row] ?? [])]);
  return [headingLine(), ...body, footer(state, size)];
}

/** What the last key did, or what is to be known at the start. */
function messageLines({ message }: State, { columns, rows }: Size): Line[] {
  if (message === null) return [];
  const tone = message.isFault ? 'warning' : 'plain';
  return saidLines(message, columns, Math.min(MOST_SAID, rows)).map((line) => [span(line, tone)]);
}

function headingLine(): Line {
  return [programName(), span(` ${t`neural networks, one operation at a time`}`, 'mute')];
}

/** What the list is filtered by; empty if by nothing. */
function filterOf({ filter, mode }: State, found: number): Line {
  const isFiltering = mode === 'filter';
  if (!isFiltering && filter === '') return [];
  return [
    span('/', 'accent'),
    span(filter, 'strong'),
    span(isFiltering ? '▏' : '', 'accent'),
    span(`  ${found}`, 'mute'),
  ];
}

function nothingFound({ columns, rows }: Size): Line[] {
  const text = t`No scenario has these words. Press ${keySign('escape', 'menu')} to show all.`;
  return [[], ...wrap(text, columns, rows).map((line) => [span(line, 'mute')])];
}

/** Title, lesson, a drawing at the start, the introduction, and the number of steps: at most `rows` lines. */
function aboutLines(
  entry: ScenarioEntry,
  { columns, rows }: Size,
  isFirst: boolean,
  further: readonly string[],
): Line[] {
  const head: Line[] = [[], ...titleLines(entry.about), []];
  const invitation = t`Press ${keySign('enter', 'menu')} to open it, then ${keySign('right')} for each operation and ${keySign('left')} to step back.`;
  const start = isFirst ? wrap(invitation, columns, 2).map((line) => [span(line, 'accent')]) : [];
  const detail: Line[] = [[], ...furtherLines(further, columns), ...start, detailLine(entry), []];
  const between = rows - head.length - detail.length;
  const all = introductionLines(entry.scenario, columns, Number.POSITIVE_INFINITY);
  const least = Math.min(LEAST_DRAWING + 1, Math.max(0, between - 2));
  const introduction =
    all.length <= between - least
      ? all
      : introductionLines(entry.scenario, columns, Math.max(0, between - least));
  const drawingRows = between - introduction.length - 1;
  // The drawing is the same in all languages.
  const drawn = columns + spokenMargin() - PROSE_MARGIN;
  const drawing = drawingOf(previewOf(entry), { columns: drawn, rows: Math.min(MOST_ROWS, drawingRows) });
  const middle = drawing.length === 0 ? [] : [...drawing, []];
  return [...head, ...middle, ...introduction, ...detail].slice(0, rows);
}

function drawingOf(preview: Scene, { columns, rows }: Size): Line[] {
  if (rows < 3) return [];
  const lines = previewLines(preview, { columns: Math.min(columns, MOST_COLUMNS), rows });
  return fill(lines, rows);
}

/** The menu: the list of scenarios, and below it the introduction and the network of the highlighted one. */
import { languageTable, nextLanguage, t } from '../../i18n/translate.ts';
import { networkLines } from '../../view/network/drawing.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { asciiLine } from '../../view/terminal/ascii.ts';
import {
  fill,
  type Line,
  PROSE_MARGIN,
  plainText,
  type Size,
  span,
  truncate,
} from '../../view/terminal/text.ts';
import { matchesOf, previewOf } from '../state/catalogue.ts';
import type { ScenarioEntry, State } from '../state/state.ts';
import { detailLine, introductionLines, labelOf } from './menu-items.ts';
import { footer } from './status-line.ts';

/** Rows of the heading (two lines and a blank one), the rule, the detail line and the footer. */
const FIXED_ROWS = 3 + 1 + 1 + 1;
const MOST_INTRODUCTION_ROWS = 5;
/** Minimum rows for a drawing of the network. */
const LEAST_PREVIEW_ROWS = 6;
/** Maximum width of the drawing of the network, in columns. */
const MOST_PREVIEW_COLUMNS = 100;

/** The screen of the menu: `size.rows` lines, with as many entries as fit. */
export function menuScreen(state: State, size: Size): Line[] {
  const entries = matchesOf(state);
  const entry = entries[state.highlighted];
  const preview = entry ? previewOf(entry) : null;
  const room = size.rows - FIXED_ROWS - MOST_INTRODUCTION_ROWS;
  const limit = Math.max(1, Math.min(entries.length, room));
  const introduction = preview
    ? introductionLines(preview.session.scenario, size.columns, MOST_INTRODUCTION_ROWS)
    : [];
  const spare = room - limit + MOST_INTRODUCTION_ROWS - introduction.length - 2;
  const drawing = preview ? networkDrawing(preview, { columns: size.columns, rows: spare }) : [];
  const above: Line[] = [
    [span(' Backstep ', 'accent'), span(` ${t`neural networks, one operation at a time`}`, 'mute')],
    statusOf(state, entries.length),
    [],
    ...entryLines(state, entries, limit, size.columns),
    placeLine(state, entries.length, limit, size.columns),
    ...(entry && preview ? [detailLine(entry.id, preview.session)] : []),
    ...introduction,
    ...(drawing.length > 0 ? [[], ...drawing] : []),
  ];
  return [...fill(above, size.rows - 1), footer(state, size)];
}

/** The line with the filter, or with what to do if there is no filter. */
function statusOf(state: State, found: number): Line {
  const { filter, mode, capabilities } = state;
  const isFiltering = mode === 'filter';
  if (!isFiltering && filter === '') return invitation(state.language, capabilities.isAscii);
  return [
    span(' /', 'accent'),
    span(filter, 'strong'),
    span(isFiltering ? '▏' : '', 'accent'),
    span(`  ${t`${found} found`}`, 'mute'),
  ];
}

/** What to do, and the next language by its own name. All but English comes last: terminals disagree about its width. */
function invitation(language: State['language'], isAscii: boolean): Line {
  const choose = t`Choose a scenario`;
  const key = span(' A ', 'strong');
  const next = nextLanguage(language);
  const { name, asciiName } = languageTable[next];
  return next === 'en'
    ? [key, span(name, 'mute'), span(`   ${choose}`)]
    : [span(` ${choose}  `), key, span(isAscii ? asciiName : name, 'mute')];
}

/** `limit` entries: the first ones, or the last of them is the highlighted one. */
function entryLines(
  { highlighted, capabilities }: State,
  entries: readonly ScenarioEntry[],
  limit: number,
  columns: number,
): Line[] {
  if (entries.length === 0)
    return [[span(` ${t`No scenario has these words. Press Esc to show all.`}`, 'mute')]];
  const first = Math.max(0, highlighted - limit + 1);
  return entries.slice(first, first + limit).map((entry, index): Line => {
    const isSelected = first + index === highlighted;
    const label = [span(labelOf(entry, columns), isSelected ? 'strong' : 'plain')];
    // A label in ASCII can be longer: it is converted before it is cut, so that the margin stays.
    const written = capabilities.isAscii ? asciiLine(label, columns) : label;
    const mark = span(isSelected ? ' ▸ ' : '   ', 'accent');
    return [mark, ...truncate(written, columns - plainText([mark]).length - PROSE_MARGIN)];
  });
}

/** A rule. If not all entries are visible, it shows the position in the list. */
function placeLine({ highlighted }: State, count: number, limit: number, columns: number): Line {
  const place = count > limit ? `── ${highlighted + 1}/${count} ` : '';
  return [span(`${place}${'─'.repeat(columns - place.length)}`, 'mute')];
}

function networkDrawing(preview: Scene, { columns, rows }: Size): Line[] {
  if (rows < LEAST_PREVIEW_ROWS) return [];
  return networkLines(preview, {
    columns: Math.min(columns, MOST_PREVIEW_COLUMNS),
    rows,
  });
}

/** The list of the menu: names in groups in a frame. In it are only English, names and numbers. */
import { grouped } from './terminal/format.ts';
import { panelLines, roomIn } from './terminal/panels.ts';
import { shortName } from './terminal/short-name.ts';
import { type Line, type Size, type Span, span, type Target, windowStart } from './terminal/text.ts';

interface MenuEntry {
  readonly name: string;
  /** `2-4-1`, or the number of formulas. */
  readonly shape: string;
  /** The number of steps. */
  readonly steps: number;
  /** Whether it was gone through to its end. */
  readonly isDone: boolean;
}

export interface MenuGroup {
  readonly name: string;
  readonly entries: readonly MenuEntry[];
}

/** A row of the list: a heading, an entry with its index among all, or a gap. */
type Row =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'entry'; readonly entry: MenuEntry; readonly index: number }
  | { readonly kind: 'gap' };

/** From this width on, the list shows the shapes. */
const ROOMY = 38;

/** Cells of the number of steps, and of the gap before it. */
const STEPS = 5;
const GAP = 2;

/** From this number of steps on, they are rounded to one of the units. */
const ROUNDED_FROM = 10_000;
const units = [
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'G'],
  [1e12, 'T'],
  [1e15, 'P'],
] as const;

/**
 * The list in its frame: `size.rows` lines of `size.columns` cells. If not all rows fit, those around the selected
 * entry are shown, and the lower border counts the entries above and below them.
 *
 * @param selected index of the selected entry
 * @param filter what the entries are filtered by; empty for the title
 */
export function menuListLines(
  groups: readonly MenuGroup[],
  selected: number,
  filter: Line,
  size: Size,
): Line[] {
  const room = roomIn(size);
  const tall = rowsOf(groups, true);
  const rows = tall.length <= room.rows ? tall : rowsOf(groups, false);
  const place = rows.findIndex((row) => row.kind === 'entry' && row.index === selected);
  const first = windowStart(rows.length, Math.min(room.rows, rows.length), Math.max(0, place));
  const last = first + room.rows;
  const panel = {
    place: { x: 0, y: 0, ...size },
    title: filter.length > 0 ? filter : [span('scenarios', 'strong')],
    foot: more(rows.slice(0, first), '↑'),
    footMark: more(rows.slice(last), '↓'),
    isFocused: true,
    lines: rows.slice(first, last).map((row) => rowLine(row, selected, room.columns, size.columns >= ROOMY)),
  };
  return panelLines([panel], size);
}

function rowsOf(groups: readonly MenuGroup[], hasGaps: boolean): Row[] {
  let index = 0;
  return groups.flatMap(({ name, entries }, place) => [
    ...(hasGaps && place > 0 ? [{ kind: 'gap' } as const] : []),
    { kind: 'group', name } as const,
    ...entries.map((entry): Row => ({ kind: 'entry', entry, index: index++ })),
  ]);
}

function more(rows: readonly Row[], sign: string): Line {
  const count = rows.filter(({ kind }) => kind === 'entry').length;
  return count === 0 ? [] : [span(`${count} more ${sign}`, 'mute')];
}

function rowLine(row: Row, selected: number, columns: number, isRoomy: boolean): Line {
  if (row.kind === 'gap') return [];
  if (row.kind === 'entry') {
    const target: Target = { kind: 'row', index: row.index };
    const line = entryLine(row.entry, columns, row.index === selected, isRoomy);
    return line.map((each) => ({ ...each, target }));
  }
  const rule = '─'.repeat(Math.max(0, columns - row.name.length - 1));
  return [span(`${row.name} `, 'mute'), span(rule, 'frame')];
}

/** `▸ name ✓   shape  steps`: `columns` cells. The shape is left out where the name needs its room. */
function entryLine(
  { name, shape, steps, isDone }: MenuEntry,
  columns: number,
  isSelected: boolean,
  isRoomy: boolean,
): Line {
  const room = columns - 2 - STEPS - GAP;
  const tick = isDone ? ' ✓' : '';
  const shown = `${shortName(name, room - tick.length)}${tick}`;
  const right = isRoomy && shown.length + 1 + shape.length <= room ? shape : '';
  const parts: readonly Span[] = [
    span(`${isSelected ? '▸' : ' '} ${shown}`),
    span(right.padStart(room - shown.length), 'ahead'),
    span(`${' '.repeat(GAP)}${roundedCount(steps).padStart(STEPS)}`, 'mute'),
  ];
  return isSelected ? [span(parts.map(({ text }) => text).join(''), 'ink', 'forward')] : parts;
}

/** `388`, `1,907`, `26 k`, `8.5 M`: at most `STEPS` cells, up to the largest number of steps that a run can have. */
function roundedCount(steps: number): string {
  if (steps < ROUNDED_FROM) return grouped(steps);
  // 999,600 is 1,000 thousands when it is rounded, so 1.0 million.
  const texts = units.map(([divisor, unit]) => {
    const count = steps / divisor;
    return `${count < 9.95 ? count.toFixed(1) : Math.round(count)} ${unit}`;
  });
  return texts.find((text) => text.length <= STEPS) ?? texts.at(-1) ?? '';
}

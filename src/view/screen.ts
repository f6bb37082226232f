/** Composes the screen of a session from its panes, at exactly the given size. */

import { bodyRows, type Layout, layoutOf, noteSize, RULE } from './layout.ts';
import { topPaneLines, topPaneMessage, usefulTopPaneRows } from './network/network-pane.ts';
import { headerLines } from './panes/header.ts';
import { largeOperation } from './panes/large.ts';
import { listingLines } from './panes/listing.ts';
import { operationLines } from './panes/operation-pane.ts';
import { messageLines } from './panes/prose.ts';
import { stackLines } from './panes/stack.ts';
import { tapeLines } from './panes/tape.ts';
import { valueLines } from './panes/values.ts';
import { watchLines } from './panes/watches.ts';
import type { Scene } from './scene/scene.ts';
import type { Pane, ViewOptions } from './scene/view-options.ts';
import { cut, fill, type Line, pad, type Size, span } from './terminal/text.ts';

/** From this width on, the tape and the listing are side by side. */
const BOTH = 94;

/**
 * The screen of a session at its cursor.
 *
 * @param id the name of the scenario, for the header
 * @param note lines to show above the scenario's note and the explanation of the step; null for none
 * @param footer the last line
 * @param warnings the number of the scenario's warnings
 * @returns `size.rows` lines of at most `size.columns` cells, or null if the size is smaller than the smallest layout
 */
export function sessionScreen(
  scene: Scene,
  id: string,
  size: Size,
  looks: ViewOptions,
  note: readonly Line[] | null,
  footer: Line,
  warnings = 0,
): Line[] | null {
  const layout = layoutOf(size, usefulTopPaneRows(scene, looks), looks.hidden);
  if (!layout) return null;
  const room = noteSize(size, looks.hidden);
  const message = topPaneMessage(scene, looks);
  const said = note ?? [];
  const left = { columns: room.columns, rows: room.rows - said.length };
  const words = left.rows > 0 ? messageLines(scene, left, message, looks) : [];
  const notes = [...said, ...words].map((line) => cut(line, size.columns));
  const body: Size = { columns: size.columns, rows: bodyRows(size, looks.hidden) };
  // A plot that has nothing to show is replaced by the network; the text at the bottom says why.
  const seen: ViewOptions = message === null ? looks : { ...looks, picture: 'network' };
  const lines = seen.isLarge
    ? large(scene, body, seen)
    : seen.zoom !== null
      ? zoomed(scene, seen.zoom, body, seen)
      : panes(scene, layout, seen);
  return [
    ...headerLines(scene, id, size.columns, warnings),
    ...fill(lines, body.rows),
    ...fill(notes, room.rows),
    cut(footer, size.columns),
  ];
}

/** All panes that are not hidden. */
function panes(
  scene: Scene,
  { picture, stage, tape, side, isAside, isLow }: Layout,
  looks: ViewOptions,
): Line[] {
  const upper = [
    ...(picture ? fill(topPaneLines(scene, picture, looks), picture.rows) : []),
    ...(stage && !isLow ? [rule('operation', stage.columns)] : []),
    ...(stage ? fill(operationLines(scene, stage, looks.ahead), stage.rows) : []),
  ];
  const lower = tape ? tapeOrListing(scene, tape, looks) : [];
  if (!side) return [...upper, ...lower];
  const beneath = isAside ? aside(scene, side, looks) : besideTape(scene, side, looks);
  if (isAside) return beside([...upper, ...lower], beneath, (stage ?? picture ?? tape)?.columns ?? 0);
  return [...upper, ...(tape ? beside(lower, beneath, tape.columns) : beneath)];
}

/** The tape; with the listing switched on, both side by side if there is room, otherwise only the listing. */
function tapeOrListing(scene: Scene, size: Size, looks: ViewOptions): Line[] {
  const { columns, rows } = size;
  if (!looks.hasListing) return paneLines(scene, 'tape', size, looks);
  if (columns < BOTH) return paneLines(scene, 'listing', size, looks);
  const left = Math.floor(columns * 0.46);
  const listing = paneLines(scene, 'listing', { columns: columns - left - 1, rows }, looks);
  return beside(paneLines(scene, 'tape', { columns: left, rows }, looks), listing, left);
}

/** One pane over the whole width, and the operation below it. */
function zoomed(scene: Scene, zoom: Pane, { columns, rows }: Size, looks: ViewOptions): Line[] {
  const stageRows = rows < 16 ? 4 : 5;
  return [
    ...paneLines(scene, zoom, { columns, rows: rows - stageRows - 2 * RULE }, { ...looks, focus: zoom }),
    rule('operation', columns),
    ...operationLines(scene, { columns, rows: stageRows }, looks.ahead),
  ];
}

/** The operation in large letters, and below it the content of the top pane if at least 5 rows are left. */
function large(scene: Scene, { columns, rows }: Size, looks: ViewOptions): Line[] {
  const operation = largeOperation(
    scene,
    { columns, rows: Math.max(9, Math.ceil(rows * 0.55)) },
    looks.ahead,
  );
  const left = rows - operation.length - RULE;
  if (left < 5) return operation;
  return [...operation, rule(looks.picture, columns), ...topPaneLines(scene, { columns, rows: left }, looks)];
}

/** The column on the right: the stack, the watches, and the values in the rows that are left. */
function aside(scene: Scene, size: Size, looks: ViewOptions): Line[] {
  const stackRows = size.rows < 20 ? 0 : 7;
  const watchRows = Math.min(scene.debug.watches.length, 6);
  const above = [
    ...(stackRows > 0 ? paneLines(scene, 'stack', { columns: size.columns, rows: stackRows }, looks) : []),
    ...(watchRows > 0 ? paneLines(scene, 'watches', { columns: size.columns, rows: watchRows }, looks) : []),
  ];
  return [
    ...above,
    ...paneLines(scene, 'values', { columns: size.columns, rows: size.rows - above.length - RULE }, looks),
  ];
}

/**
 * The side panes beside the tape: the stack or the watches if one has the focus; otherwise a few watches and the
 * values.
 */
function besideTape(scene: Scene, size: Size, looks: ViewOptions): Line[] {
  const { columns } = size;
  if (looks.focus === 'stack' || looks.focus === 'watches') {
    return paneLines(scene, looks.focus, { columns, rows: size.rows - RULE }, looks);
  }
  const watched = Math.min(scene.debug.watches.length, 2);
  const [title, ...values] = paneLines(scene, 'values', { columns, rows: size.rows - RULE - watched }, looks);
  return [title as Line, ...fill(watchLines(scene, { columns, rows: watched }, looks), watched), ...values];
}

/** A pane with its title above it: `size.rows` + 1 lines. */
function paneLines(scene: Scene, pane: Pane, size: Size, looks: ViewOptions): Line[] {
  const draw = {
    picture: topPaneLines,
    tape: tapeLines,
    listing: listingLines,
    stack: stackLines,
    watches: watchLines,
    values: valueLines,
  }[pane];
  return [
    rule(titleOf(scene, pane, looks), size.columns, looks.focus === pane),
    ...fill(draw(scene, size, looks), size.rows),
  ];
}

function titleOf({ debug }: Scene, pane: Pane, { picture }: ViewOptions): string {
  const { frame } = debug.selection;
  if (pane === 'picture') return picture;
  return pane === 'values' && frame !== null ? `values of this ${frame}` : pane;
}

/** Two columns of lines with a vertical rule between them. */
function beside(left: readonly Line[], right: readonly Line[], columns: number): Line[] {
  return right.map((line, index) => [
    ...pad(left[index] ?? [], columns),
    span(index === 0 ? '┬' : '│', 'dim'),
    ...line,
  ]);
}

/** `── tape ─────`; the title of the pane with the focus is highlighted. */
function rule(title: string, columns: number, isFocused = false): Line {
  return cut(
    [
      span(isFocused ? '─▸ ' : '── ', isFocused ? 'accent' : 'dim'),
      span(title, isFocused ? 'accent' : 'dim'),
      span(` ${'─'.repeat(Math.max(0, columns - title.length - 4))}`, 'dim'),
    ],
    columns,
  );
}

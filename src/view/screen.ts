/** The whole screen of a session: the panes side by side and below each other, exactly as large as asked. */
import { networkLines } from './drawing.ts';
import { usefulRows } from './geometry.ts';
import { headerLines } from './header.ts';
import { layoutOf } from './layout.ts';
import type { Looks, Pane, Zoom } from './looks.ts';
import type { Scene } from './scene.ts';
import { stackLines } from './stack.ts';
import { noteLines, stageLines } from './stage.ts';
import { tapeLines } from './tape.ts';
import { cut, fill, type Line, pad, type Size, span } from './text.ts';
import { valueLines } from './values.ts';
import { watchLines } from './watches.ts';

/**
 * A session's screen at its cursor.
 *
 * @param note what to say above the footer; null for the scenario's own note
 * @param footer the last line
 * @returns `size.rows` lines of at most `size.columns` cells, or null where the screen is too small
 */
export function sessionScreen(
  scene: Scene,
  id: string,
  size: Size,
  looks: Looks,
  note: readonly Line[] | null,
  footer: Line,
): Line[] | null {
  const layout = layoutOf(size, usefulRows(scene.network));
  if (!layout) return null;
  const notes = (note ?? noteLines(scene, layout.note)).map((line) => cut(line, size.columns));
  const bottom = [...fill(notes, layout.note.rows), cut(footer, size.columns)];
  const top = headerLines(scene, id, size.columns);
  if (looks.zoom !== null) {
    const rows = size.rows - top.length - bottom.length;
    return [
      ...top,
      ...zoomed(scene, looks.zoom, { columns: size.columns, rows }, layout.stage.rows, looks),
      ...bottom,
    ];
  }
  const { network, stage, tape, side, isAside, isLow } = layout;
  const upper = [
    ...fill(networkLines(scene, network), network.rows),
    ...(isLow ? [] : [rule('operation', stage.columns)]),
    ...fill(stageLines(scene, stage), stage.rows),
  ];
  const lower = [
    rule('tape', tape.columns, looks.focus === 'tape'),
    ...fill(tapeLines(scene, tape, looks.step), tape.rows),
  ];
  const beneath = isAside ? aside(scene, side, looks) : besideTape(scene, side, looks);
  const body = isAside
    ? beside([...upper, ...lower], beneath, stage.columns)
    : [...upper, ...beside(lower, beneath, tape.columns)];
  return [...top, ...body, ...bottom];
}

/** One pane over the whole width, and the operation beneath it. */
function zoomed(scene: Scene, zoom: Zoom, size: Size, stageRows: number, looks: Looks): Line[] {
  const { columns } = size;
  const rows = size.rows - stageRows - 2;
  const stage = fill(stageLines(scene, { columns, rows: stageRows }), stageRows);
  const draw = {
    network: () => networkLines(scene, { columns, rows }),
    tape: () => tapeLines(scene, { columns, rows }, looks.step),
    values: () => valueLines(scene, { columns, rows }, looks),
    stack: () => stackLines(scene, { columns, rows }, looks),
  }[zoom];
  return [rule(zoom, columns, true), ...fill(draw(), rows), rule('operation', columns), ...stage];
}

/** The column at the right: the frames, the watches, and the values in what is left. */
function aside(scene: Scene, size: Size, looks: Looks): Line[] {
  const stackRows = size.rows < 20 ? 0 : 7;
  const watchRows = Math.min(scene.debug.watches.length, 6);
  const panes: Exclude<Pane, 'tape'>[] = [
    ...(stackRows > 0 ? (['stack'] as const) : []),
    ...(watchRows > 0 ? (['watches'] as const) : []),
  ];
  const above = panes.flatMap((pane) =>
    paneLines(scene, pane, { columns: size.columns, rows: pane === 'stack' ? stackRows : watchRows }, looks),
  );
  return [
    ...above,
    ...paneLines(scene, 'values', { columns: size.columns, rows: size.rows - above.length - 1 }, looks),
  ];
}

/** Where there is no room for a column: the pane that has the focus; else the values, below what is watched. */
function besideTape(scene: Scene, size: Size, looks: Looks): Line[] {
  const { columns } = size;
  if (looks.focus === 'stack' || looks.focus === 'watches') {
    return paneLines(scene, looks.focus, { columns, rows: size.rows - 1 }, looks);
  }
  const watched = Math.min(scene.debug.watches.length, 2);
  const [title, ...values] = paneLines(scene, 'values', { columns, rows: size.rows - 1 - watched }, looks);
  return [title as Line, ...fill(watchLines(scene, { columns, rows: watched }, looks), watched), ...values];
}

/** A pane with its title. */
function paneLines(scene: Scene, pane: Exclude<Pane, 'tape'>, size: Size, looks: Looks): Line[] {
  const draw = { stack: stackLines, watches: watchLines, values: valueLines }[pane];
  const title = pane === 'values' && looks.frame !== null ? `values of this ${looks.frame}` : pane;
  return [rule(title, size.columns, looks.focus === pane), ...fill(draw(scene, size, looks), size.rows)];
}

/** Two columns with a line between them. */
function beside(left: readonly Line[], right: readonly Line[], columns: number): Line[] {
  return left.map((line, index) => [
    ...pad(line, columns),
    span(index === 0 ? '┬' : '│', 'dim'),
    ...(right[index] ?? []),
  ]);
}

/** `── tape ─────`; the pane that has the focus has its title lit. */
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

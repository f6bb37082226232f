/** Folding and unfolding the rows of a list that are a tree. */
import { originBelow } from '../../commands/rows/origin-rows.ts';
import type { Session } from '../../session/session.ts';
import type { ListState } from './list.ts';
import { type ListRow, listRow } from './list-row.ts';

/** Whether a row of a tree can be unfolded. */
export function isFolded({ below, origin }: ListRow): boolean {
  return below !== undefined || origin !== undefined;
}

/** The list with the rows below one of its rows shown. Those that have not been followed yet are followed further. */
export function unfolded(list: ListState, row: ListRow, session: Session): ListState {
  const at = list.rows.indexOf(row);
  const below = followed(row, session).map((each) =>
    each.origin === undefined ? each : { ...each, below: followed(each, session) },
  );
  const { below: _below, origin: _origin, ...open } = row;
  return { ...list, rows: [...list.rows.slice(0, at), open, ...below, ...list.rows.slice(at + 1)] };
}

function followed({ below, origin, depth = 0 }: ListRow, session: Session): readonly ListRow[] {
  return below ?? (origin === undefined ? [] : originBelow(session, origin, depth).map(listRow));
}

/** The list with the rows below one of its rows folded; null if there are none. */
export function folded(list: ListState, row: ListRow): ListState | null {
  const { rows } = list;
  const at = rows.indexOf(row);
  const { depth = 0 } = row;
  const length = rows.slice(at + 1).findIndex((each) => each.depth === undefined || each.depth <= depth);
  const end = length < 0 ? rows.length : at + 1 + length;
  if (row.depth === undefined || end === at + 1) return null;
  const below = rows.slice(at + 1, end);
  return { ...list, rows: [...rows.slice(0, at), { ...row, below }, ...rows.slice(end)] };
}

/** The index of the row that a row of a tree is below; null at the root. */
export function parentOf(rows: readonly ListRow[], at: number): number | null {
  const { depth } = rows[at] ?? {};
  if (depth === undefined) return null;
  const parent = rows.slice(0, at).findLastIndex((each) => (each.depth ?? depth) < depth);
  return parent < 0 ? null : parent;
}

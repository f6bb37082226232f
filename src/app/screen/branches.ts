/** The lines before the rows of a tree: `│ ├ ` and `╰ `. */
import type { ListRow } from '../state/list-row.ts';

/** Cells for one level of the tree. */
export const LEVEL = 2;

/**
 * What stands before each row. A row of the lowest level has nothing before it; neither has a row that is in no tree,
 * which ends the tree above it.
 *
 * @param most the most levels that are drawn; of deeper rows the outer ones are left out
 */
export function branches(rows: readonly Pick<ListRow, 'depth'>[], most: number): string[] {
  /** For each level whether a row of that level comes below, in the same branch. */
  let goesOn: boolean[] = [];
  const drawn = rows.toReversed().map(({ depth }) => {
    if (depth === undefined) {
      goesOn = [];
      return '';
    }
    const levels = Array.from({ length: depth }, (_, index) => {
      const level = index + 1;
      if (level === depth) return goesOn[level] ? '├ ' : '╰ ';
      return goesOn[level] ? '│ ' : '  ';
    });
    goesOn = goesOn.slice(0, depth + 1);
    goesOn[depth] = true;
    return levels.length > most ? `… ${levels.slice(levels.length - most + 1).join('')}` : levels.join('');
  });
  return drawn.toReversed();
}

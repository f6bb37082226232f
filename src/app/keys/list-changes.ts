/** What keys do in an open list: with its rows, and with the list itself. */
import { nothingTyped } from '../../commands/parameters.ts';
import { actionOfKey, actionOfOwnKey, typeCommand } from '../actions/actions.ts';
import { submitLine } from '../actions/command-line.ts';
import { jump, perform } from '../actions/debugging.ts';
import { resume } from '../actions/opening.ts';
import { beginPredicting } from '../actions/predicting.ts';
import { changeView } from '../actions/showing.ts';
import { type ListState, movedBy, visibleRows } from '../state/list.ts';
import type { ListRow } from '../state/list-row.ts';
import type { Transition } from '../state/transition.ts';
import { folded, isFolded, parentOf, unfolded } from '../state/tree.ts';

/** Closes the list and carries out the choice of a row. */
export function choose(transition: Transition, row: ListRow | undefined): void {
  const choice = row?.choice;
  if (!choice) return;
  transition.closeList();
  switch (choice.kind) {
    case 'go':
      jump(transition, choice.step);
      break;
    case 'line':
      submitLine(transition, choice.line);
      break;
    case 'type':
      typeCommand(transition, choice.text);
      break;
    case 'key':
      actionOfKey(transition.state, choice.key)?.run(transition, nothingTyped);
      break;
    case 'view':
      changeView(transition, choice.change);
      break;
    case 'resume':
      resume(transition, choice.text);
      break;
    case 'predict':
      beginPredicting(transition, choice.asked);
      break;
  }
}

export function unfold(transition: Transition, list: ListState, row: ListRow): void {
  const { opened } = transition.state;
  if (opened) transition.set({ list: unfolded(list, row, opened.debug.session) });
}

/** Folds a row of a tree; one that has nothing to fold leads to the row above it in the tree, and the root closes the list. */
export function fold(transition: Transition, list: ListState, row: ListRow): void {
  const closed = isFolded(row) ? null : folded(list, row);
  const parent = parentOf(visibleRows(list), list.selected);
  if (closed) transition.set({ list: closed });
  else if (parent === null) transition.closeList();
  else transition.set({ list: { ...list, selected: parent } });
}

/** Carries out a command of a row, says it, and makes the list anew: it keeps its filter, and the place of its selection. */
export function carryOut(
  what: 'delete' | 'toggle' | 'undo',
  transition: Transition,
  list: ListState,
  { lines }: ListRow,
): void {
  const line = lines?.[what];
  if (!lines || line === undefined) return;
  perform(transition, line);
  const { message } = transition.state;
  perform(transition, lines.again);
  const { list: anew } = transition.state;
  if (anew) transition.set({ list: { ...anew, filter: list.filter, selected: placeIn(anew, list) } });
  transition.set({ message });
}

/** The place of the selection of a list in the same one, made anew: the last row if there are fewer. */
function placeIn(anew: ListState, { filter, selected }: ListState): number {
  const kept = { ...anew, filter };
  const end = visibleRows(kept).length - 1;
  if (selected > end) return movedBy(kept, end + 1, -1);
  return visibleRows(kept)[selected]?.isHeading ? movedBy(kept, selected, 1) : selected;
}

export function moveInList(transition: Transition, list: ListState, by: number): void {
  const selected = movedBy(list, list.selected, by);
  if (selected !== list.selected) transition.set({ list: { ...list, selected } });
}

/** Shows all keys and commands, or closes their list. */
export function showHelp(transition: Transition, { isHelp }: ListState): void {
  if (isHelp) transition.closeList();
  else actionOfOwnKey(transition.state, '?')?.run(transition, nothingTyped);
}

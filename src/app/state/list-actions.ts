/** What can be done in an open list: the keys, and what the help says of them. What they do is in `keys/list-keys.ts`. */
import type { Command } from '../../commands/command.ts';

interface ListAction extends Command {
  /** What it is called where a user gives it other keys. */
  readonly name: string;
}

function listAction(name: string, keys: readonly string[], hint: string, help: string): ListAction {
  return { name, words: [], keys, hint, help, parameters: [] };
}

export const listActions = {
  go: listAction('go', ['enter'], 'go', 'do what the selected row is for'),
  down: listAction('down', ['down', 'j'], 'down', 'select the row below'),
  up: listAction('up', ['up', 'k'], 'up', 'select the row above'),
  pageDown: listAction('page-down', ['pagedown', 'space'], 'page down', 'go some rows down'),
  pageUp: listAction('page-up', ['pageup'], 'page up', 'go some rows up'),
  first: listAction('first', ['home', 'g'], 'first', 'go to the first row'),
  last: listAction('last', ['end', 'G'], 'last', 'go to the last row'),
  unfold: listAction('unfold', ['right', 'l'], 'unfold', 'show the rows below this one in the tree'),
  fold: listAction(
    'fold',
    ['left', 'h'],
    'fold',
    'hide the rows below this one in the tree, or go to the row above',
  ),
  delete: listAction(
    'delete',
    ['d', 'delete', 'backspace'],
    'delete',
    'delete the selected breakpoint or timeline',
  ),
  undo: listAction('undo', ['z'], 'undo', 'among timelines: undo what was deleted last, or edited'),
  toggle: listAction('toggle', ['t', 'space'], 'on or off', 'switch the selected breakpoint on or off'),
  search: listAction('search', ['/'], 'search', 'show only rows with the words you type'),
  showAll: listAction('show-all', ['escape'], 'show all', 'show all rows again'),
  command: listAction('command', [':'], 'command', 'type a command or a step number'),
  help: listAction('help', ['?', 'f1'], 'keys', 'show all keys and commands'),
  close: listAction('close', ['escape', 'q', 'left', 'h'], 'close', 'close the list'),
};

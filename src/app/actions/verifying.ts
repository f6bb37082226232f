/** Checking numbers of the person, which are typed, pasted or in a file, and going to the wrong ones by key. */

import { nothingTyped } from '../../commands/parameters.ts';
import {
  checkNumbers,
  meansNumbers,
  nextWrong,
  previousWrong,
  reportList,
} from '../../commands/sections/verify.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import type { SiblingFile } from '../../scenario/data/sibling-file.ts';
import type { Transition } from '../state/transition.ts';
import { run, take } from './debugging.ts';

/** Checks what was typed; a text that has no numbers is the name of a file. Empty: shows the last numbers again. */
export function verifyTyped(transition: Transition, text: string): void {
  const { opened } = transition.state;
  if (!opened) return;
  if (text === '') take(transition, reportList(opened.debug));
  else if (meansNumbers(opened.debug, text)) take(transition, checkNumbers(opened.debug, text, null));
  else transition.emit({ kind: 'read-numbers', file: text });
}

/** Checks the numbers of a file, or says why it cannot be read. */
export function verifyFile(transition: Transition, file: string, read: SiblingFile): void {
  const { opened } = transition.state;
  if (!opened) return;
  if ('text' in read) take(transition, checkNumbers(opened.debug, read.text, sanitize(file)));
  else
    transition.say(t`${sanitize(file)}: expected a file of numbers, found ${read.found}; ${read.fix}`, true);
}

/** What ] and [ do first: while numbers are checked, they go to the wrong ones. */
export const toNextWrong = (transition: Transition) => toWrong(transition, nextWrong);
export const toPreviousWrong = (transition: Transition) => toWrong(transition, previousWrong);

function toWrong(transition: Transition, command: typeof nextWrong): boolean {
  // A value that is selected is what the keys are about.
  const { numbers, selection } = transition.state.opened?.debug ?? {};
  if (!numbers || selection?.address !== null) return false;
  run(transition, command, nothingTyped);
  return true;
}

/**
 * Text that was pasted. It is never read as keys: it goes into the line that is being typed. Of several lines each is
 * shown before it is run.
 */

import { splitLine } from '../../commands/line.ts';
import { frontEndCommands } from '../../commands/sections/commands.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { setFilter } from '../actions/menu.ts';
import { insert, openPrompt } from '../state/prompt.ts';
import type { Transition } from '../state/transition.ts';

/** The most characters of a line that is typed, and the most lines that wait. More was not meant for this program. */
const LONGEST = 10_000;
const MOST_LINES = 1000;

/** Takes text that was pasted. */
export function takePaste(transition: Transition, text: string): void {
  const { mode, prompt, filter } = transition.state;
  const [line = '', ...others] = linesOf(text);
  switch (mode) {
    case 'command':
      if (takesNumbers(prompt.text))
        transition.set({
          prompt: insert(
            prompt,
            [line, ...others]
              .map((each) => each.replace(/#.*$/, ''))
              .join('; ')
              .slice(0, LONGEST),
          ),
        });
      else transition.set({ prompt: insert(prompt, line), waiting: others });
      break;
    case 'search':
    case 'answer':
      transition.set({ prompt: insert(prompt, line) });
      break;
    case 'filter':
      setFilter(transition, `${filter}${line}`);
      break;
    case 'menu':
      transition.say(
        t`Pasted text is not read as keys. To search the scenarios for it, press ${keySign('/', 'menu')} first.`,
      );
      break;
    default:
      transition.say(t`Pasted text is not read as keys. To run it as commands, press ${keySign(':')} first.`);
  }
}

/** Whether a line is a command that takes numbers, of which every pasted line has some. */
function takesNumbers(line: string): boolean {
  const { word } = splitLine(line);
  const isComplete = /\s/.test(line.trimStart());
  return isComplete && frontEndCommands.verify.words.some((each) => each === word);
}

/** Types the next of the pasted lines, if the one before has been run. */
export function typeWaiting(transition: Transition): void {
  const { waiting, mode, opened, history } = transition.state;
  const [line, ...others] = waiting;
  if (line === undefined) return;
  if (!opened) transition.set({ waiting: [] });
  else if (mode === 'session')
    transition.set({ mode: 'command', prompt: openPrompt(line, history), waiting: others });
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => sanitize(line.replaceAll('\t', ' ')).trim().slice(0, LONGEST))
    .filter((line) => line !== '')
    .slice(0, MOST_LINES);
}

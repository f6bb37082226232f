/** The last line: the most useful keys, each with a hint. A click on one presses it. */
import type { Command } from '../../commands/command.ts';
import { memoizeLast } from '../../core/memo.ts';
import { currentLanguage, t } from '../../i18n/translate.ts';
import { signOf } from '../../keys/key-names.ts';
import { type Line, lineWidth, span, spokenMargin, type Target } from '../terminal/text.ts';

type Hinted = Pick<Command, 'keys' | 'hint'>;

const hintLines = memoizeLast<Line>();

/** A key with its hint, in the current language. */
function hintOf(command: Hinted, isFirst: boolean): Line {
  return hintLines(command, [isFirst, currentLanguage()], () => {
    const [key = ''] = command.keys;
    const target: Target = { kind: 'key', key };
    return [
      span(isFirst ? ' ' : '  '),
      { ...span(signOf(key), 'key'), target },
      { ...span(` ${t(command.hint)}`, 'mute'), target },
    ];
  });
}

/**
 * The keys that fit, each with its hint, in the given order; the last ones are always shown: the key for all keys, and
 * before it the one that leaves.
 *
 * @param kept the number of keys that are always shown
 */
export function footerLine(commands: readonly Hinted[], columns: number, kept = 1): Line {
  const hints = commands.map((command, index) => hintOf(command, index === 0));
  const first = Math.max(0, hints.length - kept);
  const last = hints.slice(first).flat();
  let room = columns - spokenMargin() - lineWidth(last);
  const fitting = hints.slice(0, first).filter((hint) => {
    room -= lineWidth(hint);
    return room >= 0;
  });
  return [...fitting.flat(), ...last];
}

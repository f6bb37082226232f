/** The last line: the most useful keys, each with a hint. */
import type { Command } from '../../commands/command.ts';
import { t } from '../../i18n/translate.ts';
import { type Line, lineWidth, span, spokenMargin } from '../terminal/text.ts';

/** How the keys without a character are shown. */
const signs: Readonly<Record<string, string>> = {
  right: '→',
  left: '←',
  up: '↑',
  down: '↓',
  enter: 'Enter',
  escape: 'Esc',
  backspace: 'Backspace',
  space: 'Space',
  home: 'Home',
  end: 'End',
  tab: 'Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** A key as it is shown: `→`, `Ctrl-C`, `n`. */
export function keySign(key: string): string {
  const control = /^ctrl-(.)$/.exec(key)?.[1];
  return control ? `Ctrl-${control.toUpperCase()}` : (signs[key] ?? key);
}

/**
 * The keys that fit, each with its hint, in the given order; the last one (the key for all keys) is always shown.
 */
export function footerLine(commands: readonly Pick<Command, 'keys' | 'hint'>[], columns: number): Line {
  const hints = commands.map(
    ({ keys, hint }, index): Line => [
      span(`${index === 0 ? ' ' : '  '}${keySign(keys[0] ?? '')}`, 'key'),
      span(` ${t(hint)}`, 'mute'),
    ],
  );
  const last = hints.at(-1) ?? [];
  let room = columns - spokenMargin() - lineWidth(last);
  const fitting = hints.slice(0, -1).filter((hint) => {
    room -= lineWidth(hint);
    return room >= 0;
  });
  return [...fitting, last].flat();
}

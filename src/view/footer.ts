/** The last line: the keys that matter here and now. */
import type { Command } from '../debugger/commands.ts';
import { type Line, lineWidth, span } from './text.ts';

/** How keys without a character of their own are shown. */
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
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

/** A key as it is shown: `→`, `Ctrl-C`, `n`. */
function keySign(key: string): string {
  const control = /^ctrl-(.)$/.exec(key)?.[1];
  return control ? `Ctrl-${control.toUpperCase()}` : (signs[key] ?? key);
}

/** As many hints as fit, in the order given; the last one (how to see them all) is always there. */
export function footerLine(commands: readonly Pick<Command, 'keys' | 'hint'>[], columns: number): Line {
  const hints = commands.map(
    ({ keys, hint }): Line => [span(` ${keySign(keys[0] ?? '')}`, 'strong'), span(` ${hint} `, 'dim')],
  );
  const last = hints.at(-1) ?? [];
  let room = columns - lineWidth(last);
  const fitting = hints.slice(0, -1).filter((hint) => {
    room -= lineWidth(hint);
    return room >= 0;
  });
  return [...fitting, last].flat();
}

/** The commands with their keys, one a row, for the help. */
export function helpLines(sections: readonly { title: string; commands: readonly Command[] }[]): Line[] {
  const all = sections.flatMap(({ commands }) => commands);
  const width = Math.max(...all.map((command) => keyList(command).length));
  return sections.flatMap(({ title, commands }): Line[] => [
    [span(` ${title}`, 'accent')],
    ...commands.map(
      (command): Line => [span(`   ${keyList(command).padEnd(width)}   `, 'strong'), span(command.help)],
    ),
    [],
  ]);
}

function keyList({ keys }: Command): string {
  return keys.map(keySign).join('  ');
}

import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../../src/view/screen.ts';
import { asciiLine } from '../../../src/view/terminal/ascii.ts';
import { plainText, span } from '../../../src/view/terminal/text.ts';
import { drawn, load } from '../../support/scenario.ts';
import { inTurn } from '../../support/tried.ts';

const ascii = (text: string) => plainText(asciiLine([span(text)], 80));

test('signs become ASCII, and columns stay aligned', () => {
  expect(ascii('(−4)² = 16   │ error  −4')).toBe('(-4)^2 = 16  | error  -4');
  expect(ascii('▸ 12  ◆ grad(x)  5 × −8 = −40')).toBe('> 12  # grad(x)  5 * -8 = -40');
  expect(ascii('relu′(∞) = 1  │')).toBe("relu'(inf) = 1|");
  expect(ascii('plain text, ~ and all')).toBe('plain text, ~ and all');
});

test('wires, boxes, bars and the scrubber keep their shapes', () => {
  const drawn = [
    ['│ ╭ children ╮  ┏ output ━┓ │', '| . children .  + output =+ |'],
    ['│ │    2     ├──┨   ∂ −8  ┠─╮', '| |    2     +--+   d -8  +-.'],
    ['│ ╰──────────╯  ┗━━━━━━━━━┛ │', "| '----------'  +=========+ |"],
    ['▌a 0 ╶─┴─┼── 1.87 ─ ∂ 0 ─▸▌h', '|a 0 --+-+-- 1.87 - d 0 ->|h'],
    ['├─▸ tape ───┴──┤ ◂┓ ▀▀▀█▄▄▄ ', '+-> tape ---+--+ <+ """#___ '],
    ['epoch 3/5 █▇▆▅▄▃▂▁●── ━━━●──', 'epoch 3/5 ##=-__..*-- ===*--'],
  ] as const;
  for (const [line, text] of drawn) expect(ascii(line)).toBe(text);
});

test('every sign of drawings becomes one character', () => {
  const ranges = [
    [0x2500, 0x257f],
    [0x2580, 0x2588],
    [0x2800, 0x28ff],
  ] as const;
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++)
      expect(ascii(`${String.fromCodePoint(code)}x`), code.toString(16)).toMatch(/^[\x20-\x7e]x$/);
  }
});

test('dots become lines of the same direction', () => {
  expect(ascii('⣀⠤⠒⠉')).toBe('_--"');
  expect(ascii('⢀⠔⠁⡠⠊')).toBe("./'//");
  expect(ascii('⠑⢄⠈⠢')).toBe("\\\\'\\");
  expect(ascii('⡇⢸⣿⠀')).toBe('||# ');
});

test('what grows stays between its borders', () => {
  expect(ascii('│ loss = (y − 1)² + 4×(x − 2)²│  2 │')).toBe('|loss = (y - 1)^2 + 4*(x - ~  |  2 |');
  expect(ascii('│  loss = (y − 1)²│ 2 │')).toBe('| loss = (y - 1)^2| 2 |');
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 140, rows: 45 },
];

/** Whether each border of a line has become a border. */
function areBorders(before: string, after: string): boolean {
  return Array.from(before).every(
    (sign, index) => !/[│┃├┤]/u.test(sign) || '|+'.includes(after[index] ?? ' '),
  );
}

test.each(drawn)('%s: every screen is ASCII, as wide as before, with its borders where they were', (id) => {
  const session = new Session(load(id));
  const scene = new Scene(new Debugger(session));
  const { total } = session;
  const faults: string[] = [];
  const positions = Array.from({ length: 12 }, (_, index) => Math.floor((index / 11) * total));
  const early = positions.map((_, index) => Math.min(total, index * 5));
  for (const [turn, position] of [...positions, ...early].entries()) {
    session.seek(position);
    for (const size of inTurn(sizes, turn))
      for (const line of sessionScreen(scene, 'id', size, defaultViewOptions, null, []) ?? []) {
        const [before, after] = [plainText(line), plainText(asciiLine(line, size.columns))];
        const isInPanel = /[│├]/u.test(before[0] ?? '');
        const isRight =
          /^[\x20-\x7e]*$/.test(after) &&
          after.length <= size.columns &&
          (!isInPanel || (after.length === size.columns && areBorders(before, after)));
        if (!isRight) faults.push(`${position}:\n${before}\n${after}`);
      }
  }
  expect(faults).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { Session } from '../../../src/session/session.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../../src/view/screen.ts';
import { asciiLine } from '../../../src/view/terminal/ascii.ts';
import { plainText, span } from '../../../src/view/terminal/text.ts';
import { chapter } from '../../support/scenario.ts';

const ascii = (text: string) => plainText(asciiLine([span(text)], 80));

test('signs become ASCII, and columns stay aligned', () => {
  expect(ascii('(−4)² = 16   │ error  −4')).toBe('(-4)^2 = 16  | error  -4');
  expect(ascii('▸ 12  ◆ grad(x)  5 × −8 = −40')).toBe('> 12  # grad(x)  5 * -8 = -40');
  expect(ascii('relu′(∞) = 1  │')).toBe("relu'(inf) = 1 |");
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

test.each(chapter)('%s: every screen is ASCII', (id) => {
  const file = `${id}.yaml`;
  const parsed = parseScenario(readFileSync(new URL(`../../../scenarios/${file}`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(file);
  const session = new Session(parsed.scenario);
  const scene = new Scene(new Debugger(session));
  for (let step = 0; step <= session.total; step += 3) {
    session.seek(step);
    const lines = sessionScreen(scene, 'id', { columns: 100, rows: 30 }, defaultViewOptions, null, []);
    for (const line of lines ?? []) {
      const text = plainText(asciiLine(line, 100));
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(text.length, text).toBeLessThanOrEqual(100);
    }
  }
});

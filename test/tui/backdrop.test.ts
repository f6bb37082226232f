/** The colours follow the background of the terminal; asking for it costs no key and leaves no trace. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type KeyInput, terminalBackdrop, withoutAnswers } from '../../src/tui/backdrop.ts';
import type { Backdrop } from '../../src/view/colours/palette.ts';
import { bundle } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';
import '../support/seed.ts';

const answer = (colour: string) => `\u001b]11;${colour}\u0007`;
const KIND = '\u001b[?62;c';

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

type Options = Partial<Parameters<typeof openTerminal>[0]>;

async function start(options: Options, ...args: string[]) {
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, 'target-13', ...args],
    ...options,
  });
  opened.push(terminal);
  await terminal.waitFor('? keys');
  return terminal;
}

/** The ground of the name of the program at the start, which is teal: another one for each background. */
const teal: Readonly<Record<Backdrop, number>> = { dark: 43, light: 24, unknown: 30 };

/** The grounds on which the name of the program was painted. */
function groundOfName(raw: string): Set<number> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: styles are control sequences
  const painted = raw.matchAll(/48;5;(\d+)m(?:\u001b\[[\d;]*m)* Backstep/g);
  return new Set(Array.from(painted, ([, ground]) => Number(ground)));
}

// On a busy machine the emulator may take longer than the program waits for an answer.
describe('in a terminal', { retry: 3 }, () => {
  test.each<[string, Backdrop, Options, string[]]>([
    ['answers black', 'dark', { background: answer('rgb:0000/0000/0000') }, []],
    ['answers a dark blue in two digits', 'dark', { background: answer('rgb:00/2b/36') }, []],
    ['answers white', 'light', { background: answer('rgb:ffff/ffff/ffff') }, []],
    ['ends its answer with ESC \\', 'light', { background: '\u001b]11;rgb:fdfd/f6f6/e3e3\u001b\\' }, []],
    ['answers only what kind it is', 'unknown', {}, []],
    ['answers nothing', 'unknown', { isSilent: true }, []],
    ['answers nothing but has COLORFGBG', 'light', { isSilent: true, env: { COLORFGBG: '0;15' } }, []],
    [
      'answers white, but the user wants dark',
      'dark',
      { background: answer('rgb:ff/ff/ff') },
      ['--theme', 'dark'],
    ],
    ['answers only its kind, but has COLORFGBG', 'dark', { env: { COLORFGBG: '15;default;0' } }, []],
  ])('that %s, the colours are for %s', async (_name, backdrop, options, args) => {
    const terminal = await start(options, ...args);
    expect(groundOfName(terminal.rawBytes())).toEqual(new Set([teal[backdrop]]));
  });

  test('keys that are typed during the question are not lost', async () => {
    const terminal = await start({ background: `ll${answer('rgb:ffff/ffff/ffff')}l` });
    await terminal.waitFor('3 / 32');
  });

  test('keys that are typed while nothing is answered are not lost', async () => {
    const terminal = openTerminal({
      command: process.execPath,
      args: [bundle, 'target-13'],
      isSilent: true,
    });
    opened.push(terminal);
    terminal.write('lll');
    await terminal.waitFor('3 / 32');
  });

  test('an answer that comes late is not taken for keys', async () => {
    const terminal = await start({ isSilent: true });
    terminal.write(`l${answer('rgb:ffff/ffff/ffff')}${KIND}l`);
    await terminal.waitFor('2 / 32');
    expect(terminal.text()).not.toMatch(/rgb|ffff/);
    terminal.write('l');
    await terminal.waitFor('3 / 32');
  });

  test.each<[string, Options]>([
    ['with a theme', {}],
    ['for a screen reader', { env: { INK_SCREEN_READER: 'true' } }],
  ])('%s nothing is asked', async (name, options) => {
    const args = name === 'with a theme' ? ['--theme', 'light'] : [];
    const terminal = openTerminal({
      command: process.execPath,
      args: [bundle, 'target-13', ...args],
      ...options,
    });
    opened.push(terminal);
    await terminal.waitFor(name === 'with a theme' ? '? keys' : 'Press the right arrow');
    expect(terminal.rawBytes()).not.toContain(']11;?');
  });
});

/** An input whose chunks arrive one after the other, the first when the query is written. */
function inputOf(chunks: readonly string[]) {
  const waiting = chunks.map((chunk) => Buffer.from(chunk));
  let arrived: Buffer[] = [];
  let tell: (() => void) | null = null;
  const arrive = () => {
    const chunk = waiting.shift();
    if (!chunk) return;
    arrived.push(chunk);
    tell?.();
    queueMicrotask(arrive);
  };
  const input: KeyInput = {
    on: (_event, listener) => {
      tell = listener;
    },
    removeListener: () => {
      tell = null;
    },
    read: () => arrived.shift() ?? null,
    unshift: (chunk) => {
      arrived = [chunk, ...arrived];
    },
  };
  // The answer for the kind is left out later, by `withoutAnswers`.
  const left = () =>
    Buffer.concat([...arrived, ...waiting])
      .toString()
      .replace(KIND, '');
  return { input, write: arrive, left };
}

const keys = fc.stringMatching(/^[a-z0-9 ক-হ]{0,6}$/u);

test('every key around an answer stays in the input, in order, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(keys, keys, keys),
      fc.boolean(),
      fc.nat(40),
      async ([first, second, third], isLight, cut) => {
        const colour = answer(isLight ? 'rgb:eeee/eeee/eeee' : 'rgb:1111/1111/1111');
        const all = `${first}${colour}${second}${KIND}${third}`;
        const { input, write, left } = inputOf([all.slice(0, cut), all.slice(cut)]);
        expect(await terminalBackdrop(input, write, undefined)).toBe(isLight ? 'light' : 'dark');
        expect(left()).toBe(first + second + third);
      },
    ),
    { numRuns: 50 },
  );
});

test('late answers are left out of the input, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.tuple(keys, keys), fc.nat(40), ([first, second], cut) => {
      const all = `${first}${answer('rgb:1717/1818/1c1c')}${second}`;
      // A key press that is divided after its escape character cannot be told from the Escape key.
      const at = all[cut - 1] === '\u001b' ? cut + 1 : cut;
      const chunks = [all.slice(0, at), all.slice(at)].filter((chunk) => chunk !== '');
      // What was kept is told later, which nobody listens to here.
      const stream = { read: () => chunks.shift() ?? null, emit: () => false };
      const filtered = withoutAnswers(stream as unknown as NodeJS.ReadStream);
      let typed = '';
      for (let chunk = filtered.read(); chunk !== null; chunk = filtered.read()) typed += chunk;
      expect(typed).toBe(first + second);
    }),
  );
});

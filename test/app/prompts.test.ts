/** Prompts, the keys of the last line, and what is said while something plays. */
import { afterEach, describe, expect, test } from 'vitest';
import type { AppRunner } from '../../src/app/runner.ts';
import { footerActions } from '../../src/app/screen/footer-keys.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { footer, statusLines } from '../../src/app/screen/status-line.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { signOf } from '../../src/keys/key-names.ts';
import { panes } from '../../src/view/scene/view-options.ts';
import { type Line, plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';
import '../support/languages.ts';

afterEach(() => setLanguage('en'));

const size: Size = { columns: 100, rows: 30 };
const entries = ['target-13', 'xor', 'self-attention'].map(shippedEntry);
const begin = (keys: string, id = 'target-13') => typed(runnerAt(entries, id), keys);
const keysOf = (text: string) => [...text].map((each) => (each === ' ' ? 'space' : each)).join(' ');
const linesOf = ({ state }: AppRunner, of = size): readonly Line[] => statusLines(state, of) ?? [];
const said = (runner: AppRunner, of = size) => linesOf(runner, of).map(plainText);

test.each([
  ['f5', 'F5'],
  ['f10', 'F10'],
  ['shift-f11', 'Shift-F11'],
  ['ctrl-c', 'Ctrl-C'],
  ['ctrl-space', 'Ctrl-Space'],
  ['f', 'f'],
  ['F', 'F'],
  ['pagedown', 'PgDn'],
])('the key %s is shown as %s', (key, sign) => {
  expect(signOf(key)).toBe(sign);
});

describe('the command line', () => {
  /** The chips, and for each its ground and the letters that are marked in it. */
  const chips = (runner: AppRunner) => {
    const found: [word: string, ground: string, marked: string][] = [];
    let isInside = false;
    for (const { text, tone, ground } of linesOf(runner)[0] ?? []) {
      if (ground && !isInside) found.push(['', ground, '']);
      isInside = ground !== undefined;
      const chip = found.at(-1);
      if (chip && ground) {
        chip[0] += text.trim();
        if (tone === 'accent') chip[2] += text;
      }
    }
    return found;
  };

  test('shows what can follow as chips above it', () => {
    const runner = begin(': d i s');
    expect(chips(runner).map(([word]) => word)).toEqual(['disable', 'display']);
    expect(said(runner)[1]).toContain(':dis');
  });

  test('after a command it says what that takes, or what it does, as far as there are rows', () => {
    expect(said(begin(`: ${keysOf('unwatch ')}`))[0]).toMatch(/^ ▌ unwatch \S+/);
    expect(said(begin(`: ${keysOf('timelines ')}`))[0]).toMatch(/^ ▌ list the timelines/);
    expect(said(begin(`: ${keysOf('nothing ')}`))[0]).toBe(' ▌ a command or a step number');
    const broken = begin(`: ${keysOf('break ')}`);
    expect(said(broken)).toHaveLength(3);
    expect(said(broken, { columns: 80, rows: 24 })[0]).toMatch(/^ ▌ break \[NAME \| ADDRESS .* …$/);
  });

  test('Tab completes what all have in common, then goes through them, and marks the present one', () => {
    const runner = begin(': d tab');
    const words = chips(runner).map(([word]) => word);
    const marked = () => chips(runner).flatMap(([word, ground]) => (ground === 'forward' ? [word] : []));
    expect(runner.state.prompt.text).toBe(words[0]);
    for (const word of [...words.slice(1), ...words.slice(0, 2)]) {
      typed(runner, 'tab');
      expect(runner.state.prompt.text).toBe(word);
      expect(marked()).toEqual([word]);
    }
    // Another key ends that: what is typed is added to the word.
    typed(runner, 'backspace');
    expect(marked()).toEqual([]);
    expect(begin(': n e tab').state.prompt.text).toBe('next');
  });

  test('some letters of a command are enough: the best match first, with the letters marked', () => {
    const runner = begin(': r v s t');
    expect(chips(runner)).toEqual([['reverse-step', 'soft', 'rvst']]);
    expect(typed(runner, 'tab').state.prompt.text).toBe('reverse-step ');
    expect(chips(begin(': r c'))[0]).toEqual(['reverse-continue', 'soft', 'rc']);
    expect(typed(begin(': n x t'), 'tab').state.prompt.text).toBe('next');
  });

  test('a word that is no command suggests one with its letters', () => {
    expect(said(begin(': b r k p t enter')).join(' ')).toContain('did you mean "breakpoints"?');
  });

  test('a search is completed, too', () => {
    const runner = begin('/ l e a r tab');
    expect(runner.state.prompt.text).toBe('learning_rate');
    expect(typed(runner, 'enter').state.mode).not.toBe('search');
  });

  test.each([
    ['set output.w[0] 1.5', 'Expected "=" and a value, found "1.5", after "output.w[0]".'],
    ['set output.w[0] output', 'Expected "=" and a value, found "output", after "output.w[0]".'],
    ['set output.w[0] = 1 2', 'Expected an operator'],
    ['set output.w[0] = 1 / 0', 'output.w[0] cannot be set to Infinity: write a finite number.'],
    ['set output.w[0] = output.w[7]', 'address in this run, found "output.w[7]"'],
    ['set output.w[0] = lozz', 'address in this run, found "lozz"'],
    ['set output = 3', 'output is computed, so it cannot be set.'],
  ])('%s shows what is wrong before Enter, and no numbers', (line, expected) => {
    const shown = said(begin(`: ${keysOf(line)}`));
    expect(shown[0]).toContain(expected);
    expect(shown[0]).not.toMatch(/with these numbers|would give/);
    expect(shown[1]).toContain(line);
  });

  test.each([
    'set ',
    'set outp',
    'set output.w[0]',
    'set output.w[0] =',
    'set output.w[0] = 1 +',
    'set output.w[0] = learn',
    'set output.w[0] = ex',
  ])('%j can still become an edit: the numbers are those that there are', (line) => {
    expect(said(begin(`: ${keysOf(line)}`))[0]).toContain('with these numbers');
  });

  test('in one row the words stand after it', () => {
    expect(said(begin(': d i s'), { columns: 60, rows: 16 })).toEqual([' ▌ :dis▏   disable  display']);
  });

  test('chips fit, whichever is marked', () => {
    for (const columns of [60, 80, 100]) {
      const runner = begin(': tab');
      for (let count = 0; count < 60; count++) {
        const line = plainText(linesOf(typed(runner, 'tab'), { columns, rows: 30 })[0] ?? []);
        expect(line.length).toBeLessThanOrEqual(columns);
        expect(line).toContain(` ${runner.state.prompt.text} `);
      }
    }
  });
});

test('an edit shows what it would change, before and after', () => {
  const runner = begin(`: 1 3 enter : ${keysOf('set output.w[0] = 3')}`);
  const [line] = said(runner);
  // By hand: 5 × 3 − 1 = 14, 14 − 13 = 1, 1² = 1.
  expect(line).toContain('output.w[0] 2 → 3');
  for (const each of ['output 9 → 14', 'error −4 → 1', 'loss 16 → 1']) expect(line).toContain(each);
  expect(linesOf(runner)[0]?.filter(({ value }) => value !== undefined)).toHaveLength(8);
});

test('the results with the edited numbers stand under messages about an edit, and under no other', () => {
  const runner = begin(`: ${keysOf('set children = 3')} enter : ${keysOf('set accounts = 4')} enter`);
  const hasResults = (keys: string) => said(typed(runner, keys)).join('\n').includes('with these numbers:');
  expect(hasResults('')).toBe(true);
  expect(hasResults(`: ${keysOf('break loss')} enter`)).toBe(false);
  expect(hasResults('<')).toBe(false);
  expect(hasResults(`: ${keysOf('undo')} enter`)).toBe(true);
  expect(hasResults(`: ${keysOf('print loss')} enter`)).toBe(false);
});

test('marks are listed with their steps where a letter is asked for, as keys to click', () => {
  const runner = begin(": 9 enter m a : 2 0 enter m b '");
  expect(said(runner)[1]).toMatch(/ a {2}9 .* b {2}20/);
  const keys = linesOf(runner)[1]?.flatMap(({ target }) => (target?.kind === 'key' ? [target.key] : []));
  // The last jump was from step 9.
  expect(said(runner)[1]).toMatch(/ ' {2}9/);
  expect(new Set(keys)).toEqual(new Set(["'", 'a', 'b']));
});

describe('a prediction', () => {
  const rowsOf = (keys: string) => screenOf(begin(keys).state, size).map(plainText);

  test('is drawn as large as the operation while it is typed', () => {
    const asked = rowsOf('O p enter right');
    const guessed = rowsOf('O p enter right - 4 0');
    const done = rowsOf('O : 1 3 enter');
    const digits = (rows: string[]) =>
      rows
        .slice(2, 12)
        .join('')
        .replace(/[^▀▄█]/g, '').length;
    expect(digits(asked)).toBeGreaterThan(0);
    expect(digits(guessed)).toBeGreaterThan(digits(asked));
    expect(digits(done)).toBeGreaterThan(0);
    // The prompt has it as well, and says how many hints there were.
    expect(said(begin('p enter right ? 8'))[1]).toContain('hint 1 of 2');
  });

  test('offers hints while there are more, and leaves nothing behind when it is left', () => {
    const runner = begin('p enter right ?');
    const hintKey = () => plainText(footer(runner.state, size)).includes('? hint');
    expect(hintKey()).toBe(true);
    typed(runner, '?');
    expect(hintKey()).toBe(false);
    typed(runner, '9 9 9 enter');
    expect(said(runner)[0]).toBe(' ▌ Not 999. Try again, or press Enter alone for the result.');
    typed(runner, 'escape');
    expect(runner.state).toMatchObject({ mode: 'session', message: null });
  });

  test('what is no number is drawn too, and a long text is not', () => {
    expect(rowsOf('p enter right a b').join('\n')).toContain(' ab ');
    const long = rowsOf(`p enter right ${'7 '.repeat(30)}`)
      .slice(0, 26)
      .join('\n');
    expect(long).not.toMatch(/7{13}/);
  });
});

describe('the keys of the last line', () => {
  const hintsAt = (runner: AppRunner) => footerActions(runner.state).map(({ keys: [key] }) => key ?? '');

  test.each(panes)('with the focus on %s, each does something', (focus) => {
    const at = () => {
      const runner = begin(`: 1 3 enter : ${keysOf('watch loss')} enter 8`);
      for (let count = 0; count < 9 && runner.state.view.focus !== focus; count++) typed(runner, 'tab');
      return runner;
    };
    expect(at().state.view.focus).toBe(focus);
    const keys = hintsAt(at());
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      const before = at();
      const after = typed(at(), key).state;
      expect(after.message?.text ?? '', key).not.toContain('does nothing');
      const about = ({ state }: AppRunner) => [
        state.mode,
        state.view,
        state.message,
        state.playing,
        state.list?.title,
        state.opened?.debug.session.position,
        state.opened?.version,
      ];
      const both = [about(before), about({ state: after } as AppRunner)];
      if (key !== 'y') expect(both[0], key).not.toEqual(both[1]);
    }
  });

  test('what can be done with a selected value comes first, and Esc clears it', () => {
    const runner = begin(': 1 3 enter tab down down');
    const keys = hintsAt(runner);
    expect(keys.indexOf('escape')).toBeGreaterThan(0);
    expect(keys.indexOf('escape')).toBeLessThan(10);
    expect(hintsAt(typed(runner, 'escape'))).not.toContain('escape');
  });

  test('the next epoch stands there in runs with several', () => {
    expect(hintsAt(begin('', 'xor'))).toContain('J');
    expect(hintsAt(begin(''))).not.toContain('J');
  });

  test('the next cell stands there in runs with arrays', () => {
    expect(hintsAt(begin('', 'self-attention'))).toContain('shift-right');
    expect(hintsAt(begin('', 'xor'))).not.toContain('shift-right');
  });
});

describe('while it plays', () => {
  test('the pace of one second is said in the singular', () => {
    expect(said(begin('<'))).toEqual([
      ' ▌ Play: one operation every second. It pauses at notes and questions.',
    ]);
    expect(said(begin('>'))[0]).toMatch(/ every 0\.4 seconds\. /);
  });

  test('cells are a unit of it in runs with arrays alone', () => {
    expect(said(begin('U', 'self-attention'))[0]).toMatch(/one cell every/);
    expect(said(begin('U', 'xor'))[0]).toMatch(/one node every/);
    expect(begin('U space', 'self-attention').state.opened?.debug.session.position).toBe(3);
  });

  test('in Bangla both of its lines have the digits of the screen and the same word for an operation', () => {
    setLanguage('bn');
    expect(said(begin('>', 'xor'))[0]).toContain('প্রতি 0.4 সেকেন্ডে একটি হিসাব');
    expect(said(begin('space', 'xor'))[0]).toContain('প্রতি 0.7 সেকেন্ডে একটি হিসাব');
  });

  test('the words say by what and how fast, and the last line has the keys', () => {
    const runner = begin('space', 'xor');
    expect(said(runner)).toEqual([' ▌ ▸ playing by operation, every 0.7 s; pauses at notes and questions']);
    expect(footerActions(runner.state).map(({ keys: [key] }) => key)).toEqual([
      'space',
      '<',
      '>',
      'U',
      'q',
      '?',
    ]);
    typed(runner, '>');
    expect(runner.state.playing).toBe('on');
    expect(said(begin(': 5 enter R', 'xor'))[0]).toMatch(/⟲ rewinding by operation/);
  });

  test('after a pause at a note, Space goes on in the direction in which it played, and R always backward', () => {
    const places = (keys: string) => {
      const { playing, opened } = begin(keys).state;
      return [playing, opened?.debug.session.position];
    };
    expect(places(': 1 3 enter R')).toEqual(['paused', 12]);
    expect(places(': 1 3 enter R space')).toEqual(['paused', 11]);
    expect(places(': 1 1 enter space')).toEqual(['paused', 12]);
    expect(places(': 1 1 enter space space')).toEqual(['paused', 13]);
    expect(places(': 1 1 enter space R')).toEqual(['paused', 11]);
    // Any other key ends the pause, and with it the direction.
    expect(places(': 1 3 enter R w escape space')).toEqual(['paused', 13]);
  });

  test.each([
    ['R', 'R space', 18],
    ['space', 'R R', 20],
    ['space', 'space space', 22],
    ['R', 'space space', 18],
    ['R', 'space R', 18],
    ['R', 'space w escape space', 20],
  ])('after a pause by its key, %s and %s go to step %i', (start, keys, step) => {
    const runner = begin(`: 2 0 enter ${start} ${keys}`, 'xor');
    expect([runner.state.playing, runner.state.opened?.debug.session.position]).toEqual(['on', step]);
  });

  test.each([
    ['target-13', ': 1 3 enter R', / paused at a note: Space continues backward {2}/],
    ['target-13', ': 1 1 enter space', / paused at a note: Space continues {2}/],
    ['xor', ': 2 0 enter R R', / paused: Space continues backward {2}/],
    ['xor', ': 2 0 enter space space', / paused: Space continues {2}/],
    ['xor', ': 2 0 enter R R left', /^(?!.*paused)/],
  ])('in %s after %s the last line says in which direction a pause ends', (id, keys, said) => {
    for (const columns of [80, 140])
      expect(plainText(footer(begin(keys, id).state, { columns, rows: 30 }))).toMatch(said);
  });
});

/** Keys that a user chooses: what a config file says, and what the application makes of it. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { actionOfKey } from '../../src/app/actions/actions.ts';
import { start } from '../../src/app/app.ts';
import { bindables } from '../../src/app/keys/bindables.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import type { State } from '../../src/app/state/state.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { type Language, setLanguage } from '../../src/i18n/translate.ts';
import { keyModes, setBindings } from '../../src/keys/bindings.ts';
import { keyNamed, signOf, specialSigns } from '../../src/keys/key-names.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { everything, pressed, shippedEntry } from '../support/app.ts';
import '../support/languages.ts';

afterEach(() => {
  setLanguage('en');
  setBindings(null);
});

const entries = ['target-13', 'xor'].map(shippedEntry);

/** The application with a config file, after some keys. */
function begin(config: string, open: string | null, keys = '', language: Language = 'en'): State {
  const { bindings, errors } = readConfig(config, bindables);
  expect(errors).toEqual([]);
  const entry = entries.find(({ id }) => id === open) ?? null;
  const plain = { entries, restore: null, further: {}, viewOptions: null, capabilities: everything };
  const { state } = start({ ...plain, open: entry, language, bindings });
  return pressed(state, keys.split(' ').filter(Boolean));
}

const rowsOf = (state: State, columns = 110) => screenOf(state, { columns, rows: 30 }).map(plainText);
const footerOf = (state: State) => rowsOf(state).at(-1) ?? '';
const positionOf = ({ opened }: State) => opened?.debug.session.position;

describe('names of keys', () => {
  test.each([
    ['a', 'a'],
    ['N', 'N'],
    ['ক', 'ক'],
    ['Ctrl-N', 'ctrl-n'],
    ['ctrl-n', 'ctrl-n'],
    ['Shift-F11', 'shift-f11'],
    ['Space', 'space'],
    ['→', 'right'],
    ['Right', 'right'],
    ['PgDn', 'pagedown'],
    ['esc', 'escape'],
    ['', null],
    [' ', null],
    ['ab', null],
    ['Ctrl-→→', null],
    ['Alt-x', null],
    ['\u0301', null],
  ])('%s is %s', (text, key) => {
    expect(keyNamed(text)).toBe(key);
  });

  test('are read as they are shown', () => {
    for (const sign of specialSigns) expect(signOf(keyNamed(sign) ?? '')).toBe(sign);
    for (const { keys } of bindables) for (const key of keys) expect(keyNamed(signOf(key))).toBe(key);
  });
});

describe('names of actions', () => {
  test.each(['session', 'menu'] as const)('are different in the %s, and so are their keys', (mode) => {
    const own = bindables.filter((each) => each.mode === mode);
    expect(own.length).toBeGreaterThan(5);
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length);
    const keys = own.flatMap((each) => each.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are words joined by hyphens', () => {
    for (const { name } of bindables) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
});

describe('what is wrong', () => {
  const faults = (text: string) =>
    readConfig(text, bindables).errors.map(({ line, column, path, found, fix }) => ({
      line,
      column,
      path,
      found,
      fix,
    }));

  test.each([
    ['keys:\n  stpe: [z]', 2, 3, 'keys.stpe', '"stpe"', /did you mean "step"\?; `backstep config --keys`/],
    ['keyz:\n  step: [z]', 1, 1, 'keyz', '"keyz"', /did you mean "keys"\?/],
    ['keys:\n  step: [zz]', 2, 10, 'keys.step[0]', '"zz"', /write one character, or a name such as/],
    ['keys:\n  step: [z, Ctrl-C]', 2, 13, 'keys.step[1]', 'Ctrl-C, which always leaves', /choose another/],
    ['keys:\n  step: Ctrl-M', 2, 9, 'keys.step', 'Ctrl-M, which terminals send as Enter', /choose another/],
    ['keys:\n  step: []', 2, 9, 'keys.step', 'an empty list', /write a key/],
    ['keys:\n  step: [true]', 2, 10, 'keys.step[0]', 'true (true or false)', /in quotes/],
    ['keys:\n  step: [~]', 2, 10, 'keys.step[0]', 'nothing (null)', /in quotes, as in "~"/],
    ['keys: [step]', 1, 7, 'keys', 'a list of 1', /keys: \{ play: \[F8\] \}/],
    ['step', 1, 1, '', 'the text "step"', /keys: \{ play: \[F8\] \}/],
    ['keys:\n  edit: [y]', 2, 9, 'keys.edit', 'y, the only key of copy', /or give copy one: copy: \[ … \]/],
    ['keys:\n  edit: [Y]\n  copy: [p, Y]', 3, 13, 'keys.copy[1]', 'Y, which edit has, too', /one of the two/],
    ['keys:\n  step: [z, l]\n  undo: z', 2, 10, 'keys.step[0]', 'z, which undo has, too', /one of the two/],
    ['keys:\n  open: [A]', 2, 9, 'keys.open', 'A, the only key of language', /give language one/],
    ['keys:\n  step: [z', 2, 11, '', 'an open bracket', /close every bracket/],
    ['keys:\n  step: [z]\n  step: [y]', 3, 3, 'keys.step', '"step" again (it is already on line 2)', /./],
  ])('%j', (text, line, column, path, found, fix) => {
    const [first] = faults(text);
    expect(first).toMatchObject({ line, column, path });
    expect(first?.found).toContain(found);
    expect(first?.fix).toMatch(fix);
    expect(readConfig(text, bindables).bindings).toBeNull();
  });

  test('the example of an error is valid', () => {
    const [{ fix } = { fix: '' }] = readConfig('step', bindables).errors;
    const { errors, chosen } = readConfig(fix.slice(fix.indexOf('keys:')), bindables);
    expect(errors).toEqual([]);
    expect(chosen.size).toBe(1);
  });

  test('all of it is told at once', () => {
    expect(faults('keys:\n  a: [x]\n  b: [y]\n  step: [zz]')).toHaveLength(3);
  });
});

test('the example of docs/keys.md is valid', () => {
  const [, example = ''] = /^```yaml\n(keys:[^`]*)```/m.exec(readFileSync('docs/keys.md', 'utf8')) ?? [];
  const { errors, chosen } = readConfig(example, bindables);
  expect(errors).toEqual([]);
  expect(chosen.size).toBeGreaterThan(3);
});

test.each(['', '# nothing', 'keys:', 'keys: {}'])('%j changes nothing', (text) => {
  expect(readConfig(text, bindables)).toMatchObject({ bindings: null, errors: [] });
});

test('a key of several actions can be taken from one that keeps another; it is that of one action in each mode', () => {
  const { bindings } = readConfig(
    'keys: { watch: [s], plane: 9, metrics: [7], undo: [Z], redo: [z], down: [q, Down], menu: [Q], quit: [Q] }',
    bindables,
  );
  expect(bindings?.session.keys.get('step')).toEqual(['right', 'l', 'i', 'f11']);
  for (const mode of keyModes) {
    const own = bindables.filter((each) => each.mode === mode);
    const now = own.flatMap(({ name, keys }) => bindings?.[mode].keys.get(name) ?? keys);
    if (mode !== 'list') expect(new Set(now).size).toBe(now.length);
  }
  // In lists q closes no more: Esc does.
  expect(bindings?.list.keys.get('close')).toEqual(['escape', 'left', 'h']);
});

describe('with other keys', () => {
  const config =
    'keys: { step: [z], undo: [Ctrl-N], reverse-step: [Z], redo: [Ctrl-Y], help: [F2], menu: [Q], quit: [Q], pane: [p], quiz: [q], down: [e, Down], edit: [E], explain: [Ctrl-E] }';

  test('the chosen key acts, and the one before does nothing', () => {
    expect(positionOf(begin(config, 'target-13', 'z z Z'))).toBe(1);
    const old = begin(config, 'target-13', 'right');
    expect(positionOf(old)).toBe(0);
    expect(old.message?.text).toBe('→ does nothing here. Press F2 for all keys.');
  });

  test('the footer, the tabs and the hints show it, and a click presses it', () => {
    const state = begin(config, 'target-13');
    expect(footerOf(state)).toMatch(/^ z step .* Q menu {2}F2 keys$/);
    expect(rowsOf(state).join('\n')).toContain('press  z  for the first of 32 operations');
    expect(rowsOf(state).join('\n')).not.toMatch(/→ step|press {2}→/);
    const target = screenOf(state, { columns: 110, rows: 30 })
      .at(-1)
      ?.find(({ text }) => text === 'z')?.target;
    expect(target).toEqual({ kind: 'key', key: 'z' });
  });

  test('the help shows it, its search finds it, and its rows act', () => {
    const state = begin(config, 'target-13', 'f2');
    expect(rowsOf(state).join('\n')).toMatch(/ z {18} step forward one operation/);
    const found = pressed(
      state,
      [...'/step forward'].map((key) => (key === ' ' ? 'space' : key)),
    );
    expect(positionOf(pressed(found, ['enter', 'enter']))).toBe(1);
  });

  test('sentences name it', () => {
    expect(begin(config, 'target-13', 'q enter').message?.text).toMatch(
      /^Quiz: press z to go on .* q to end/,
    );
    expect(screenReaderLines(begin(config, 'target-13')).join(' ')).toContain(
      'Press z to step forward, Z to step back, and F2',
    );
    expect(screenReaderLines(begin(config, null)).join(' ')).toContain(
      'To move, press e or the up arrow; Enter opens, Q quits',
    );
  });

  test('lists, the menu and letters after : follow it', () => {
    expect(begin(config, null, 'e').highlighted).toBe(1);
    expect(begin(config, null, 'j').message?.text).toContain('j does nothing here. Press F2');
    expect(begin(config, 'target-13', 'f2 e').list?.selected).toBe(2);
    expect(positionOf(begin(config, 'target-13', ': z enter'))).toBe(1);
    expect(footerOf(begin(config, 'target-13', 'f2'))).toContain('e down');
    expect(actionOfKey(begin(config, 'target-13'), 'q')?.hint).toBe('quiz');
    expect(begin(config, 'target-13', 'Q').opened).toBeNull();
  });

  test('the rows of the layout have the keys that do the same outside of it', () => {
    const own =
      'keys: { weights: [F9], gradients: [j], down: [F6], origin: [F8], loss: [w], plane: 8, code: [F7] }';
    const state = begin(own, 'target-13', 'o');
    const rowWith = (text: string) => rowsOf(state).find((row) => row.includes(text)) ?? '';
    expect(rowWith('NumPy')).toMatch(/F7 +○/);
    expect(rowWith("the network's output")).toMatch(/ 8 +○/);
    expect(rowWith("a layer's weights")).toMatch(/F9 +○/);
    expect(pressed(state, ['f9']).view.picture).toBe('weights');
    expect(pressed(state, ['8']).view.picture).toBe('plane');
    expect(pressed(state, ['f7']).view.hasListing).toBe(true);
    expect(pressed(state, ['2', '7']).list).not.toBeNull();
    // w hides the words here, so the loss is chosen with Enter; j does nothing else.
    expect(rowWith('○ the loss so far')).toMatch(/│ {6,}○ the loss/);
    expect(pressed(state, ['w']).view.hidden).toEqual(['words']);
    expect(pressed(state, ['j']).view.picture).toBe('gradients');
    // Of several chosen keys all do it that do nothing else in the list, and the first of these is shown.
    const several = begin('keys: { weights: [w, F9, F6], code: [8, F7], origin: [F8] }', 'target-13', 'o');
    expect(rowsOf(several).find((row) => row.includes("a layer's weights"))).toMatch(/F9 +○/);
    for (const key of ['f9', 'f6']) expect(pressed(several, [key]).view.picture).toBe('weights');
    for (const key of ['8', 'f7']) expect(pressed(several, [key]).view.hasListing).toBe(true);
    expect(pressed(several, ['w']).view.hidden).toEqual(['words']);
    const down = begin('keys: { gradients: [j] }', 'target-13', 'o j');
    expect([down.list?.selected, down.view.picture]).toEqual([1, 'network']);
  });

  test('a key with Ctrl acts only where no text is typed', () => {
    const state = begin('keys: { step: [Ctrl-N] }', 'target-13', ': ctrl-n escape ctrl-n');
    expect(positionOf(state)).toBe(1);
  });

  test('also in Bangla', () => {
    setLanguage('bn');
    const state = begin(config, 'target-13', 'right', 'bn');
    expect(footerOf(state)).toMatch(/z ধাপ .* F2 বোতাম$/);
    expect(state.message?.text).toBe('→ এখানে কিছু করে না। সব কী দেখতে F2 চাপুন।');
    expect(begin('keys: { step: [ক] }', 'target-13', 'ক', 'bn').message).toBeNull();
  });
});

test('without a config file a state has no bindings, and its keys are its own', () => {
  expect(begin('', 'target-13').bindings).toBeNull();
  expect(footerOf(begin('', 'target-13'))).toMatch(/^ → step/);
});

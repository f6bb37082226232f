import { afterEach, expect, test } from 'vitest';
import { optionsWhilePredicting } from '../../src/app/actions/questions.ts';
import type { AppRunner } from '../../src/app/runner.ts';
import { statusLines } from '../../src/app/screen/status-line.ts';
import { matchesOf } from '../../src/app/state/catalogue.ts';
import { currentLanguage, setLanguage } from '../../src/i18n/translate.ts';
import { replaced } from '../../src/tui/input.ts';
import { heard } from '../../src/tui/keys.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { idlePlatform, runnerAt, shippedEntry, typed } from '../support/app.ts';

const catalogue = ['transactions', 'target-13', 'slope', 'backprop-slope', 'back-propagation'].map(
  shippedEntry,
);

afterEach(() => setLanguage('en'));

const storeAt = (id: string | null, platform = idlePlatform) => runnerAt(catalogue, id, platform);

const position = (store: AppRunner) => store.state.opened?.debug.session.position;
const selectionOf = (store: AppRunner) => store.state.opened?.debug.selection;

test.each([
  ['right', 1],
  ['l i s', 3],
  ['l l l left', 2],
  ['l l l h I', 1],
  ['l l l S', 2],
  ['n', 3],
  ['n n', 6],
  ['n n N', 3],
  ['l n', 3],
  ['n l N', 3],
  ['shift-right', 3],
  ['n ctrl-right', 6],
  ['n l shift-left', 3],
  ['n n ctrl-left', 3],
  [': 1 3 shift-left backspace enter', 3],
  ['}', 9],
  ['} }', 11],
  ['} } {', 9],
  ['} } }', 20],
  ['} } } l {', 20],
  ['G', 32],
  ['end', 32],
  ['G g', 0],
  ['G home', 0],
  ['G {', 20],
  ['G N', 28],
  ['n N N', 0],
  ['G n } l', 32],
  [': 1 3 enter', 13],
  [': 1 9 backspace 3 enter', 13],
  ['l l : 1 3 escape', 2],
  ['l l : backspace', 2],
  ['l l : enter', 2],
  ['l l : 3 3 enter', 2],
  ['l l : x enter', 2],
  ['l l f', 6],
  ['f f', 9],
  ['f f f', 11],
  ['G F', 24],
  ['l f F', 0],
  ['l l ? l escape', 2],
])('in target-13, %s goes to step %i', (keys, step) => {
  expect(position(typed(storeAt('target-13'), keys))).toBe(step);
});

test('in a longer run, frames end where iterations do', () => {
  // 32 steps per epoch, five epochs.
  expect(position(typed(storeAt('back-propagation'), '} } } }'))).toBe(32);
  expect(position(typed(storeAt('back-propagation'), '} } } } n'))).toBe(35);
  expect(position(typed(storeAt('back-propagation'), '} } } } n N N'))).toBe(28);
});

test('the start, the end and a step that does not exist are reported', () => {
  expect(typed(storeAt('target-13'), 'left').state.message?.text).toMatch(/the start/);
  expect(typed(storeAt('target-13'), 'G right').state.message?.text).toMatch(/the end/);
  expect(typed(storeAt('target-13'), ': 3 3 enter').state.message?.text).toBe(
    'There is no step "33": type a number from 0 to 32.',
  );
  expect(typed(storeAt('target-13'), 'left right').state.message).toBeNull();
});

test('the variant key goes through all variants, at the same step', () => {
  const store = typed(storeAt('target-13'), '} v');
  const variant = () => store.state.opened?.debug.session.variant?.name ?? null;
  expect([variant(), position(store)]).toEqual(['better_output', 9]);
  typed(store, 'v');
  expect([variant(), position(store)]).toEqual([null, 9]);
  expect(typed(storeAt('slope'), 'v').state.message?.text).toMatch(/no variants/);
});

test('the menu: highlight, filter, open, back', () => {
  const store = storeAt(null);
  const found = () => matchesOf(store.state).map(({ id }) => id);
  typed(store, 'k');
  expect(store.state.highlighted).toBe(4);
  typed(store, 'j down');
  expect(store.state.highlighted).toBe(1);
  typed(store, '/ 1 3');
  expect(found()).toEqual(['target-13']);
  expect(store.state.highlighted).toBe(0);
  typed(store, 'enter enter');
  expect(store.state.opened?.entry.id).toBe('target-13');
  typed(store, 'q');
  expect([store.state.mode, found()]).toEqual(['menu', ['target-13']]);
  typed(store, 'escape');
  expect(found()).toHaveLength(5);
  typed(store, '/ z z z enter enter j');
  expect([store.state.opened, found()]).toEqual([null, []]);
});

test('q only quits in the menu, Ctrl-C everywhere, if it is pressed twice', () => {
  let left = 0;
  const leaving = (id: string | null) => {
    return storeAt(id, { ...idlePlatform, quit: () => left++ });
  };
  typed(leaving('target-13'), 'q');
  expect(left).toBe(0);
  typed(leaving('target-13'), 'q q');
  expect(left).toBe(1);
  typed(leaving(null), '/ q');
  expect(left).toBe(1);
  for (const keys of ['ctrl-c', ': ctrl-c ctrl-c', '? ctrl-c', 'ctrl-c l ctrl-c']) {
    const store = typed(leaving('target-13'), keys);
    expect([left, store.state.message?.text]).toEqual([
      1,
      'Press Ctrl-C again to leave Backstep. What you have done here is kept.',
    ]);
  }
  for (const keys of ['ctrl-c ctrl-c', ': ctrl-c ctrl-c ctrl-c', '? ctrl-c ctrl-c'])
    typed(leaving('target-13'), keys);
  typed(leaving(null), '/ ctrl-c ctrl-c');
  expect(left).toBe(5);
});

test('the input that Ink reports becomes names of keys, character by character', () => {
  const none = {} as Parameters<typeof heard>[1];
  expect(heard('jjN}', none)).toEqual(['j', 'j', 'N', '}']);
  expect(heard('kk\rj', none)).toEqual(['k', 'k', 'enter', 'j']);
  expect(heard('', { ...none, rightArrow: true })).toEqual(['right']);
  expect(heard('c', { ...none, ctrl: true })).toEqual(['ctrl-c']);
  expect(heard('x', { ...none, meta: true })).toEqual([]);
  expect(heard('\u001f\u009b\u202ea', none)).toEqual(['a']);
  expect(heard('\u0017a\t \u007f\u0003', none)).toEqual([
    'ctrl-w',
    'a',
    'tab',
    'space',
    'backspace',
    'ctrl-c',
  ]);
});

test('the quiz asks for each result, accepts it as it is shown, and counts correct answers', () => {
  const store = typed(storeAt('target-13'), 'p enter right');
  expect([store.state.mode, position(store)]).toEqual(['answer', 0]);
  typed(store, '2 enter');
  expect([store.state.message?.text, position(store)]).toEqual([
    'Right: node_0.product[0] = 2. 1 of 1 right the first time.',
    1,
  ]);
  typed(store, 'l 4 enter');
  expect([store.state.message?.text, store.state.message?.isFault]).toEqual([
    'Not 4. Try again, press ? for a hint, or Enter alone for the result.',
    true,
  ]);
  expect([store.state.mode, position(store)]).toEqual(['answer', 1]);
  typed(store, '3 enter');
  expect(store.state.message?.text).toBe(
    'Right this time: node_0.product[1] = 3. 1 of 2 right the first time.',
  );
  typed(store, 'l enter');
  expect(store.state.message?.text).toBe('The result: node_0 = 5. 1 of 3 right the first time.');
  typed(store, 'l x enter');
  expect(store.state.message?.text).toBe(
    '"x" is not a number. Try again, press ? for a hint, or Enter alone for the result.',
  );
  typed(store, 'escape left');
  expect([store.state.mode, position(store)]).toEqual(['session', 2]);
  typed(store, ': 2 6 enter l - 0 . 4 8 enter');
  expect(position(store)).toBe(27);
  typed(store, 'p');
  expect(store.state.list?.title).toBe('Quiz finished: 2 of 4 right the first time');
  expect(store.state.list?.rows.map(({ text }) => text)).toEqual([
    '✓    1  node_0.product[0] = 2   right',
    '✗    2  node_0.product[1] = 3   not the first time',
    '✗    3  node_0 = 5   shown',
    '✓   27  delta(node_0.w[1]) = −0.48   right',
  ]);
  typed(store, 'escape l');
  expect(position(store)).toBe(28);
});

test('only the chosen kind is asked, each hint says more, and c goes to the next question', () => {
  const store = typed(storeAt('backprop-slope'), 'p');
  expect(store.state.list?.rows.map(({ text }) => text)).toEqual([
    "the scenario's own questions",
    'every step',
    'products only',
    'activations only',
    'slopes only: of activations, and of the loss with respect to each weight',
    'other gradients only',
  ]);
  typed(store, 'enter right');
  expect([store.state.mode, position(store)]).toEqual(['session', 1]);
  typed(store, 'c');
  expect([store.state.mode, position(store), optionsWhilePredicting(store.state).ahead]).toEqual([
    'answer',
    4,
    'nothing',
  ]);
  typed(store, '?');
  expect(optionsWhilePredicting(store.state).ahead).toBe('names');
  typed(store, 'h');
  expect(optionsWhilePredicting(store.state).ahead).toBe('numbers');
  typed(store, '6 enter');
  expect(store.state.message?.text).toBe('Right: grad(to_node.w[0]) = 6. 1 of 1 right the first time.');
  typed(store, 'c');
  expect(store.state.list?.rows.map(({ text }) => text)).toEqual([
    '✓    5  grad(to_node.w[0]) = 6   right, 2 hints',
  ]);
});

test('an open question keeps its state when the user moves away; an edit during the quiz shows no result', () => {
  const store = typed(storeAt('target-13'), 'p enter l 7 enter escape l 2 enter');
  expect(store.state.message?.text).toBe(
    'Right this time: node_0.product[0] = 2. 0 of 1 right the first time.',
  );
  typed(store, 'l ? escape');
  expect(optionsWhilePredicting(store.state).ahead).toBe('names');
  typed(store, ': s e t space t a r g e t space = space 1 2 enter');
  expect(statusLines(store.state, { columns: 100, rows: 30 })).toHaveLength(1);
  typed(store, 'l ?');
  const shown = statusLines(store.state, { columns: 100, rows: 30 })?.map(plainText).join('\n');
  expect(shown).toMatch(/^ ▌ What is .*\n ▌ = ▏/);
  expect(shown).not.toContain('with these numbers');
});

test('the focus only moves to visible panes', () => {
  const store = typed(storeAt('target-13'), 'l 8');
  expect(store.state.view.focus).toBe('listing');
  typed(store, 'o t');
  expect(store.state.view.focus).toBe('values');
  typed(store, 'b');
  expect(
    store.state.opened?.debug.breakpoints.map(({ spec }) => spec.type === 'place' && spec.place),
  ).toEqual(['at']);
  typed(store, 'o z 5');
  expect(store.state.view.zoom).toBe('picture');
});

test('a pane can be zoomed, parts can be hidden, and both can be undone', () => {
  const store = typed(storeAt('target-13'), 'o z');
  expect([store.state.mode, store.state.view.zoom]).toEqual(['session', 'tape']);
  typed(store, 'tab l l');
  expect([store.state.view.zoom, position(store)]).toEqual(['values', 2]);
  typed(store, 'o z');
  expect(store.state.view.zoom).toBeNull();
  typed(store, 'o l');
  expect([store.state.view.isLarge, store.state.view.zoom]).toEqual([true, null]);
  typed(store, 'escape o l o p o t o s');
  expect([store.state.view.isLarge, store.state.view.hidden]).toEqual([false, ['picture', 'tape', 'side']]);
  typed(store, 'o o');
  expect(store.state.message?.text).toBe('At least one pane has to stay.');
  typed(store, 'o t');
  expect(store.state.view.hidden).toEqual(['picture', 'side']);
  typed(store, 'o a');
  expect(store.state.view.hidden).toEqual([]);
});

test('the language can be changed by its key and by its name', () => {
  const store = typed(storeAt('target-13'), 'A');
  expect(currentLanguage()).toBe('bn');
  typed(store, 'A : l a n g u a g e space b n enter');
  expect(currentLanguage()).toBe('bn');
  typed(store, ': l a n g u a g e space f r enter');
  expect(store.state.message?.isFault).toBe(true);
});

test('rows can be selected in the panes, and Enter goes to them', () => {
  const store = typed(storeAt('target-13'), 'l l down down');
  expect(selectionOf(store)?.step).toBe(4);
  typed(store, 't');
  expect([position(store), selectionOf(store)?.step]).toEqual([4, null]);
  typed(store, "' '");
  expect(position(store)).toBe(2);
  typed(store, `tab k k k k`);
  expect(store.state.opened?.debug.subject).toBe('accounts');
  typed(store, '+');
  expect(store.state.opened?.debug.session.read('accounts')).toBe(3.1);
  typed(store, 'z u');
  expect([store.state.opened?.debug.session.read('accounts'), selectionOf(store)?.frame]).toEqual([
    3,
    'node',
  ]);
  typed(store, 'u u d');
  expect(selectionOf(store)?.frame).toBe('layer');
});

test('a mark is set by a letter and can be jumped to; a second jump goes back', () => {
  const store = typed(storeAt('target-13'), 'l l m a G');
  expect(position(store)).toBe(32);
  typed(store, "' a");
  expect(position(store)).toBe(2);
  typed(store, "' '");
  expect(position(store)).toBe(32);
  typed(store, "' b");
  expect(store.state.message?.text).toMatch(/no mark b: try a/);
});

test('function keys and the mouse, which Ink drops, keep their order among other keys', () => {
  const none = {} as Parameters<typeof heard>[1];
  const at = (column: number, row: number) => ({ column, row });
  const typedFast = 'n\u001b[21~\u001b[23;2~\u001b[<0;5;7M\u001b[<0;5;7m\u001b[<65;120;1Ml\u001b[<64;1;1M';
  expect(heard(replaced(typedFast), none)).toEqual([
    'n',
    'f10',
    'shift-f11',
    { ...at(4, 6), kind: 'click' },
    { ...at(119, 0), kind: 'wheel', by: 1 },
    'l',
    { ...at(0, 0), kind: 'wheel', by: -1 },
  ]);
  const others = '\u001bOP\u001b[11~\u001bOQ\u001b[17~\u001b[2~\u001b[1;2P\u001b[15;5~\u001b[2;3~';
  expect(heard(replaced(others), none)).toEqual([
    'f1',
    'f1',
    'f2',
    'f6',
    'insert',
    'shift-f1',
    'ctrl-f5',
    'alt-insert',
  ]);
  expect(heard('', { ...none, delete: true })).toEqual(['delete']);
  expect(heard('', { ...none, rightArrow: true, shift: true })).toEqual(['shift-right']);
  expect(heard('', { ...none, leftArrow: true, ctrl: true })).toEqual(['ctrl-left']);
  expect(heard('', { ...none, upArrow: true, shift: true })).toEqual(['up']);
  expect(replaced('\u001b[3~\u001b[A\u001b')).toBe('\u001b[3~\u001b[A\u001b');
});

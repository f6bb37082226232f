/** The end of a run: what is said, and the way on and back. */
import { afterEach, describe, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import { nextByEnter } from '../../src/app/state/course.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';

afterEach(() => setLanguage('en'));

const entries = ['target-13', 'slope', 'relu'].map(shippedEntry);
const begin = (keys: string, open = 'target-13') => typed(runnerAt(entries, open), keys);
const sizes: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 140, rows: 45 },
];
const linesOf = ({ state }: ReturnType<typeof begin>, size: Size) =>
  screenOf(state, size).map((line) => plainText(line).trimEnd());

/** Whether the screen offers the next scenario, in the words or among the keys. */
const offers = (runner: ReturnType<typeof begin>, size: Size) =>
  linesOf(runner, size).some((line) => /Enter next scenario|Press Enter for the next scenario/.test(line));

describe('the offer of the next scenario', () => {
  const ways = [
    'G',
    'tab G',
    'tab tab G',
    '7 G',
    '8 G',
    'G right',
    'G 6',
    'G right right tab',
    'G down',
    'tab down G',
    'G tab down',
    'G tab down escape',
    'O G',
    'tab down e 5 enter G',
    '8 tab tab down G',
    'G ? escape',
    'p enter : 3 2 enter escape',
  ];

  test.each(ways)('after %s it is made where Enter keeps it, and only there', (keys) => {
    for (const size of sizes) {
      const runner = begin(keys);
      expect(runner.state.opened?.debug.session.position).toBe(32);
      const isOffered = offers(runner, size);
      expect(typed(runner, 'enter').state.opened?.entry.id === 'slope').toBe(isOffered);
    }
  });

  test.each([
    ...['G', 'tab G', 'G right', 'G 6', 'G 7 right', '8 G'],
    // What is selected on the way is still selected at the end.
    ...[
      'tab down G',
      'tab down e 5 enter G',
      'tab down + c',
      'tab down e 5 enter G left right',
      '8 tab tab down G',
    ],
  ])('after %s it stays', (keys) => {
    for (const size of sizes) expect(offers(begin(keys), size)).toBe(true);
  });

  test('is not made where something was selected at the end: Enter is for that', () => {
    for (const keys of ['G tab down', 'tab down G down', 'tab down e 5 enter G down', 'G up'])
      expect(nextByEnter(begin(keys).state), keys).toBeNull();
  });

  test('is not made before the end, nor after the last scenario', () => {
    expect(nextByEnter(begin('G left').state)).toBeNull();
    expect(nextByEnter(begin('G', 'relu').state)).toBeNull();
    expect(offers(begin('G', 'relu'), sizes[2] as Size)).toBe(false);
  });

  test('t never opens it', () => {
    expect(begin('G t').state.opened?.entry.id).toBe('target-13');
  });
});

test('the way to the menu stands in the last line at every step, with every focus', () => {
  for (const keys of ['', 'l', 'l l l tab', ': 1 3 enter tab down', 'G', 'G right', 'space', '8'])
    for (const size of sizes)
      expect(linesOf(begin(keys), size).at(-1), keys).toMatch(/ {2}q menu {2}\? keys$/);
});

test('a run to the end by c is told like one by G, and counts as done', () => {
  for (const keys of ['G', 'c', ': 3 2 enter']) {
    const { state } = begin(keys);
    expect(state.done, keys).toEqual(['target-13']);
    expect(state.message?.text, keys).toContain('The loss rose from 16 to 16.231.');
  }
});

test.each(['en', 'bn'] as const)('in %s the words say once that it is the end', (language) => {
  setLanguage(language);
  const end = { en: /end of the run/giu, bn: /রান(?:ের)? শেষ|এটাই শেষ/gu }[language];
  const timesIn = (runner: ReturnType<typeof begin>, size: Size) =>
    linesOf(runner, size).join('\n').match(end)?.length ?? 0;
  const wide = [...sizes, { columns: 200, rows: 50 }];
  for (const keys of ['c', 'G', 'G right', 'E c', 'G left right', ': 3 2 enter'])
    for (const size of wide) expect(timesIn(begin(keys), size), keys).toBe(1);
  // Another message does not say it, so the hint does where it has room; under a list no hint names keys.
  for (const keys of ['G E', 'G escape']) expect(timesIn(begin(keys), wide[4] as Size), keys).toBe(1);
  expect(timesIn(begin('G o'), wide[4] as Size)).toBe(0);
});

test('sentences that do not fit are left out whole, and are read aloud', () => {
  const runner = begin('G');
  for (const size of sizes.slice(1)) {
    const words = linesOf(runner, size).flatMap((line) => (line.startsWith(' ▌ ') ? [line.slice(3)] : []));
    expect(words.join(' ')).toContain('The loss rose from 16 to 16.231. The update went past the target');
    expect(words.at(-1)).toMatch(/[.](?: … E| {2}E shows all)?$/);
  }
  const low = { columns: 80, rows: 24 };
  expect(linesOf(runner, low).at(-3)).toMatch(/ The update went past the target\. … E$/);
  const [said] = screenReaderLines(runner.state);
  expect(said).toMatch(/With a learning rate of 0\.005 the loss would fall to 0\.02986\. Press Enter for /);
});

test('where sentences are left out, the key that makes room for them says them again', () => {
  const size = { columns: 80, rows: 24 };
  const runner = begin('G E');
  const text = linesOf(runner, size).join(' ').replaceAll(/ +▌ /g, ' ');
  expect(text).toMatch(
    /End of the run\. .* With a +learning rate of 0\.005 the loss would fall to 0\.02986\./,
  );
  expect(linesOf(typed(runner, 'E E'), size).at(-3)).toContain('The update went past the target. … E');
  expect(linesOf(begin('l E'), size).join(' ')).toContain('Explanations: ');
});

describe('what is left out at the end has a sign', () => {
  const course = ['transactions', ...entries.map(({ id }) => id)].map(shippedEntry);
  const at = (keys: string, id: string, size: Size) => linesOf(typed(runnerAt(course, id), keys), size);

  test.each([
    ['transactions', { columns: 80, rows: 24 }, 'the words of the last step', / {2}E shows all$/],
    ['transactions', { columns: 100, rows: 30 }, 'nothing', /(?<! … E| {2}E shows all)$/],
    ['target-13', { columns: 60, rows: 20 }, 'what no key makes room for', / …$/],
  ] as const)('of %s in %o: %s', (id, size, _what, sign) => {
    expect(at('G', id, size).at(-3)).toMatch(sign);
    // After another message E would not say that again.
    expect(at('G <', id, size).at(-3)).not.toMatch(/^ ▌ Play: .* E shows all$/);
  });

  test('on a tall screen full explanations are whole below what is said', () => {
    for (const id of ['slope', 'transactions', 'target-13'])
      expect(at('E G', id, { columns: 100, rows: 44 }).join('\n'), id).not.toMatch(/ …(?: E)?$/m);
    expect(at('E G', 'slope', { columns: 100, rows: 30 }).at(-3)).toMatch(/ …$/);
  });
});

test('a message in the menu is read aloud', () => {
  const runner = typed(runnerAt(entries, null), 'x');
  expect(runner.state.message?.text).toContain('does nothing here');
  expect(screenReaderLines(runner.state)[0]).toBe(runner.state.message?.text);
});

/** A scenario opens with its own picture; what a person shows instead is kept with the session, not for the next one. */
import { afterEach, expect, test } from 'vitest';
import { press, receive, start } from '../../src/app/app.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { type Language, languages, setLanguage } from '../../src/i18n/translate.ts';
import { pictureNames } from '../../src/scenario/format/picture-names.ts';
import { pictures } from '../../src/view/network/pictures.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { everything, pressed, shippedEntry } from '../support/app.ts';
import '../support/languages.ts';

afterEach(() => setLanguage('en'));

const entries = ['attention', 'convolution', 'curved-valley', 'relu'].map(shippedEntry);

function begin(open: string | null, viewOptions: unknown = null, language: Language = 'en'): State {
  const entry = entries.find(({ id }) => id === open) ?? null;
  return start({
    entries,
    open: entry,
    restore: null,
    further: {},
    viewOptions,
    language,
    capabilities: everything,
  }).state;
}

test('a scenario opens with its own picture, from the command line and from the menu, whatever was remembered', () => {
  const remembered = { picture: 'loss', words: 'full' };
  expect(begin('attention').view.picture).toBe('shares');
  const { view } = begin('convolution', remembered);
  expect([view.picture, view.words]).toEqual(['window', 'full']);
  expect(begin('relu', remembered).view.picture).toBe('network');
  const menu = begin(null, remembered);
  const opened = pressed(menu, ['j', 'j', 'enter']);
  expect(opened.opened?.entry.id).toBe('convolution');
  expect(opened.view.picture).toBe('window');
  expect(pressed(opened, ['6', 'q', 'k', 'enter']).view.picture).toBe('shares');
});

test('a resumed session has the picture that it was left with', () => {
  const left = press(pressed(begin('attention'), ['l', 'l', '6']), 'q').effects[0];
  if (left?.kind !== 'save-session') throw new Error('nothing is saved');
  const text = JSON.stringify(left.document);
  const { state } = receive(begin('attention'), {
    kind: 'loaded',
    key: 'attention',
    kept: { text, others: [], fault: null },
  });
  expect(state.view.picture).toBe('shares');
  expect(press(state, 'r').state.view.picture).toBe('loss');
});

test('0 shows what only some scenarios have, one after the other', () => {
  const shown = (id: string, keys: string) => pressed(begin(id), keys.split(' ')).view.picture;
  expect(['0', '0 0', '1 0', '1 0 0'].map((keys) => shown('attention', keys))).toEqual([
    'contour',
    'shares',
    'shares',
    'contour',
  ]);
  expect(shown('curved-valley', '0')).toBe('contour');
  // A scenario without any stays with what is shown, and says so.
  expect(shown('relu', '0')).toBe('network');
});

test.each(languages)('0 where there is none says what each of them needs, in %s', (language) => {
  const { state } = press(begin('relu', null, language), '0');
  const own = pictureNames.filter((each) => pictures[each].key === '0');
  expect(state.message?.isFault).toBe(true);
  for (const name of own) expect(state.message?.text).toMatch(new RegExp(`\\b${name}[- ].+?[,.।]`));
  const screen = screenOf(state, { columns: 80, rows: 24 }).map(plainText).join(' ');
  expect(screen).toMatch(/confusion[- ][^…]*?[.।]/);
});

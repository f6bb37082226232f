/** What a page opens with comes back from its text as it was. */
import { beforeEach, expect, test } from 'vitest';
import { type Opening, openingFrom, openingText } from '../../src/app/state/kept-entry.ts';
import { currentLanguage, setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { shippedEntry } from '../support/app.ts';
import { shipped } from '../support/scenario.ts';

beforeEach(() => setLanguage('en'));

const usual: Omit<Opening, 'entries'> = {
  open: null,
  restore: null,
  step: null,
  picture: null,
  language: 'en',
  theme: null,
  home: null,
  next: null,
};

test.each(shipped)('%s computes the same', (id) => {
  const entry = shippedEntry(id);
  const [again] = openingFrom(openingText({ ...usual, entries: [entry] })).entries;
  expect(again).toMatchObject({ id, key: id, source: entry.source });
  const [one, other] = [entry.scenario, again?.scenario ?? entry.scenario].map((each) => new Session(each));
  expect(other).not.toBe(one);
  const at = Math.min(one?.total ?? 0, 200);
  for (const session of [one, other]) session?.seek(at);
  expect(other?.total).toBe(one?.total);
  expect(again?.steps()).toBe(one?.total);
  expect([...(other?.engine.run.example.instructions ?? [])]).toEqual([
    ...(one?.engine.run.example.instructions ?? []),
  ]);
  expect(other?.known()).toEqual(one?.known());
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e-320, 0.1])(
  'the number %d comes back',
  (number) => {
    const entry = shippedEntry('relu');
    const scenario = { ...entry.scenario, learningRate: number };
    const text = openingText({ ...usual, entries: [{ ...entry, scenario }] });
    const again = openingFrom(text).entries[0]?.scenario as unknown as { learningRate: number };
    expect(Object.is(again.learningRate, number)).toBe(true);
  },
);

test('warnings are there in the language that is chosen later', () => {
  const warning = () => ({ summary: currentLanguage(), head: '', quote: [], fix: null });
  const entry = { ...shippedEntry('relu'), warnings: () => [warning()] };
  const [again] = openingFrom(openingText({ ...usual, entries: [entry] })).entries;
  for (const language of ['bn', 'en'] as const) {
    setLanguage(language);
    expect(again?.warnings?.()).toEqual([{ ...warning(), summary: language }]);
  }
});

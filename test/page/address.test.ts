/** The address of a step, and what the page keeps in the browser. */
import { beforeEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { addressOf, placeFrom } from '../../src/page/address.ts';
import { savedIn, type TextStorage } from '../../src/page/storage.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';

beforeEach(() => setLanguage('en'));

const relu = shippedEntry('relu');
const xor = shippedEntry('xor');
const stateAfter = (keys: string, entries = [relu]) => typed(runnerAt(entries, 'relu'), keys).state;

describe('the address', () => {
  test.each([
    ['', '#step=0'],
    ['l l l', '#step=3'],
    ['l 2', '#step=1&view=weights'],
    ['A l', '#step=1&lang=bn'],
    ['q', '#'],
  ])('after %s it is %s', (keys, address) => {
    expect(addressOf(stateAfter(keys), 'en')).toBe(address);
  });

  test('of a page with more scenarios it names one', () => {
    expect(addressOf(stateAfter('l', [relu, xor]), 'en')).toBe('#scenario=relu&step=1');
  });

  test.each(['', 'l l', 'l 2', 'l 2 A'])('after %s it leads back to what is shown', (keys) => {
    const state = stateAfter(keys, [relu, xor]);
    const place = placeFrom(addressOf(state, 'en'));
    expect(place.scenario).toBe('relu');
    expect(place.step).toBe(state.opened?.debug.session.position);
    expect(place.view ?? relu.scenario.picture).toBe(state.view.picture);
    expect(place.lang ?? 'en').toBe(state.language);
  });

  test.each([
    '',
    '#',
    '#step=',
    '#step=x',
    '#step=-1',
    '#step=1e3',
    '#view=nothing&lang=xx',
    '#%E0%A4%A',
    '#step=9999999999999999',
  ])('%s names no place', (hash) => {
    expect(placeFrom(hash)).toEqual({ scenario: null, step: null, view: null, lang: null });
  });
});

describe('what is kept', () => {
  function memory(): TextStorage & { readonly texts: Map<string, string> } {
    const texts = new Map<string, string>();
    return {
      texts,
      getItem: (key) => texts.get(key) ?? null,
      setItem: (key, text) => void texts.set(key, text),
    };
  }
  const full: TextStorage = {
    getItem: () => null,
    setItem() {
      throw new Error('no room');
    },
  };

  test('is there for the next time, each scenario for itself', () => {
    const storage = memory();
    const saves = savedIn(storage, () => {});
    expect(saves.load(relu)).toEqual({ text: null, others: [], fault: null });
    expect(saves.save(relu, (id) => `of ${id}`)).toBe(null);
    saves.keepLooks({ words: 'full' });
    const again = savedIn(storage, () => {});
    expect(again.load(relu).text).toBe('of relu');
    expect(again.load(xor).text).toBe(null);
    expect(again.looks()).toEqual({ words: 'full' });
  });

  test.each([
    ['nothing', null],
    ['no more', full],
  ])(
    'where the browser keeps %s it is there until the page is closed, which is said once',
    (_what, storage) => {
      const saves = savedIn(storage, () => {});
      const told: (string | null)[] = [];
      saves.saveLater(
        relu,
        () => 'first',
        (notice) => told.push(notice),
      );
      saves.saveLater(
        relu,
        () => 'second',
        (notice) => told.push(notice),
      );
      expect(told).toEqual([expect.stringContaining(':save FILE'), null]);
      expect(saves.load(relu).text).toBe('second');
    },
  );

  test('options that are not JSON are none', () => {
    const storage = memory();
    storage.setItem('backstep:looks', '{');
    expect(savedIn(storage, () => {}).looks()).toBe(null);
  });

  test('a file is given to the reader', () => {
    const files: string[] = [];
    const saves = savedIn(null, (file, text) => files.push(file, text));
    expect(saves.write('mine.session', relu, (id) => `of ${id}`)).toBe(null);
    expect(files).toEqual(['mine.session', 'of relu']);
  });
});

/** The address of a step, and what the page keeps in the browser. */
import { beforeEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../src/i18n/translate.ts';
import { addressOf, placeFrom } from '../../src/page/address.ts';
import { savedIn, type TextStorage } from '../../src/page/storage.ts';
import { pageRunner, runnerAt, shippedEntry, typed } from '../support/app.ts';

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
    expect(place.picture ?? relu.scenario.picture).toBe(state.view.picture);
    expect(place.language ?? 'en').toBe(state.language);
  });

  test.each([
    ['', null],
    ['#', null],
    ['#step=', 'step='],
    ['#step=x', 'step=x'],
    ['#step=-1', 'step=-1'],
    ['#step=1e3', 'step=1e3'],
    ['#view=nothing&lang=xx', 'view=nothing'],
    ['#%E0%A4%A', null],
    ['#step=9999999999999999', 'step=9999999999999999'],
  ])('%s names no place', (hash, wrong) => {
    expect(placeFrom(hash)).toEqual({ scenario: null, step: null, picture: null, language: null, wrong });
  });

  test('in its menu, q says that a page cannot quit', () => {
    expect(typed(pageRunner('relu'), 'q q').state.message?.text).toBe(
      'A web page cannot quit: close it in the browser.',
    );
  });

  test('a link is followed whatever is open, and says what is wrong with it', () => {
    const runner = runnerAt([relu], 'relu');
    const { total } = runner.state.opened?.debug.session ?? { total: 0 };
    const shown = () => [
      runner.state.mode,
      runner.state.opened?.debug.session.position,
      runner.state.language,
    ];
    for (const keys of ['w', '?', ': p', 'p enter']) {
      typed(runner, keys);
      runner.follow({ step: 3 });
      expect(shown()).toEqual(['session', 3, 'en']);
      runner.follow({ step: 1, picture: 'loss' });
    }
    typed(runner, ': p');
    runner.follow({ language: 'bn' });
    expect(shown()).toEqual(['command', 1, 'bn']);
    expect(runner.state.prompt.text).toBe('p');
    typed(runner, 'escape w');
    runner.follow({ language: 'en' });
    expect(shown()).toEqual(['session', 1, 'en']);
    runner.follow(placeFrom(`#step=${total + 1}`));
    expect(runner.state.message?.text).toContain(`There is no step "${total + 1}"`);
    runner.follow(placeFrom('#step=x'));
    expect(runner.state.message?.text).toContain('The address has "step=x"');
    expect(shown()).toEqual(['session', total, 'en']);
  });
});

test('in another language a question stays, and what was said of an answer does not', () => {
  const runner = typed(runnerAt([relu], 'relu'), 'p enter l 7 7 enter');
  expect(runner.state.message?.text).toContain('Not 77');
  runner.follow({ language: 'bn' });
  expect(runner.state).toMatchObject({ mode: 'answer', language: 'bn', message: null });
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

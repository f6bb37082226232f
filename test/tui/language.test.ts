/** The screen around the panes, in both languages: the footer, lists, messages, the menu. */
import { afterEach, describe, expect, test } from 'vitest';
import { receive } from '../../src/app/app.ts';
import type { AppRunner } from '../../src/app/runner.ts';
import { listScreen } from '../../src/app/screen/list.ts';
import { screenReaderLines, sentences } from '../../src/app/screen/screen-reader.ts';
import { footer, statusLines } from '../../src/app/screen/status-line.ts';
import { type Language, languages, setLanguage } from '../../src/i18n/translate.ts';
import { type Line, lineWidth, PROSE_MARGIN, plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';
import { bundle } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

afterEach(() => setLanguage('en'));

/** The application with a scenario, or the menu if `id` is null, after some keys. */
function storeAt(id: string | null, keys: string): AppRunner {
  return typed(runnerAt(['target-13', 'backprop-slope'].map(shippedEntry), id), keys);
}

const size: Size = { columns: 80, rows: 24 };
const isBangla = (line: Line) => /\p{Script=Bengali}/u.test(plainText(line));

function bottomLine(store: AppRunner): string {
  return plainText(footer(store.state, size)).trim();
}

function spokenLine(language: Language, id: string | null, keys: string): string {
  setLanguage(language);
  return bottomLine(storeAt(id, keys));
}

describe('the footer', () => {
  test.each([
    [
      'menu',
      null,
      '',
      '↓ down  ↑ up  Enter open  / filter  q quit  ? keys  A বাংলা',
      '↓ নিচে  ↑ ওপরে  Enter খুলুন  / ফিল্টার  q বের হোন  ? বোতাম  A English',
    ],
    [
      'filter',
      null,
      '/ r',
      'Enter keep  Esc show all  ↓ down  ↑ up  type to filter',
      'Enter রাখুন  Esc সব দেখান  ↓ নিচে  ↑ ওপরে  লিখলেই তালিকা ছোট হয়',
    ],
    [
      'start',
      'target-13',
      '',
      '→ step  n node  f layer  c run  Space play  v variant  w why  q menu  ? keys',
      '→ ধাপ  n নোড  f লেয়ার  c চালান  Space চলুক  v বিকল্প  w কেন  q মেনু  ? বোতাম',
    ],
    [
      'middle',
      'backprop-slope',
      'l l',
      '→ step  ← back  n node  f layer  c run  Space play  w why  q menu  ? keys',
      '→ ধাপ  ← পেছনে  n নোড  f লেয়ার  c চালান  Space চলুক  w কেন  q মেনু  ? বোতাম',
    ],
    ['mark', 'target-13', 'm', 'Esc cancel', 'Esc বাতিল'],
    [
      'playing',
      'backprop-slope',
      'space',
      'playing  Space pause  < slower  > faster  U unit  q menu  ? keys',
      'চলছে  Space থামান  < ধীরে  > দ্রুত  U একক  q মেনু  ? বোতাম',
    ],
    ['command', 'target-13', ':', 'Enter run it  Tab complete  Esc cancel', 'Enter চালান  Tab বাকিটা  Esc বাতিল'],
    [
      'answer',
      'target-13',
      'p enter l 2',
      'Enter answer  ? hint  Esc cancel',
      'Enter উত্তর দিন  ? ইঙ্গিত  Esc বাতিল',
    ],
  ])('%s', (_what, id, keys, english, bangla) => {
    expect(spokenLine('en', id, keys)).toBe(english);
    expect(spokenLine('bn', id, keys)).toBe(bangla);
  });

  test('Bangla leaves its margin at every width, and the keys for help and for the menu stay visible', () => {
    setLanguage('bn');
    const wrong: string[] = [];
    for (const keys of ['', 'l l l', 'tab k k', 'G', ':', '/', 'm', "'", 'p enter l', 'space']) {
      const store = storeAt('target-13', keys);
      for (let columns = 60; columns <= 140; columns++) {
        const line = footer(store.state, { columns, rows: 24 });
        const hasKeys = / {2}q মেনু {2}\? বোতাম$/u.test(plainText(line));
        const isWrong =
          lineWidth(line) > columns - PROSE_MARGIN || (store.state.mode === 'session' && !hasKeys);
        if (isWrong) wrong.push(`${keys} in ${columns}: ${plainText(line)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the language changes with the next key', () => {
    const store = storeAt('target-13', 'A');
    expect(bottomLine(store)).toMatch(/\? বোতাম$/);
    store.press('A');
    expect(bottomLine(store)).toMatch(/\? keys$/);
  });
});

describe('a list', () => {
  const rowsOf = (language: Language, keys: string) => {
    setLanguage(language);
    return storeAt('target-13', keys).state.list?.rows.map(({ text }) => text) ?? [];
  };

  const keysOfRows = (language: Language) => {
    setLanguage(language);
    return storeAt('target-13', '?').state.list?.rows.map(({ keys = [] }) => keys) ?? [];
  };

  test('of keys has the same rows in both languages, with the keys first', () => {
    const [english, bangla] = [rowsOf('en', '?'), rowsOf('bn', '?')];
    const [englishKeys, banglaKeys] = [keysOfRows('en'), keysOfRows('bn')];
    expect(english.slice(0, 3)).toEqual([
      'Moving through time (with Shift: backward)',
      'step forward one operation',
      'step back one operation',
    ]);
    expect(bangla.slice(0, 3)).toEqual([
      'চলাচল: সামনে, আর Shift চেপে পেছনে',
      'একটি হিসাব করুন',
      'একটি হিসাব ফিরিয়ে নিন',
    ]);
    expect(englishKeys.slice(0, 3)).toEqual([[], ['→', 'l', 'i', 's', 'F11'], ['←', 'h', 'I', 'S']]);
    expect(banglaKeys).toEqual(englishKeys);
    expect(bangla.filter((row) => !/\p{Script=Bengali}/u.test(row))).toEqual([]);
  });

  test('of what is shown, and of what can be predicted', () => {
    expect(rowsOf('bn', 'o').slice(0, 5)).toEqual([
      'z  ○ একটিই প্যানেল, পুরো পর্দা জুড়ে: tape',
      'l  ○ বড় অক্ষর, ক্লাসঘরের জন্য',
      'a  ● সব প্যানেল',
      'প্যানেল: যেটি চান লুকান বা দেখান',
      'p  ● ছবি',
    ]);
    expect(rowsOf('bn', 'p').slice(0, 2)).toEqual(['প্রতিটি ধাপ', 'শুধু গুণফল']);
    expect(rowsOf('en', 'p').slice(0, 2)).toEqual(['every step', 'products only']);
  });

  test('can be filtered by words of the current language', () => {
    setLanguage('bn');
    const store = storeAt('target-13', '?');
    store.press('/');
    for (const character of 'একেবারে শেষে') store.press(character);
    for (const key of ['enter', 'enter']) store.press(key);
    expect(store.state.opened?.debug.session.position).toBe(32);
  });

  test.each(languages)('in %s, nothing is to the right of Bangla, which keeps its margin', (language) => {
    setLanguage(language);
    for (const keys of ['?', 'o', 'p', 'l l L', 'l w', 'G P', '? / k']) {
      const { list } = storeAt('target-13', keys).state;
      if (!list) continue;
      for (const columns of [60, 80, 100]) {
        for (let selected = 0; selected < list.rows.length; selected++) {
          for (const line of listScreen({ ...list, selected }, { columns, rows: 30 }).slice(0, -1)) {
            expect(lineWidth(line)).toBeLessThanOrEqual(columns - (isBangla(line) ? PROSE_MARGIN : 0));
            expect(plainText(line)).not.toMatch(/\p{Script=Bengali}.* {3}\S/u);
          }
        }
      }
    }
  });
});

describe('in the place of the words', () => {
  const said = (language: Language, keys: string) => {
    setLanguage(language);
    return (statusLines(storeAt('target-13', keys).state, size) ?? []).map((line) => {
      expect(plainText(line)).toMatch(/^ ▌ /);
      return plainText(line).slice(3).trim();
    });
  };

  test('prompts are typed below a question or their help', () => {
    expect(said('en', ':')).toEqual(['a command or a step number', ':▏']);
    expect(said('en', '/')).toEqual(['type a name, an operation or a value', '/▏']);
    expect(said('en', 'm')).toEqual(['mark this step: press a letter']);
    expect(said('en', 'p enter l 2')).toEqual([
      'What is node_0.product[0]?',
      '= 2▏   Enter alone shows the result',
    ]);
    expect(said('bn', 'm')).toEqual(['এই ধাপে চিহ্ন: একটি অক্ষর চাপুন']);
  });

  test('where there is one row, a question stands beside its prompt', () => {
    for (const language of languages) {
      setLanguage(language);
      const { state } = storeAt('target-13', 'p enter l 2');
      const lines = statusLines(state, { columns: 60, rows: 16 }) ?? [];
      expect(lines.map(plainText).join('\n')).toMatch(/^ ▌ = 2▏ {3}.*node_0.product\[0\]/);
      expect(lines).toHaveLength(1);
    }
  });

  test('the numbers stand after what they are, in each language', () => {
    const keys = ': s e t space o u t p u t . w [ 0 ] = 3';
    const set = 'output.w[0] 2 → 3';
    // With 80 columns there is no room for what the results are now.
    const results = 'output 14  ·  error 1  ·  loss 1';
    expect(said('en', keys)[0]).toBe(`${set}   would give:  ${results}`);
    expect(said('bn', keys)[0]).toBe(`${set}   হলে যা দাঁড়াত:  ${results}`);
  });

  test('the last message is in the current language', () => {
    expect(said('bn', 'p enter l 4 enter')[0]).toBe('4 নয়। আবার চেষ্টা করুন; ? চাপলে ইঙ্গিত, শুধু Enter চাপলে ফল।');
    expect(said('bn', 'p enter l 2 enter')).toEqual([
      'ঠিক: node_0.product[0] = 2। ১টির মধ্যে ১টি প্রথমবারেই ঠিক।',
    ]);
    expect(said('bn', 'escape')).toEqual(['মেনুতে ফিরতে q চাপুন।']);
  });

  test('a long message leaves its margin', () => {
    setLanguage('bn');
    const fault = 'দীর্ঘ বার্তা '.repeat(12);
    const { state } = receive(storeAt('target-13', '').state, { kind: 'written', file: 'a', fault });
    for (const line of statusLines(state, { columns: 60, rows: 16 }) ?? []) {
      expect(lineWidth(line)).toBeLessThanOrEqual(60 - PROSE_MARGIN);
    }
  });
});

test('sentences without a full stop get that of the language', () => {
  const texts = ['One', 'Two?', 'Three', 'Four.'];
  expect(sentences(texts)).toBe('One. Two? Three. Four.');
  expect(sentences(['One'])).toBe('One');
  setLanguage('bn');
  expect(sentences(texts)).toBe('One। Two? Three। Four.');
});

test('the menu as text for a screen reader', () => {
  setLanguage('bn');
  const store = storeAt(null, 'j');
  expect(screenReaderLines(store.state)[0]).toBe(
    'একটি সিনারিও বেছে নিন: ২টির মধ্যে ২ নম্বর। নিচ তীরচিহ্ন ও ওপর তীরচিহ্ন দিয়ে বাছুন, Enter চাপলে খোলে, q চাপলে বেরিয়ে যায়।',
  );
  const read = (language: Language) => screenReaderLines({ ...store.state, language })[1];
  expect(read('bn')).toMatch(/^স্লোপের তিন উৎপাদক। নোডের মান × অ্যাক্টিভেশনের স্লোপ × লসের স্লোপ। নেটওয়ার্কের/u);
  expect(read('en')).toMatch(
    /^Three factors of a slope\. Incoming value × activation slope × loss slope\. What /,
  );
});

test.each([
  ['en', 80, /A বাংলা$/m, /No scenario has these words/],
  ['en', 140, /A বাংলা$/m, /No scenario has these words/],
  ['bn', 80, /A English$/m, /এই শব্দগুলো কোনো/],
  ['bn', 140, /A English$/m, /এই শব্দগুলো কোনো সিনারিওতে নেই/],
] as const)('the menu in %s, %i columns wide', async (language, cols, invitation, none) => {
  const args = [bundle, '--lang', language];
  const screen = openTerminal({ command: process.execPath, args, cols, rows: 30 });
  try {
    await screen.waitFor(invitation);
    await screen.waitFor((terminal) =>
      /\? (?:keys|বোতাম) {2}A \S+$/.test(terminal.screen()[29]?.trimEnd() ?? ''),
    );
    const rows = screen.screen();
    if (language === 'bn') {
      // Names and words in frames are English.
      const prose = rows.map((row) => row.replace(/^│[^│]*│/u, ''));
      const english = prose.filter((row) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(row));
      expect(english).toEqual([]);
    }
    screen.write('/zzz');
    await screen.waitFor(none);
  } finally {
    await screen.dispose();
  }
});

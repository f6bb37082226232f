/** What `check` and the start of a session say about the CSV file of a scenario. */
import { afterEach, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { okLines } from '../../src/print/check.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import '../support/languages.ts';
import { scenarioOfTable, tableDocument } from '../support/tables.ts';

afterEach(() => setLanguage('en'));

const document = tableDocument('csv: { file: a.csv, percent: fraction }, target: y, missing: drop', {
  inputs: ['x'],
});
const scenario = scenarioOfTable(document, '# lab\nx;y\n1,5;45%\n;2\n1.234,5;3\n');

test('how the file was read, in both languages', () => {
  expect(okLines('a.yaml', scenario, 0)).toEqual([
    'a.yaml: ok (10 steps, 0 variants)',
    '  a.csv: 3 rows, separator ";", decimal comma, thousands sign ".", percentages divided by 100, 1 line above the table skipped, 1 row with missing cells left out',
  ]);
  setLanguage('bn');
  expect(okLines('a.yaml', scenario, 0)[1]).toBe(
    '  a.csv: ৩টি সারি, ঘর আলাদা করার চিহ্ন ";", দশমিকের চিহ্ন কমা, হাজার আলাদা করার চিহ্ন ".", শতাংশ 100 দিয়ে ভাগ করা, টেবিলের ওপরের ১টি লাইন পড়া হয়নি, মান নেই বলে ১টি সারি বাদ দেওয়া হয়েছে',
  );
});

test('the screen says it before the first step, and not after', () => {
  const session = new Session(scenario);
  const screen = (size = { columns: 100, rows: 30 }) => {
    const scene = new Scene(new Debugger(session, formatNumber));
    const lines = sessionScreen(scene, 'a', size, defaultViewOptions, null, []) ?? [];
    return lines.map(plainText).join('\n');
  };
  // With less room it shows that there is more.
  expect(screen({ columns: 80, rows: 24 })).toMatch(/a\.csv: 3 rows.* … {2}E shows all\s*$/m);
  expect(screen()).toContain('a.csv: 3 rows, separator ";", decimal comma');
  session.seek(1);
  expect(screen()).not.toContain('a.csv');
});

/** Warnings of an open scenario: the message on opening, the mark in the header, the list. */

import { afterEach, expect, test } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { ScenarioEntry } from '../../src/app/state/state.ts';
import { printDiagnostic } from '../../src/diagnostics/diagnostic.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { aboutOf } from '../../src/scenario/about.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { SMALLEST } from '../../src/view/size-classes.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';

afterEach(() => setLanguage('en'));

const size: Size = { columns: 100, rows: 30 };

const sigmoidTwice = `title: Sigmoid in the layer and in the loss
inputs: [x]
layers: [{ name: output, activation: sigmoid, nodes: { p: { weights: [0.5], bias: 0 } } }]
data: [{ inputs: [1], target: 3 }, { inputs: [-1], target: 0 }]
loss: binary_cross_entropy_from_logits
`;

function entryOf(source: string): ScenarioEntry {
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const warnings = () => parsed.warnings().map((each) => printDiagnostic('twice.yaml', source, each));
  return {
    id: 'twice',
    key: 'twice',
    source,
    about: aboutOf(parsed.scenario),
    scenario: parsed.scenario,
    steps: () => 0,
    warnings,
  };
}

const entries = [entryOf(sigmoidTwice), shippedEntry('target-13')];

const linesOf = (runner: ReturnType<typeof runnerAt>, of = size) => screenOf(runner.state, of).map(plainText);

test('opening a scenario tells its first warning, and marks their number in the header', () => {
  const lines = linesOf(runnerAt(entries, 'twice'));
  expect(lines[0]).toMatch(/^ Backstep {2}twice !2 /);
  const words = lines.map((line) => line.replace(/^ ▌ /u, '').trimEnd()).join(' ');
  expect(words).toContain(
    '2 warnings (press ! to read all): layers[0].activation: expected outputs that can be any number',
  );
});

test('the mark stays while the message goes', () => {
  const lines = linesOf(typed(runnerAt(entries, 'twice'), 'right right'));
  expect(lines[0]).toContain('twice !2 ');
  expect(lines.join('\n')).not.toContain('press !');
});

test.each([['!'], [': w a r n i n g s enter']])('%s shows all of them, with place, caret and fix', (keys) => {
  const lines = linesOf(typed(runnerAt(entries, 'twice'), keys)).map((line) => line.trimEnd());
  expect(lines[0]).toBe(' Backstep  2 warnings');
  expect(lines.join('\n')).toContain(`       3 │ layers: [{ name: output, activation: sigmoid,`);
  expect(lines.join('\n')).toContain(`         │                                      ^ `);
  expect(lines.join('\n')).toMatch(/fix: write activation: identity, or loss:[\s│]+binary_cross_entropy /);
  expect(lines.join('\n')).toContain('data[0].target: expected');
});

test.each(['en', 'bn'] as const)(
  'in %s sentences take all of the width, and a quoted line has the signs of the file',
  (language) => {
    const runner = typed(runnerAt(entries, 'twice'), language === 'en' ? '!' : 'A !');
    for (const columns of [60, 100, 200]) {
      const lines = linesOf(runner, { columns, rows: 40 });
      const widest = Math.max(...lines.map((line) => line.replace(/[─│╮╯ ]+$/u, '').length));
      expect(widest).toBeGreaterThan(columns === 200 ? 120 : columns - 20);
      if (columns === 60) continue;
      expect(lines.join('\n')).toContain('{ inputs: [-1], target: 0 }');
    }
  },
);

test('nothing of the sentences is cut on the smallest screen', () => {
  const lines = linesOf(typed(runnerAt(entries, 'twice'), '!'), { ...SMALLEST, rows: 40 });
  expect(lines.filter((line) => !/^│ +\d+ │/.test(line)).join('')).not.toContain('…');
});

test('in Bangla, also after the language was changed', () => {
  const text = linesOf(typed(runnerAt(entries, 'twice'), 'A !')).join('\n');
  expect(text).toContain('২টি সতর্কতা');
  expect(text).toMatch(/সমাধান: activation: identity লিখুন/);
});

test('a scenario without warnings has no mark, and says so when asked', () => {
  const runner = runnerAt(entries, 'target-13');
  expect(linesOf(runner)[0]).not.toContain('!');
  expect(linesOf(typed(runner, '!')).join('\n')).toContain('This scenario has no warnings.');
});

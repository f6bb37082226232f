import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { languages, setLanguage } from '../../src/i18n/translate.ts';
import { worksheetText } from '../../src/print/exports/worksheet.ts';
import type { Scenario, Variant } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import type { StepRecord } from '../../src/session/steps.ts';
import { trace } from '../../src/session/trace.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { bn, worksheet } from '../support/bangla.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { chapter } from '../support/scenario.ts';
import { allTexts } from '../support/texts.ts';

afterEach(() => setLanguage('en'));

const BLANK = '______';
const ids = chapter;
const source = (id: string) => readFileSync(`scenarios/${id}.yaml`, 'utf8');
const shipped = (id: string) => scenarioOf(source(id));

interface Sheet {
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  readonly lines: readonly string[];
}

function sheetOf(scenario: Scenario, variant: Variant | null = null): Sheet {
  return split(worksheetText(new Session(scenario, variant)));
}

function split(text: string): Sheet {
  const parts = text.split('<div style="page-break-after: always"></div>\n');
  expect(parts).toHaveLength(2);
  const [questions = [], answers = []] = parts.map((part) => part.split('\n'));
  return { questions, answers, lines: text.split('\n') };
}

/** The parts of lines such as `13. grad(w) = … = 40`. */
function numbered(
  lines: readonly string[],
): { step: number; name: string; formula: string; result: string }[] {
  return lines.flatMap((line) => {
    const [, step, name = '', formula = '', result = ''] =
      /^(\d+)\. `(\S+) = (.*)` [=≈] (\S+)$/.exec(line) ?? [];
    return step === undefined
      ? []
      : [{ step: Number(step), name, formula, result: result.replaceAll('**', '') }];
  });
}

const count = (lines: readonly string[], what: RegExp) => lines.filter((line) => what.test(line)).length;

/** A number with five digits, and with as many more as an equation may need. */
const formsOf = (value: number) => Array.from({ length: 13 }, (_, more) => formatNumber(value, 5 + more));

/** Errors in the form of the Markdown. */
function faults(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const [before = '', after = ''] = [lines[index - 1], lines[index + 1]];
    const cells = (row: string) => row.split('|').length;
    const spans = line.match(/`[^`]*`/g) ?? [];
    return [
      ...(line === '' && before === '' && index > 0 && index < lines.length - 1 ? ['two empty lines'] : []),
      ...(/\s$/.test(line) ? ['a space at the end'] : []),
      ...(/^#/.test(line) && (after !== '' || (index > 0 && before !== ''))
        ? ['a heading in a paragraph']
        : []),
      ...(/^\|/.test(line) && /^\|/.test(before) && cells(line) !== cells(before) ? ['a row too short'] : []),
      ...(/^\|/.test(line) && !/^\|/.test(before) && before !== '' ? ['a table in a paragraph'] : []),
      ...(/^\d+\. /.test(line) && !/^(\d+\. .*)?$/.test(before) ? ['a question in a paragraph'] : []),
      ...((line.replaceAll('\\`', '').match(/`/g) ?? []).length % 2 === 1 ? ['half a code span'] : []),
      ...(spans.some((span) => /\p{Script=Bengali}/u.test(span)) ? ['Bangla in code'] : []),
      ...(/\{\d\}|undefined|\[object/.test(line) ? ['a placeholder'] : []),
    ].map((fault) => `${fault}: ${line}`);
  });
}

function check(scenario: Scenario, variant: Variant | null): { asked: number; total: number; rows: number } {
  const steps: StepRecord[] = [...trace(scenario, variant)];
  let found = { asked: 0, total: steps.length, rows: 0 };
  for (const language of languages) {
    setLanguage(language);
    const { questions, answers, lines } = sheetOf(scenario, variant);
    expect(faults(lines)).toEqual([]);
    const asked = numbered(questions);
    expect(asked.map(({ step }) => step)).toEqual(asked.map((_question, index) => index + 1));
    expect(asked.every(({ result }) => result === BLANK)).toBe(true);
    const key = numbered(answers);
    expect(key.map(({ step, name }) => [step, name])).toEqual(asked.map(({ step, name }) => [step, name]));
    for (const { step, name, formula, result } of key) {
      const record = steps[step - 1] as StepRecord;
      expect(name).toBe(record.result.name);
      expect(formsOf(record.result.value)).toContain(result);
      for (const { value } of record.operands)
        expect(formsOf(value).some((text) => formula.includes(text))).toBe(true);
      for (const operand of record.operands) {
        // A constant has its number as its name.
        const isConstant = Number(operand.name) === operand.value;
        expect(asked[step - 1]?.formula).toContain(isConstant ? formatNumber(operand.value) : operand.name);
      }
    }
    const rows = count(questions, /\| ______ \|$/);
    expect(count(questions, /______/)).toBe(asked.length + rows);
    expect(answers.join('\n')).not.toContain(BLANK);
    expect(count(answers, /\*\*\S+\*\*/)).toBe(asked.length + rows);
    found = { ...found, asked: asked.length, rows };
  }
  setLanguage('en');
  return found;
}

describe('every blank has an answer, the same as in the trace', () => {
  test.each(ids)('%s', (id) => {
    const scenario = shipped(id);
    for (const variant of [null, ...scenario.variants]) {
      const { asked, total, rows } = check(scenario, variant);
      const epochs = scenario.epochs + (scenario.finish ? 1 : 0);
      expect([asked, rows]).toEqual(scenario.epochs === 1 ? [total, 0] : [asked, epochs]);
      if (scenario.epochs > 1) expect(asked).toBeLessThanOrEqual(total / scenario.epochs);
    }
  });

  test('random networks', () => {
    const seen = { whole: 0, part: 0, rows: 0 };
    fc.assert(
      fc.property(
        documents({ training: true, passOn: true, huge: true, layers: 3, nodes: 3, epochs: 3 }),
        (document) => {
          const { asked, total, rows } = check(scenarioOf(document), null);
          if (asked === total) seen.whole += 1;
          else seen.part += 1;
          if (rows > 0) seen.rows += 1;
        },
      ),
      networksTried(60),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(shareOf(5));
  });
});

test('by hand: the given values, the questions and the answers', () => {
  const { questions, answers } = sheetOf(shipped('target-13'));
  const text = questions.join('\n');
  expect(questions[0]).toBe('# Worksheet: Transactions, target 13');
  expect(questions[2]).toBe('How much each weight contributes to the error');
  expect(text).not.toContain('predicts 9');
  for (const line of [
    '| `hidden` | `node_0`, `node_1` | none |',
    '| `node_1.w[0]` | `children` | `node_1` | −1 |',
    '| `output.w[0]` | `node_0` | `output` | 2 |',
    '| Example | `children` | `accounts` | `target` |',
    '| 1 | 2 | 3 | 13 |',
    '- The loss is the squared error, added up over all outputs.',
    '- The learning rate is 0.01.',
    '### Forward phase',
    '`node_1 = children×node_1.w[0] + accounts×node_1.w[1]`',
    '4. `node_1.product[0] = children × node_1.w[0]` = ______',
    '13. `grad(output.w[0]) = node_0 × grad(output)` = ______',
    '## Hints',
  ]) {
    expect(questions, text).toContain(line);
  }
  expect(answers).toContain('13. `grad(output.w[0]) = 5 × (−8)` = **−40**');
  expect(answers).toContain('22. `output.w[0] = 2 − (−0.4)` = **2.4**');
  setLanguage('bn');
  const bangla = sheetOf(shipped('target-13')).questions;
  expect(bangla[0]).toBe('# অনুশীলনী: ট্রানজাকশন, টার্গেট ১৩');
  expect(bangla).toContain('- লার্নিং রেট 0.01।');
  expect(bangla).toContain('4. `node_1.product[0] = children × node_1.w[0]` = ______');
});

test('what the optimizer keeps is given as it is at the start', () => {
  const text = (start: string) => `
    title: t
    inputs: [x]
    layers: [{ name: output, nodes: { y: { weights: [1], bias: 2 } } }]
    data: [{ inputs: [1], target: 2 }]
    loss: squared_error
    optimizer: { kind: adam, learning_rate: 0.1, beta2: 0.5, start: { ${start} } }`;
  const starts = (start: string) =>
    sheetOf(scenarioOf(text(start))).questions.filter((line) => line.startsWith('- At the start, '));
  expect(starts('')).toEqual([
    '- At the start, `m.power` is 1.',
    '- At the start, `v.power` is 1.',
    '- At the start, `m(…)` is 0.',
    '- At the start, `v(…)` is 0.',
  ]);
  expect(starts('updates: 2, v: 0.5, "m(y.bias)": 0.25')).toEqual([
    '- At the start, `m.power` is 0.81.',
    '- At the start, `v.power` is 0.25.',
    '- At the start, `m(y.w[0])` is 0.',
    '- At the start, `m(y.bias)` is 0.25.',
    '- At the start, `v(…)` is 0.5.',
  ]);
});

test('a variant is named, and its numbers are given', () => {
  const scenario = shipped('target-13');
  const { questions, answers } = sheetOf(scenario, scenario.variants[0] ?? null);
  expect(questions[0]).toBe('# Worksheet: Transactions, target 13 — Output weights 3 and −2');
  expect(questions).toContain('| `output.w[1]` | `node_1` | `output` | −2 |');
  expect(answers).toContain('9. `output = 15 + (−2)` = **13**');
});

test('a long run asks for the first iteration and the loss of the first epochs', () => {
  const long = source('back-propagation').replace('epochs: 5', 'epochs: 5000, finish: loss');
  const { questions, answers } = sheetOf(scenarioOf(long));
  expect(numbered(questions)).toHaveLength(32);
  expect(questions).toContain('These are only the first 32 of 160,011 steps.');
  const rows = answers.filter((line) => /^\| \d+ \| \*\*/.test(line));
  expect(rows).toHaveLength(10);
  expect(rows.slice(0, 3)).toEqual(['| 1 | **16** |', '| 2 | **0.02986** |', '| 3 | **0.00042291** |']);
  const short = sheetOf(scenarioOf(source('learning-rate').replace('epochs: 1', 'epochs: 2'))).answers;
  const losses = [...trace(scenarioOf(source('learning-rate').replace('epochs: 1', 'epochs: 2')))].flatMap(
    ({ result }) => (result.name === 'loss' ? [formatNumber(result.value)] : []),
  );
  expect(short.filter((line) => /^\| .* \| \*\*/.test(line))).toEqual(
    ['1', '2', 'after training'].map((when, index) => `| ${when} | **${losses[index]}** |`),
  );
});

const examplesGiven = (lines: readonly string[]) => {
  const from = lines.findIndex((line) => line.startsWith('| Example |')) + 2;
  return lines.slice(from, lines.indexOf('', from));
};

function many(examples: number, more = ''): string {
  const data = Array.from({ length: examples }, (_, index) => `{ inputs: [${index}], target: ${index % 2} }`);
  return `title: Many
inputs: [x]
layers: [{ name: l, nodes: { y: [1] } }]
data: [${data.join(', ')}]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { epochs: 3${more} }`;
}

test('if the losses of epochs are asked for, every example is given; with too many examples neither', () => {
  const few = sheetOf(scenarioOf(many(30)));
  expect(few.questions).toContain('### The loss, epoch by epoch');
  expect(examplesGiven(few.questions)).toEqual(
    Array.from({ length: 30 }, (_, index) => `| ${index + 1} | ${index} | ${index % 2} |`),
  );
  const lots = sheetOf(scenarioOf(many(31)));
  expect(lots.lines).not.toContain('### The loss, epoch by epoch');
  expect(examplesGiven(lots.questions)).toEqual(['| 1 | 0 | 0 |']);
});

test('of shuffled examples only those needed are given, and losses that depend on the order are not asked for', () => {
  const scenario = scenarioOf(many(12, ', shuffle: { seed: 7 }'));
  const { lines, questions, answers } = sheetOf(scenario);
  expect(lines).not.toContain('### The loss, epoch by epoch');
  const given = examplesGiven(questions).map((row) => row.split(' | ')[1]);
  const first = numbered(answers).filter(({ name }) => name === 'y' || name === 'y.product[0]');
  expect(given.length).toBeGreaterThan(0);
  expect(first.map(({ formula }) => formula.split(' ')[0])).toEqual(given);
  expect(given).not.toEqual(given.map((_value, index) => String(index)));
});

test('an edit is stated before its question, and the answers include it', () => {
  const session = new Session(shipped('target-13'));
  session.seek(6);
  session.set('output.w[0]', 3);
  session.seek(9);
  const { questions, answers } = split(worksheetText(session));
  expect(session.position).toBe(9);
  const place = questions.indexOf('Here `output.w[0]` is set to 3.');
  expect(questions.slice(place).find((line) => /^\d/.test(line))).toMatch(/^7\. /);
  expect(faults(questions)).toEqual([]);
  expect(answers).toContain('7. `output.product[0] = 5 × 3` = **15**');
});

test('several examples and batches can be told apart', () => {
  const { questions } = sheetOf(shipped('relu-function'));
  expect(questions.filter((line) => line.startsWith('###'))).toEqual([
    '### Example 1 — Forward phase',
    '### Example 2 — Forward phase',
  ]);
  expect(questions).toContain('| passed on unchanged | `x` | `y` |  |');
  const batch = sheetOf(
    scenarioOf(`title: t
inputs: [x]
layers: [{ name: l, activation: sigmoid, bias: 0.5, nodes: { y: [1], z: [2] } }]
data: [{ inputs: [1], target: [0, 1] }, { inputs: [2], target: [0, 1] }]
loss: half_squared_error
frozen: ["y.w[0]"]
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { batch: all, epochs: 2 }`),
  );
  const text = batch.questions.join('\n');
  expect(text).toContain('### Batch 1 — Update');
  expect(text).toContain('| `layer(l).bias` |  | `y`, `z` | 0.5 |');
  expect(text).toContain('- The update does not change these: `y.w[0]`.');
  expect(text).toContain('`batch.share` is 1 divided by their number');
  expect(text).toContain('The loss of an epoch is the loss of its last batch.');
  expect(text).toContain('`sigmoid(x) = 1 / (1 + exp(−x))`');
});

test('the slopes of max and of logarithms are defined, each once', () => {
  const { lines } = sheetOf(
    scenarioOf(`
title: t
inputs: [a, b]
formulas: { y: "max(a, b, 1) + max(b, 2)", z: "xlogy(a, b) + xlog1py(a, b) + log1p(a)" }
data: [{ inputs: [1, 2] }]
output_gradient: [1, 1]
input_gradients: true`),
  );
  for (const sentence of [
    '- `max′(a, b, …)` is the slope with respect to a: 1 if a is kept, 1/k if a is one of k equal values that are kept, otherwise 0.',
    '- `0×log(0)` counts as 0.',
    '- `log1p(x)` is `log(1 + x)`.',
    '- `x×log′(y)` is x ÷ y, and 0 for y = 0.',
    '- `x×log1p′(y)` is x ÷ (1 + y), and 0 for y = −1.',
  ])
    expect(lines.filter((line) => line === sentence)).toHaveLength(1);
});

test('text of a scenario is shown without changes', () => {
  const { questions } = sheetOf(
    scenarioOf({
      title: '*a* `b` <i>',
      teaches: '# [c](d) _e_ x_1 | 2 &lt; 3 & 4 ~~f~~ \\ g',
      inputs: ['x'],
      layers: [{ name: 'l', nodes: { y: { from: 'x' } } }],
      data: [{ inputs: [1] }],
    }),
  );
  expect(questions[0]).toBe('# Worksheet: \\*a\\* \\`b\\` \\<i\\>');
  expect(questions[2]).toBe('\\# \\[c\\](d) \\_e\\_ x_1 \\| 2 \\&lt; 3 & 4 \\~\\~f\\~\\~ \\\\ g');
  expect(questions).toContain('This scenario computes nothing.');
});

test('the worksheet table has a translation of each text, with the same placeholders, and no other text', () => {
  const sources = /^src\/(?:print\/exports\/worksheet(?:-given|-questions)?\.ts$|core\/operations\/)/;
  const written = allTexts(sources).flatMap(({ marked }) => marked);
  expect(written.length).toBeGreaterThan(30);
  // What else is said of a step or of an operation is in other tables.
  const own = new Set(written.filter((text) => Object.hasOwn(worksheet, text) || !Object.hasOwn(bn, text)));
  expect(Object.keys(worksheet).sort()).toEqual([...own].sort());
  for (const [english, bangla] of Object.entries(worksheet)) {
    expect(bangla.match(/\{\d\}/g)?.sort(), english).toEqual(english.match(/\{\d\}/g)?.sort());
    expect(bangla).toMatch(/\p{Script=Bengali}/u);
  }
});

/** The messages for typical mistakes, in both languages. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { restoreSession } from '../../src/commands/saved/restored.ts';
import { saveSession } from '../../src/commands/saved/saved.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { type Language, setLanguage } from '../../src/i18n/translate.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { load, sourceOf } from '../support/scenario.ts';

afterEach(() => setLanguage('en'));

const head = 'title: T\ninputs: [a, b]\n';
const layers = 'layers: [{ name: out, nodes: { y: [1, 1] } }]\n';
const data = 'data: [{ inputs: [2, 3] }]\n';

/** The first problem of a file and its fix. */
function complaint(language: Language, source: string): string[] {
  setLanguage(language);
  const parsed = parseScenario(source);
  const [first] = parsed.ok ? [] : parsed.diagnostics;
  if (!first) throw new Error('nothing is wrong');
  const lines = diagnosticText('a.yaml', source, first).split('\n');
  return [lines[0] ?? '', lines.at(-1) ?? ''];
}

/** The name of the mistake, the file, the location, and in each language the problem and the fix. */
type WrongFile = readonly [
  what: string,
  source: string,
  place: string,
  english: readonly [string, string],
  bangla: readonly [string, string],
];

const wrongFiles: WrongFile[] = [
  [
    'an empty file',
    '',
    'a.yaml:1:1: ',
    ['expected a scenario, found an empty file', 'fix: start with the keys title, inputs, layers and data'],
    ['দরকার: একটি সিনারিও; পাওয়া গেছে: খালি ফাইল', 'সমাধান: শুরুতে এই key-গুলো লিখুন: title, inputs, layers, data'],
  ],
  [
    'a misspelt key',
    `${head}${layers}${data}los: squared_error\n`,
    'a.yaml:5:1: los: ',
    ['expected a key that is allowed here, found unknown key "los"', 'fix: did you mean "loss"?'],
    ['দরকার: এখানে লেখা যায় এমন key; পাওয়া গেছে: অচেনা key "los"', 'সমাধান: আপনি কি "loss" লিখতে চেয়েছিলেন?'],
  ],
  [
    'a missing key',
    `${head}${layers}`,
    'a.yaml:1:1: data: ',
    [
      'expected a list of examples, or { csv: …, inputs: […], target: … }, found nothing',
      'fix: add data, for example data: [{ inputs: [2, 3] }]',
    ],
    [
      'দরকার: উদাহরণের তালিকা, অথবা { csv: …, inputs: […], target: … }; পাওয়া গেছে: কিছু নেই',
      'সমাধান: data যোগ করুন, যেমন data: [{ inputs: [2, 3] }]',
    ],
  ],
  [
    'too few weights',
    `${head}layers: [{ name: out, nodes: { y: [1] } }]\n${data}`,
    'a.yaml:3:35: layers[0].nodes.y: ',
    ['expected 2 weights, one for each incoming value (a, b), found 1 weight', 'fix: add 1 more'],
    ['দরকার: ২টি ওয়েট, যত মান ঢোকে তার প্রতিটির জন্য একটি (a, b); পাওয়া গেছে: ১টি ওয়েট', 'সমাধান: আরও ১টি যোগ করুন'],
  ],
  [
    'digits of a book in Bangla',
    `${head}${layers}data: [{ inputs: [২, 3] }]\n`,
    'a.yaml:4:19: data[0].inputs[0]: ',
    [
      'expected a number, or a list of numbers, found the text "২"',
      'fix: write 2 (with digits 0 to 9, and a hyphen for minus)',
    ],
    [
      'দরকার: একটি সংখ্যা, অথবা সংখ্যার তালিকা; পাওয়া গেছে: লেখা "২"',
      'সমাধান: লিখুন: 2 (অঙ্ক 0 থেকে 9, বিয়োগ চিহ্নের জায়গায় হাইফেন)',
    ],
  ],
  [
    'a name that the schema refuses in its own words',
    `title: T\ninputs: [a b, b]\n${layers}${data}`,
    'a.yaml:2:10: inputs[0]: ',
    [
      'expected a name: letters, digits and _, not starting with a digit, found the text "a b"',
      'fix: write a name: letters, digits and _, not starting with a digit',
    ],
    [
      'দরকার: একটি নাম: ইংরেজি অক্ষর, অঙ্ক ও _ দিয়ে, শুরুতে অঙ্ক নয়; পাওয়া গেছে: লেখা "a b"',
      'সমাধান: লিখুন: একটি নাম: ইংরেজি অক্ষর, অঙ্ক ও _ দিয়ে, শুরুতে অঙ্ক নয়',
    ],
  ],
  [
    'a number where a text is wanted: what to do does not depend on the language',
    `title: 5\ninputs: [a, b]\n${layers}${data}`,
    'a.yaml:1:8: title: ',
    ['expected text, or { en: …, bn: … }, found the number 5', 'fix: put it in quotes'],
    ['দরকার: একটি লেখা, অথবা { en: …, bn: … }; পাওয়া গেছে: সংখ্যা 5', 'সমাধান: উদ্ধৃতিচিহ্নের ভেতরে লিখুন'],
  ],
  [
    'a loss without a target',
    `${head}${layers}${data}loss: squared_error\n`,
    'a.yaml:4:8: data[0]: ',
    [
      'expected a target for each output (y), because there is a loss, found nothing',
      'fix: add a target, for example target: 13, or remove the loss',
    ],
    [
      'দরকার: প্রতিটি আউটপুটের (y) জন্য টার্গেট, কারণ loss লেখা আছে; পাওয়া গেছে: কিছু নেই',
      'সমাধান: টার্গেট যোগ করুন, যেমন target: 13, অথবা loss বাদ দিন',
    ],
  ],
  [
    'a tab',
    `${head}layers:\n\t- name: out\n${data}`,
    'a.yaml:4:1: ',
    ['expected YAML, found a tab', 'fix: indent with spaces'],
    ['দরকার: YAML; পাওয়া গেছে: ট্যাব', 'সমাধান: ট্যাবের জায়গায় স্পেস দিন'],
  ],
];

test.each(wrongFiles)('%s', (_what, source, place, english, bangla) => {
  for (const [language, [problem, fix]] of [
    ['en', english],
    ['bn', bangla],
  ] as const) {
    expect(complaint(language, source)).toEqual([`${place}${problem}`, `  ${fix}`]);
  }
});

/** Executes command lines to their end. Returns the answer to the last one. */
function answer(language: Language, lines: readonly string[], debug = open()): string[] {
  setLanguage(language);
  return lines.map((line) => spokenBy(execute(debug, line))).at(-1) ?? [];
}

function open(): Debugger {
  return new Debugger(new Session(load('target-13')), formatNumber);
}

function spokenBy(outcome: Outcome): string[] {
  let end = outcome;
  while (end.kind === 'running') {
    const next = end.work.next();
    if (next.done) end = next.value;
  }
  if (end.kind === 'listed') return [end.title, ...end.rows.map(({ text }) => text)];
  return end.text === null ? [] : [end.text];
}

type Answer = readonly [lines: string, english: string, bangla: string];

const answers: Answer[] = [
  [
    'set lr = 1',
    'Expected an address in this run, found "lr": did you mean "learning_rate"?',
    'দরকার: এই রানের কোনো ঠিকানা; পাওয়া গেছে: "lr"। আপনি কি "learning_rate" লিখতে চেয়েছিলেন?',
  ],
  [
    'stp',
    'There is no command "stp": did you mean "step"?',
    '"stp" নামে কোনো কমান্ড নেই। আপনি কি "step" লিখতে চেয়েছিলেন?',
  ],
  [
    're',
    '"re" is ambiguous: it could be reverse-step, reverse-next, reverse-finish, reverse-continue, restart, return, redo.',
    '"re" এগুলোর যেকোনোটি হতে পারে: reverse-step, reverse-next, reverse-finish, reverse-continue, restart, return, redo।',
  ],
  [
    'goto 99',
    'There is no step "99": type a number from 0 to 32.',
    '"99" নম্বর কোনো ধাপ নেই: 0 থেকে 32 পর্যন্ত একটি সংখ্যা লিখুন।',
  ],
  [
    'step x',
    '"x" is not a count: write a whole number, 1 or more.',
    '"x" দিয়ে গোনা যায় না: 1 বা তার বড় পূর্ণসংখ্যা লিখুন।',
  ],
  ['back', 'You are at the start of the run.', 'এটাই শুরু: এর আগে কিছু নেই।'],
  [
    'print node_9',
    'Expected an address in this run, found "node_9": did you mean "node_0"?',
    'দরকার: এই রানের কোনো ঠিকানা; পাওয়া গেছে: "node_9"। আপনি কি "node_0" লিখতে চেয়েছিলেন?',
  ],
  [
    'print loss <',
    'Expected a value, found the end of the text, after "loss <".',
    '"loss <"-এর পরে দরকার: একটি মান; পাওয়া গেছে: লেখার শেষ।',
  ],
  [
    'print loss = 1',
    'Expected an operator, found "=", after "loss": write == to compare',
    '"loss"-এর পরে দরকার: একটি অপারেটর; পাওয়া গেছে: "="। তুলনা করতে == লিখুন',
  ],
  ['print loss', 'loss = not known yet', 'loss = এখনো জানা নেই'],
  [
    'set node_0 = 3',
    'node_0 is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.',
    'node_0 হিসাব করে পাওয়া: ওয়েট, বায়াস, ইনপুট, টার্গেট বা লার্নিং রেট বদলান।',
  ],
  ['goto 9; set output.w[0] = 2.5', 'output.w[0] = 2.5 from step 9 on.', 'output.w[0] = 2.5, ধাপ 9 থেকে।'],
  [
    'origin',
    'Select a value first: press Tab to reach the values, then ↑ or ↓.',
    'আগে একটি মান বেছে নিন: Tab দিয়ে মানগুলোতে, তারপর ↑ বা ↓।',
  ],
  [
    'goto 9; prove',
    'This step did not compute the gradient of a value.',
    'এইমাত্র করা ধাপে কোনো মানের গ্রেডিয়েন্ট হিসাব হয়নি।',
  ],
  ['find pond', '"pond" was not found after this step.', 'সামনে "pond" পাওয়া যায়নি।'],
  ['continue', 'End of the run: no breakpoint was hit.', 'এটাই রানের শেষ: তার আগে কোথাও থামেনি।'],
  ['break node_0; delete 7', 'There is no breakpoint "7": try 1', '"7" নম্বরে কোনো ব্রেকপয়েন্ট নেই; আছে 1।'],
];

test.each(answers)('%s', (lines, english, bangla) => {
  expect(answer('en', lines.split('; '))).toEqual([english]);
  expect(answer('bn', lines.split('; '))).toEqual([bangla]);
});

describe('two languages in one session', () => {
  test('a repeated command answers in the language that is current then', () => {
    const debug = open();
    for (const [language, text] of [
      ['en', 'Select a value first: press Tab to reach the values, then ↑ or ↓.'],
      ['bn', 'আগে একটি মান বেছে নিন: Tab দিয়ে মানগুলোতে, তারপর ↑ বা ↓।'],
      ['en', 'Select a value first: press Tab to reach the values, then ↑ or ↓.'],
    ] as const) {
      expect(answer(language, ['uses'], debug)).toEqual([text]);
    }
  });

  test('Bangla comes after the text in columns', () => {
    const lines = ['break node_0', 'break loss > 3', 'disable 2', 'continue', 'breakpoints'];
    expect(answer('en', lines)).toEqual([
      'Breakpoints, with their hits up to step 1',
      '1  on   node node_0   1 hit',
      '2  off  loss > 3   0 hits',
    ]);
    expect(answer('bn', lines)).toEqual([
      'ব্রেকপয়েন্ট, ধাপ 1 পর্যন্ত কোনটিতে কতবার পৌঁছেছে',
      '1  node node_0   চালু, ১ বার পৌঁছেছে',
      '2  loss > 3   বন্ধ, ০ বার পৌঁছেছে',
    ]);
  });

  test('a session is saved as the same text in every language', () => {
    const texts = (['en', 'bn'] as const).map((language) => {
      const debug = open();
      answer(
        language,
        ['goto 9', 'set output.w[0] = 3', 'break node_0 if loss > 3', 'watch loss', 'mark a'],
        debug,
      );
      return saveSession(debug, { id: 'target-13', source: sourceOf('target-13'), layout: {} });
    });
    expect(texts[1]).toBe(texts[0]);
  });

  test('a file that is not a saved session', () => {
    const said = (language: Language) => {
      setLanguage(language);
      const restored = restoreSession('{', load('target-13'), '', formatNumber);
      return restored.ok ? null : restored.text;
    };
    expect(said('en')).toBe(
      'expected a saved session of version 2, found text that is not JSON; the file is damaged: use another one',
    );
    expect(said('bn')).toBe('দরকার: সেভ করা সেশন, ভার্সন ২; পাওয়া গেছে: এমন লেখা যা JSON নয়; ফাইলটি নষ্ট: অন্য ফাইল নিন');
  });
});

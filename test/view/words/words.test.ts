import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Machine } from '../../../src/core/execution/machine.ts';
import { memoize } from '../../../src/core/memo.ts';
import { opNames } from '../../../src/core/operations.ts';
import { roleAt } from '../../../src/explain/role.ts';
import { type Language, languages, setLanguage } from '../../../src/i18n/translate.ts';
import type { Scenario } from '../../../src/scenario/format/scenario.ts';
import type { ScenarioDocument } from '../../../src/scenario/format/schema.ts';
import { Session } from '../../../src/session/session.ts';
import { typedExpression } from '../../../src/view/notation/typed-expression.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { wordLevels } from '../../../src/view/scene/view-options.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { screenReaderSentence, spokenNumber } from '../../../src/view/words/screen-reader.ts';
import { stepWords } from '../../../src/view/words/words.ts';
import { bn, formulaTexts, words } from '../../support/bangla.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { allNetworks, documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { chapter, drawn, load } from '../../support/scenario.ts';
import { allTexts } from '../../support/texts.ts';

afterEach(() => setLanguage('en'));

const ids = chapter;
const shipped = (id: string) => scenarioOf(readFileSync(`scenarios/${id}.yaml`, 'utf8'));
const networks = { training: true, passOn: true, layers: 3, nodes: 3, epochs: 2 };

/** A scene after the last step. */
function atEnd(scenario: Scenario, change: (session: Session) => void = () => {}): Scene {
  const session = new Session(scenario);
  change(session);
  session.seek(session.total);
  return new Scene(new Debugger(session));
}

const short = (scene: Scene, step: number) => stepWords(scene, step, 'short')[0] as string;

test('a formula that a step is part of has the signs of the screen', () => {
  const scene = atEnd(load('gru'));
  expect(short(scene, 20)).toBe('0 is a part of gru[0].u = sigmoid(Wu × now + Uu @ h).');
});

test('an operand of a definition is what its call says, and not the name of the parameter', () => {
  expect(short(atEnd(load('batch-norm')), 275)).toBe(
    '2.6667 is a part of running_variance.new = n.variance × 3 ÷ 2.',
  );
});

test('softmax in a formula says why it takes the largest value, as softmax of a layer does', () => {
  const why = (id: string, ...steps: number[]) => {
    const scene = atEnd(load(id));
    return steps.map((step) => stepWords(scene, step, 'full')[1]);
  };
  const subtracted =
    'The largest value is subtracted from all values, so that no power becomes too large. The result of softmax stays the same.';
  expect(why('self-attention', 68, 70)).toEqual([subtracted, subtracted]);
  expect(why('two-heads', 47, 49)).toEqual([subtracted, subtracted]);
  expect(why('iris', 121)).toEqual([subtracted]);
  // The power that comes next, and a maximum that is part of the formula, are operations like any other.
  expect(why('self-attention', 73)[0]).toMatch(/^A formula is computed from the inside out/);
});

/** Parses a number as the screen shows it. */
const read = (text = '') => Number(text.replaceAll('−', '-').replace('∞', 'Infinity'));

/** The numbers in a text in ASCII digits, sorted and without repetitions. Bangla digits are converted. */
function digits(text: string): string[] {
  const ascii = text.replace(/[০-৯]/gu, (digit) => String('০১২৩৪৫৬৭৮৯'.indexOf(digit)));
  return [...new Set(ascii.match(/\d+/g))].sort();
}

/** Matches each name of a value or an operation, the longest one first. */
const namesOf = memoize(
  (session: Session) => session,
  ({ values: { names }, scenario: { formulas, nexts } }) => {
    const ofFormulas = [...formulas, ...nexts].flatMap(({ name, text }) => [
      name,
      `${name} = ${typedExpression(text)}`,
    ]);
    const longestFirst = [...names, ...ofFormulas, ...opNames, 'NaN'].sort((a, b) => b.length - a.length);
    return new RegExp(
      longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
      'gu',
    );
  },
);

/** The faults in the form of a sentence; empty if there are none. */
function faults(sentence: string, language: Language, session: Session): string[] {
  const isBangla = language === 'bn';
  const prose = sentence.replace(namesOf(session), '');
  return [
    ...(/\{\d\}|undefined|null|\[object/.test(sentence) ? ['a placeholder is left'] : []),
    ...(/ {2}|^ | $| [.,:।]/u.test(sentence) ? ['a space too many'] : []),
    ...(sentence.endsWith(isBangla ? '।' : '.') ? [] : ['no full stop']),
    ...(/\p{Script=Bengali}/u.test(prose) === isBangla ? [] : ['the wrong script']),
    ...(isBangla && /[A-Za-z]{2}/.test(prose) ? ['English in it'] : []),
  ].map((fault) => `${fault}: ${sentence}`);
}

/** 1 if a sentence says that something rises or is above, −1 if it falls or is below, 0 if neither. */
function direction(sentence: string): number {
  // A Bangla sentence first says that a value is raised a little. Only what follows, about the loss, counts here.
  const said = sentence.replace(/ একটু বাড়ালে যতটুকু বাড়ে, /u, ' ');
  const isMore =
    /\braises|pushes|goes up (?:just|\S+ times) as much|\babove\b|too high\.|will go up by|বাড়ে|চেয়ে \S+ বেশি|মান \S+ বাড়বে।$/u.test(
      said,
    );
  const isLess =
    /\blowers|pulls|goes down (?:just|\S+ times) as much|\bbelow\b|too low\.|will go down by|কমে|চেয়ে \S+ কম|মান \S+ কমবে।$/u.test(
      said,
    );
  if (isMore && isLess) throw new Error(`both directions: ${sentence}`);
  return Number(isMore) - Number(isLess);
}

/** Checks the form of all sentences of a scene in each language, for the steps from `first` to `most`. */
function checkForm(scene: Scene, most = 300, first = 1): void {
  const { session } = scene;
  const found: string[] = [];
  for (let step = first; step <= Math.min(session.position, most); step++) {
    setLanguage('en');
    const english = [...stepWords(scene, step, 'full')];
    for (const language of languages) {
      setLanguage(language);
      found.push(...formFaults(scene, step, language, english).map((fault) => `step ${step}: ${fault}`));
    }
  }
  setLanguage('en');
  // One assertion for all sentences: each costs as much as making a few sentences.
  expect(found).toEqual([]);
}

/** The faults in the form of the sentences of a step, in the language that is set. */
function formFaults(scene: Scene, step: number, language: Language, english: readonly string[]): string[] {
  const full = stepWords(scene, step, 'full');
  const [, , last = ''] = full;
  const short = stepWords(scene, step, 'short');
  const isSaidAlike = String(full.map(digits)) === String(english.map(digits));
  return [
    ...(full.length === 3 ? [] : [`${full.length} sentences: ${full.join(' ')}`]),
    ...(short.length === 1 && short[0] === last ? [] : [`the short form: ${short.join(' ')}`]),
    ...stepWords(scene, step, 'none').map((sentence) => `not asked for: ${sentence}`),
    ...full.flatMap((sentence) => faults(sentence, language, scene.session)),
    ...(isSaidAlike ? [] : [`other digits than in English: ${full.join(' ')}`]),
    ...(direction(last) === direction(english[2] ?? '') ? [] : [`another direction: ${last}`]),
  ];
}

describe('every step has words, in each language', () => {
  test.each(ids)('%s', (id) => {
    const scenario = shipped(id);
    for (const variant of [null, ...scenario.variants]) {
      checkForm(
        atEnd(scenario, (session) => session.switchVariant(variant?.name ?? null)),
        1000,
      );
    }
  });

  // The other scenarios can have millions of steps: only the first 200 steps and the end of the first update are
  // checked.
  test.each(drawn.filter((id) => !ids.includes(id)))('%s, in the first steps', (id) => {
    const session = new Session(load(id));
    const { run } = session.engine;
    const updated = run.batch * run.example.instructions.length + run.update.instructions.length;
    const last = Math.min(session.total, updated);
    session.seek(last);
    const scene = new Scene(new Debugger(session));
    checkForm(scene, Math.min(200, last));
    checkForm(scene, last, Math.max(1, last - 60));
  });

  test('random networks', () => {
    fc.assert(
      fc.property(documents({ ...networks, dropout: true, optimizers: true }), (document) =>
        checkForm(atEnd(scenarioOf(document)), 250),
      ),
      networksTried(40),
    );
  });

  test('random formulas', () => {
    fc.assert(
      fc.property(formulaDocuments(), (document) => checkForm(atEnd(scenarioOf(document)), 250)),
      networksTried(40),
    );
  });

  test('numbers that overflow', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(documents({ ...networks, dropout: true, huge: true }), (document) => {
        const scene = atEnd(scenarioOf(document));
        checkForm(scene, 120);
        for (let step = 1; step <= Math.min(scene.session.total, 120); step++) {
          const { value } = scene.session.step(step).result;
          const sentence = short(scene, step);
          expect(/not a number\b/.test(sentence), sentence).toBe(Number.isNaN(value));
          expect(/infinite/.test(sentence), sentence).toBe(Math.abs(value) === Number.POSITIVE_INFINITY);
          if (!Number.isFinite(value)) seen.add(sentence.replace(/^\S+ /, '').replace(/ because .*/, ''));
        }
      }),
      networksTried(40),
    );
    const common = [
      "has become infinite: it is too large for the computer's numbers.",
      'is infinite,',
      'is not a number,',
      'is still infinite.',
      'is still not a number.',
      'target counts on a class with the probability 0, whose logarithm is infinite: so is the loss. A loss that is computed from logits stays finite.',
    ];
    expect([...seen]).toEqual(expect.arrayContaining(common));
    const reasons = [...seen].filter((sentence) => !common.includes(sentence));
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) {
      expect(reason).toMatch(
        /^(has become infinite: (it is a division by 0|the logarithm of 0)|is not a number: .* has no (value|logarithm))/,
      );
    }
  });

  test('numbers that are infinite without overflow', () => {
    const scene = atEnd(formulas('log(a - b) + 1 / (a - b) + max(a, b, 2 / (a - b))', { a: 3, b: 3 }));
    checkForm(scene);
    const sentences = Array.from({ length: scene.session.total }, (_step, index) => short(scene, index + 1));
    const ending = (end: string) => sentences.filter((sentence) => sentence.endsWith(end));
    expect(ending('infinite: the logarithm of 0 is minus infinity.')).toHaveLength(1);
    // The slope of the logarithm and both quotients.
    expect(ending('infinite: it is a division by 0.')).toHaveLength(3);
    expect(sentences).toContain('y.part[7] is infinite, because y.part[6] is.');
  });

  test.each([
    ['max(a, b, c)', { a: 0.6, b: 0.6, c: 0.6 }, 'All 3 values are equal: each gets 1/3 of the slope.'],
    [
      'min(a, b, c)',
      { a: 2, b: 2, c: 3 },
      '2 of the 3 values are equal to the smallest: each gets 1/2 of the slope.',
    ],
    [
      'max(b, a, c)',
      { a: 2, b: 2, c: 1 },
      '2 of the 3 values are equal to the largest: each gets 1/2 of the slope.',
    ],
    ['max(b, a)', { a: 2, b: 2 }, 'Both values are equal: each gets 1/2 of the slope.'],
    [
      'max_first(a, b, c)',
      { a: 0.6, b: 0.6, c: 0.5 },
      '2 of the 3 values are the largest (0.6): this is the first, and it gets the whole slope.',
    ],
  ])('slopes of equal values: %s of %j', (formula, inputs, sentence) => {
    const scene = atEnd(formulas(formula, inputs));
    checkForm(scene);
    expect(scene.session.step(2).result.name).toBe('slope(y)[0]');
    expect(short(scene, 2)).toBe(sentence);
  });

  test('the operands of a maximum and of its slope', () => {
    const scene = atEnd(formulas('max(a, b, 0.5, c)', { a: 1, b: 3, c: 2 }));
    checkForm(scene);
    expect([1, 2].map((step) => stepWords(scene, step, 'full')[0])).toEqual([
      'The largest of a (1), b (3), 0.5 and c (2) is kept.',
      'The slope of y is worked out from a (1), b (3) and c (2).',
    ]);
    expect(screenReaderSentence(scene)).toContain('times');
    scene.session.seek(1);
    expect(screenReaderSentence(scene)).toContain('the largest of 1, 3, 0.5 and 2 is 3.');
  });
});

/** A scenario with one formula, y, and its slopes with respect to the inputs. */
function formulas(formula: string, inputs: Readonly<Record<string, number>>): Scenario {
  return scenarioOf(
    JSON.stringify({
      title: 't',
      inputs: Object.keys(inputs),
      formulas: { y: formula },
      data: [{ inputs: Object.values(inputs) }],
      output_gradient: 1,
      input_gradients: true,
    }),
  );
}

test('the words table has a translation of each text, with the same placeholders, and no other text', () => {
  const sources =
    /^src\/(?:view\/words\/(?:facts|screen-reader|forward|loss|backward|update)\.ts$|core\/operations\/|scenario\/(?:losses|optimizers)\/)/;
  const written = allTexts(sources).flatMap(({ marked }) => marked);
  // Texts about formulas, and texts of operations that are also used elsewhere, are in other tables.
  const own = written.filter((text) => Object.hasOwn(words, text) || !Object.hasOwn(bn, text));
  expect(Object.keys(words).sort()).toEqual([...new Set(own)].sort());
  for (const [english, bangla] of Object.entries({ ...words, ...formulaTexts })) {
    expect(bangla.match(/\{\d\}/g)?.sort(), english).toEqual(english.match(/\{\d\}/g)?.sort());
  }
});

test('a step that is not done has no sentences', () => {
  const session = new Session(shipped('target-13'));
  const scene = new Scene(new Debugger(session));
  session.seek(10);
  for (const level of wordLevels) {
    for (const step of [-1, 0, 11, 32, 33]) expect(stepWords(scene, step, level)).toEqual([]);
  }
  expect(stepWords(scene, 10, 'short')).toEqual(['The prediction (9) is 4 too low.']);
});

test('by hand: the chapter’s numbers', () => {
  const scene = atEnd(shipped('target-13'));
  const said = (...steps: number[]) => steps.map((step) => short(scene, step));
  expect(said(4, 5, 6, 10, 11, 13, 16, 21, 22, 29)).toEqual([
    'children pulls node_1 down by 2.',
    'accounts pushes node_1 up by 3.',
    'node_1 has now collected 1 from its 2 inputs.',
    'The prediction (9) is 4 too low.',
    'The square is 16: too high and too low count the same, and large errors count more.',
    'If output.w[0] goes up a little, the loss goes down 40 times as much.',
    'If node_1 goes up a little, the loss goes up 8 times as much.',
    'output.w[0] will go up by 0.4.',
    'output.w[0] moves from 2 to 2.4, against its slope.',
    'node_1.w[0] will go down by 0.16.',
  ]);
  expect(stepWords(scene, 13, 'full').slice(0, 2)).toEqual([
    'The gradient of output.w[0] = its input (5) × the gradient at output (−8).',
    expect.stringMatching(/three factors.* Without an activation, the second factor is 1\.$/),
  ]);
  setLanguage('bn');
  expect(said(5, 10, 13, 21, 22, 29)).toEqual([
    'accounts-এর জন্য node_1 বাড়ে 3।',
    'প্রেডিকশন 9 টার্গেটের চেয়ে 4 কম।',
    'output.w[0] একটু বাড়ালে যতটুকু বাড়ে, লস কমে তার 40 গুণ।',
    'output.w[0]-এর মান 0.4 বাড়বে।',
    'output.w[0] সরে যায় 2 থেকে 2.4-এ, স্লোপের উল্টো দিকে।',
    'node_1.w[0]-এর মান 0.16 কমবে।',
  ]);
  setLanguage('en');
  // The prediction is 11, and the target looks like it.
  const near = atEnd(shipped('slope'), (session) => session.set('target', 11.0000001));
  expect(short(near, 4)).toBe('The prediction (almost 11) is 1e−7 too low.');
  const relu = atEnd(shipped('relu-function'));
  expect([short(relu, 1), short(relu, 2)]).toEqual([
    'relu lets 3 through unchanged: y gives 3.',
    'relu blocks −3: y gives 0.',
  ]);
  const exact = atEnd(shipped('target-13'), (session) => session.switchVariant('better_output'));
  expect([10, 11, 12, 13, 15, 21, 22].map((step) => short(exact, step))).toEqual([
    'The prediction (13) is exactly the target: the error is 0.',
    'The error is 0, and so is its square.',
    'The error is 0: its square is as small as it can be, and the slope there is 0.',
    'No gradient comes back to output, so the gradient of output.w[0] is 0.',
    'No gradient comes back to output, so none goes on to node_0.',
    'The gradient is 0, so output.w[0] does not change.',
    'output.w[0] stays at 3: the change is 0.',
  ]);
});

const special = fc.constantFrom(
  0,
  -0,
  1,
  -1,
  2.5,
  -0.3,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  -1e-200,
  1e200,
  1.7e308,
);

/** Claims of sentences, each with a check against the numbers of the step. */
function claimsOf(
  [a, b, value]: readonly [number, number, number],
  gradient: () => number,
): readonly (readonly [RegExp, (...found: string[]) => void])[] {
  return [
    [/(\d+) of (?:its |the )?(\d+) /, (some, all) => expect(Number(some)).toBeLessThan(Number(all))],
    [/ pushes .* up by (\S+)\.$/, (size) => expect(formatNumber(value)).toBe(size)],
    [/ pulls .* down by (\S+)\.$/, (size) => expect(formatNumber(value)).toBe(`−${size}`)],
    [
      / adds nothing to | adds so little to | does not change\.|stays at /,
      () => expect(value === 0 || value === a).toBe(true),
    ],
    [/^\S+ is 0, so/, () => expect([value === 0, a]).toEqual([true, a === 0 ? a : 'zero'])],
    [/^The weight is 0, so/, () => expect(a * b === 0 && (a === 0 || b === 0)).toBe(true)],
    [
      /rounds to 0\.$/,
      () => expect([value === 0, a !== 0, b !== 0 || Number.isNaN(b)]).toEqual([true, true, true]),
    ],
    [
      /^The bias raises .* by (\S+), to (\S+)\.$/,
      (by, to) => expect([formatNumber(b), formatNumber(value)]).toEqual([by, to]),
    ],
    [
      /^The bias lowers .* by (\S+), to (\S+)\.$/,
      (by, to) => expect([formatNumber(b), formatNumber(value)]).toEqual([`−${by}`, to]),
    ],
    [/relu lets (\S+) through unchanged/, () => expect([a > 0, value]).toEqual([true, a])],
    [/relu blocks/, () => expect([a < 0, value]).toEqual([true, 0])],
    [/through: \S+ gives/, () => expect([a < 0, value]).toEqual([true, 0.01 * a])],
    [
      /range from (\S+) to (\S+):/,
      (low, high) => expect(value >= read(low) && value <= read(high)).toBe(true),
    ],
    [/ is (\S+) too high\.$/, (by) => expect([a > b, formatNumber(a - b)]).toEqual([true, by])],
    [/ is (\S+) too low\.$/, (by) => expect([a < b, formatNumber(b - a)]).toEqual([true, by])],
    [/is exactly (its|the) target/, () => expect(a === b).toBe(true)],
    [/, (.*) goes up (\S+) times as much/, (_what, by) => expect(formatNumber(value)).toBe(by)],
    [/, (.*) goes down (\S+) times as much/, (_what, by) => expect(formatNumber(value)).toBe(`−${by}`)],
    [/ goes up just as much/, () => expect(formatNumber(value)).toBe('1')],
    [/ goes down just as much/, () => expect(formatNumber(value)).toBe('−1')],
    [/^The slope of .* is 0/, () => expect(value === 0).toBe(true)],
    [
      /^(No gradient|\S+ lets no gradient back)/,
      () => expect(value === 0 && (a === 0 || b === 0)).toBe(true),
    ],
    [/the gradient passes back unchanged/, () => expect([a > 0, value]).toEqual([true, 1])],
    [/relu blocked/, () => expect([a < 0, value]).toEqual([true, 0])],
    [/only that part of the gradient/, () => expect([a > 0, value]).toEqual([false, 0.01])],
    [/no gradient gets back through it/, () => expect(value === 0).toBe(true)],
    [
      / will go (up|down) by (\S+)\.$/,
      (way, by) => expect(formatNumber(value)).toBe(way === 'up' ? `−${by}` : by),
    ],
    [
      / moves from (\S+) to (\S+), /,
      (from, to) => expect([formatNumber(a), formatNumber(value)]).toEqual([from, to]),
    ],
    [/against its slope/, () => expect(Math.sign(value - a)).toBe(-Math.sign(gradient()))],
    [/along its slope/, () => expect(Math.sign(value - a)).toBe(Math.sign(gradient()))],
  ];
}

const claimed = claimsOf([0, 0, 0], () => 0).map(([pattern]) => pattern.source);

/** Checks the claims in the sentence of a step. Returns the patterns of the claims found. */
function checkClaims(scene: Scene, step: number): string[] {
  const { session } = scene;
  const { operands, result } = session.step(step);
  const sentence = short(scene, step);
  if (!Number.isFinite(result.value)) return [];
  const [a = Number.NaN, b = Number.NaN] = operands.map(({ value }) => value);
  return claimsOf([a, b, result.value], () => gradientOf(session, step)).flatMap(([pattern, check]) => {
    const found = pattern.exec(sentence);
    if (!found) return [];
    check(...found.slice(1));
    return [pattern.source];
  });
}

/** The gradient of an update: the second operand of the step before it. */
function gradientOf(session: Session, step: number): number {
  return session.step(step - 1).operands[1]?.value as number;
}

test('what the sentences claim of a number is true, for every sign, zero, infinities and NaN', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      documents({ ...networks, layers: 2 }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), special), {
        maxLength: 4,
      }),
      fc.constantFrom(null, null, -0.1, 0, 2),
      (document, changed, rate) => {
        const scene = atEnd(scenarioOf(document), (session) => {
          if (rate !== null && session.editable('learning_rate') !== null) session.set('learning_rate', rate);
          const settable = session.values.names.filter((name) => session.editable(name) !== null);
          for (const [at, value] of changed)
            session.set(settable[Math.floor(at * settable.length)] as string, value);
        });
        checkForm(scene, 12);
        for (let step = 1; step <= Math.min(scene.session.total, 250); step++) {
          for (const claim of checkClaims(scene, step)) seen.add(claim);
        }
      },
    ),
    allNetworks(150),
  );
  // Every claim has occurred.
  expect([...seen].sort()).toEqual(claimed.sort());
});

test.each([
  ['sgd', {}],
  ['momentum', { l2: 3 }],
  ['adam', {}],
  ['adamw', { weight_decay: 9 }],
  ['adamw', { weight_decay: 0.1, penalty_on: 'weights' }],
  ['lion', { weight_decay: 3 }],
] as const)(
  '%s %j: a sentence about a change is about all of it, or says that the decay comes to it',
  (kind, settings) => {
    const scene = atEnd(
      scenarioOf({
        title: 't',
        inputs: ['x'],
        layers: [{ name: 'o', nodes: { y: { weights: [2], bias: 1 } } }],
        data: [1, 0].map((x) => ({ inputs: [x], target: x * 3 })),
        loss: 'half_squared_error',
        optimizer: { kind, learning_rate: 0.1, ...settings },
        training: { epochs: 2 },
      }),
    );
    const { session } = scene;
    const now: Record<string, number> = { 'y.w[0]': 2, 'y.bias': 1 };
    let told = 0;
    for (let step = 1; step <= session.total; step++) {
      const { name, value } = session.step(step).result;
      const [, parameter = ''] = /^delta\(([^)]*)\)$/.exec(name) ?? [];
      if (parameter === '') continue;
      const [before, after] = [now[parameter] as number, session.step(step + 1).result.value];
      const sentence = short(scene, step);
      const [, way, by] = / will go (up|down) by (\S+)\.$/.exec(sentence) ?? [];
      const [, apart] = /^Apart from its weight decay, \S+ will change by (\S+)\.$/.exec(sentence) ?? [];
      if (way) expect(read(by)).toBeCloseTo(way === 'up' ? after - before : before - after, 4);
      if (apart) {
        // The rest is the share that the weight loses.
        const { weight_decay: decay } = settings as { weight_decay: number };
        expect(after - before - read(apart)).toBeCloseTo(-0.1 * decay * before, 4);
        expect(value).toBeCloseTo(-read(apart), 4);
      }
      expect(sentence.endsWith('does not change.')).toBe(!apart && after === before);
      const isDecayed = apart !== undefined;
      if (isDecayed) expect(short(scene, step + 1)).not.toContain('still carry it on');
      now[parameter] = after;
      told += 1;
    }
    expect(told).toBe(8);
  },
);

test('the loss of an output is the sum of the losses of the outputs, or their mean', () => {
  for (const loss of [
    'huber',
    'binary_cross_entropy_from_logits',
    'multiclass_hinge',
    'softmax_cross_entropy',
  ] as const) {
    const scene = atEnd(
      scenarioOf({
        title: 't',
        inputs: ['x'],
        layers: [{ name: 'o', nodes: { y: [2], z: [3] } }],
        data: [{ inputs: [1], target: [1, 0] }],
        loss,
      }),
    );
    const sentences = Array.from({ length: scene.session.total }, (_, step) => short(scene, step + 1));
    const parts = sentences.flatMap(
      (each) => read(/^The loss of this output is (\S+)\.$/.exec(each)?.[1]) || [],
    );
    const all = sentences
      .flatMap((each) => /(?:add up to|is the loss:) (\S+)\.$/.exec(each)?.[1] ?? [])
      .at(-1);
    const sum = parts.reduce((total, each) => total + each, 0);
    expect(read(all), loss).toBeCloseTo(loss === 'softmax_cross_entropy' ? sum : sum / 2, 4);
  }
});

/** The value of an address after `position` steps, if a slot has another value from the start on. */
function valueWith(
  { engine, values }: Session,
  slot: number,
  value: number,
  address: string,
  position: number,
) {
  const machine = new Machine(engine, [{ at: 0, slot, value }]);
  machine.advance(position);
  return machine.registers[values.resolve(address, position) as number] as number;
}

/**
 * The slope that a sentence claims: its factor, positive for `goes up` and negative for `goes down`; null without
 * one.
 */
function claimedSlope(sentence: string): number | null {
  const [, way, times] =
    /^If \S+ goes up a little, .*? goes (up|down) (just as|\S+ times as) much/.exec(sentence) ?? [];
  if (way === undefined) return null;
  const size = times === 'just as' ? 1 : read(times?.replace(' times as', ''));
  return way === 'up' ? size : -size;
}

/**
 * Compares the slope that the sentence of a step claims with a central difference of the loss.
 *
 * @returns false, without a comparison, if the loss has a kink there, is not smooth, or the difference is not finite
 */
function checkSlope(
  scene: Scene,
  step: number,
  slot: number,
  loss: string,
  value: number,
  position: number,
): boolean {
  const at = (changed: number) => valueWith(scene.session, slot, changed, loss, position);
  const h = 1e-5 * Math.max(1, Math.abs(value));
  const [low, here, high] = [at(value - h), at(value), at(value + h)];
  const difference = (high - low) / (2 * h);
  const sentence = short(scene, step);
  const claimed = claimedSlope(sentence) ?? 0;
  const tolerance = 1e-3 * Math.max(1, Math.abs(difference));
  const isKink = Math.abs(high - 2 * here + low) / h > tolerance;
  // The cosine of a vector of almost nothing changes within the difference.
  const narrow = (at(value + h / 10) - at(value - h / 10)) / (h / 5);
  if (isKink || Math.abs(narrow - difference) > tolerance || !Number.isFinite(difference)) return false;
  if (claimed !== 0) expect(/the batch loss/.test(sentence), sentence).toBe(loss === 'batch.loss');
  const near = 1e-3 * Math.max(1, Math.abs(difference));
  expect(Math.abs(claimed - difference), `${sentence} ${difference}`).toBeLessThan(near);
  if (Math.abs(difference) > near) expect(Math.sign(claimed), sentence).toBe(Math.sign(difference));
  if (/cannot change the loss/.test(sentence)) expect([low, high]).toEqual([here, here]);
  return true;
}

test('the claimed effect of a weight or an input on the loss agrees with central differences', () => {
  const seen = { raises: 0, lowers: 0, zero: 0, input: 0, sum: 0 };
  fc.assert(
    fc.property(documents({ layers: 3, nodes: 3, passOn: true }), (document) => {
      const scenario = scenarioOf(document);
      const scene = atEnd(scenario);
      const { session } = scene;
      const position = session.engine.run.example.instructions.filter(
        ({ scope }) => scope.phase !== 'backward',
      ).length;
      for (let step = position + 1; step <= session.total; step++) {
        const role = roleAt(session, step);
        const address =
          role.kind === 'weightGradient'
            ? role.weight
            : role.kind === 'gradientSum' && role.count === role.all
              ? role.address
              : role.kind === 'valueGradient' && !role.by.isTerm
                ? role.by.address
                : '';
        const slot = session.editable(address);
        if (
          slot === null ||
          !checkSlope(scene, step, slot, 'loss', session.registers[slot] as number, position)
        )
          continue;
        const claimed = claimedSlope(short(scene, step));
        seen[claimed === null ? 'zero' : claimed > 0 ? 'raises' : 'lowers'] += 1;
        if (role.kind === 'valueGradient') seen.input += 1;
        if (role.kind === 'gradientSum') seen.sum += 1;
      }
    }),
    networksTried(100),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(shareOf(10));
});

test('the claimed effect of a weight on the loss of a batch agrees with central differences', () => {
  const seen = { raises: 0, lowers: 0 };
  fc.assert(
    fc.property(documents({ training: true, layers: 2, nodes: 2, epochs: 1 }), (document) => {
      const scenario = scenarioOf(document);
      const session = new Session(scenario);
      const { run, schedule } = session.engine;
      const { length } = run.example.instructions;
      if (scenario.batch === 1 || scenario.loss === null || scenario.lastPhase === 'loss') return;
      const scene = new Scene(new Debugger(session));
      const end = schedule.segmentAt(1).size * length;
      session.seek(end);
      for (let step = end - length + 1; step <= end; step++) {
        const role = roleAt(session, step);
        if (role.kind !== 'batchGradient') continue;
        const value = session.read(role.parameter) as number;
        const slot = session.values.resolve(role.parameter, 0) as number;
        if (!checkSlope(scene, step, slot, 'batch.loss', value, end)) continue;
        const claimed = claimedSlope(short(scene, step)) ?? 0;
        if (claimed !== 0) seen[claimed > 0 ? 'raises' : 'lowers'] += 1;
      }
    }),
    networksTried(60),
  );
  expect(Math.min(seen.raises, seen.lowers)).toBeGreaterThan(shareOf(24));
});

describe('text for a screen reader', () => {
  test.each([
    [5, '5'],
    [-8, 'minus 8'],
    [-0, '0'],
    [1.2345e-7, '1.235 times 10 to the power of minus 7'],
    [-1e300, 'minus 1 times 10 to the power of 300'],
    [Number.NaN, 'not a number'],
    [Number.NEGATIVE_INFINITY, 'minus infinity'],
  ])('%d is %s', (value, text) => {
    expect(spokenNumber(value)).toBe(text);
  });

  test('the step just done, and at the start the first step', () => {
    const session = new Session(shipped('target-13'));
    const scene = new Scene(new Debugger(session));
    expect(screenReaderSentence(scene)).toBe(
      'This is the start of 32 steps. Nothing is computed yet; node_0.product[0] comes first. ' +
        'children (2) is multiplied by the weight node_0.w[0] (1).',
    );
    session.seek(13);
    expect(screenReaderSentence(scene)).toBe(
      'Step 13 of 32, backward phase: 5 times minus 8 is minus 40. This is grad(output.w[0]). ' +
        'If output.w[0] goes up a little, the loss goes down 40 times as much.',
    );
    setLanguage('bn');
    expect(screenReaderSentence(scene)).toBe(
      'মোট 32টি ধাপের 13 নম্বর ধাপ, ব্যাকওয়ার্ড পর্ব: 5 গুণ মাইনাস 8 সমান মাইনাস 40। এটি grad(output.w[0])। ' +
        'output.w[0] একটু বাড়ালে যতটুকু বাড়ে, লস কমে তার 40 গুণ।',
    );
    session.seek(0);
    expect(faults(screenReaderSentence(scene), 'bn', session)).toEqual([]);
  });

  test('every operation, in each language, without mathematical signs', () => {
    const seen = new Set<string>();
    const listen = (document: ScenarioDocument) => {
      const found: string[] = [];
      const session = new Session(scenarioOf(document));
      const scene = new Scene(new Debugger(session));
      for (let position = 0; position <= Math.min(session.total, 60); position++) {
        session.seek(position);
        for (const language of languages) {
          setLanguage(language);
          const sentence = screenReaderSentence(scene);
          found.push(...faults(sentence, language, session));
          if (/[−×²∞=+]/u.test(sentence)) found.push(`a sign: ${sentence}`);
        }
        if (position > 0) seen.add(session.step(position).kind);
      }
      setLanguage('en');
      expect(found).toEqual([]);
    };
    fc.assert(fc.property(documents({ ...networks, huge: true, epochs: 1 }), listen), allNetworks(60));
    fc.assert(fc.property(formulaDocuments(), listen), allNetworks(60));
    // Two operations do not occur here: the identity has no step, and only learning rate schedules use floor.
    const others = ['identity', 'floor'];
    expect([...seen, ...others].sort()).toEqual([...opNames].sort());
  });

  test('a scenario that computes nothing says so', () => {
    const scene = new Scene(
      new Debugger(
        new Session(
          scenarioOf(
            'title: t\ninputs: [x]\nlayers: [{ name: l, nodes: { y: { from: x } } }]\ndata: [{ inputs: [1] }]',
          ),
        ),
      ),
    );
    expect(screenReaderSentence(scene)).toBe('This scenario computes nothing.');
    expect(stepWords(scene, 1, 'full')).toEqual([]);
  });
});

test('a move along the slope says that earlier slopes carry it, only where they do', () => {
  /** The steps of the updates of some batches whose words say so. */
  const carried = (id: string, batches: number) => {
    const session = new Session(load(id));
    const { schedule } = session.engine;
    session.seek(schedule.batchStart(batches));
    const scene = new Scene(new Debugger(session));
    return Array.from({ length: batches }, (_, batch) => {
      const [from, to] = [schedule.batchStart(batch), schedule.batchStart(batch + 1)];
      let found = 0;
      for (let step = to; step > from && schedule.instructionAt(step).scope.phase === 'update'; step--) {
        const { role } = schedule.instructionAt(step);
        if (role.kind === 'update' && /carry it on/.test(short(scene, step))) found += 1;
      }
      return found;
    });
  };
  // Adam of two-moons has running means of the slopes, which begin with the first update; explodes has plain descent.
  expect(load('two-moons').optimizer?.kind).toBe('adam');
  const [first, ...later] = carried('two-moons', 8);
  expect(first).toBe(0);
  expect(Math.max(...later)).toBeGreaterThan(0);
  expect(load('explodes').optimizer?.kind).toBe('sgd');
  expect(Math.max(...carried('explodes', 8))).toBe(0);
});

test('a slope of 0 says which change changes nothing', () => {
  const session = new Session(load('convolution'));
  session.seek(41);
  expect(session.step(41).result.value).toBe(0);
  expect(short(new Scene(new Debugger(session)), 41)).toMatch(
    /^The slope is 0: a small change of \S+ does not change pooled\.$/,
  );
});

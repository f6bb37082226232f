/** The English texts follow the style rules: one word for each thing, usual word order, one spelling. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bn } from '../support/bangla.ts';
import { allTexts } from '../support/texts.ts';

/** A pattern that texts may not contain, what to write instead, and an example that matches. */
const unwanted: readonly (readonly [RegExp, instead: string, sample: string])[] = [
  // One word for each thing.
  [/\bbegin(?:s|ning)?\b|\bbegan\b|\bbegun\b/i, 'start', 'to the beginning of this phase'],
  [
    /\btake\b(?! the (?:square|log)).*\bback\b|\bbring\w* .*\bagain\b/i,
    'undo, step back',
    'take the last edit back',
  ],
  [/\bset of numbers\b|\bnumbers of this variant\b/i, 'variant', 'the next set of numbers'],
  [/\btrained on\b|\bto train on\b/i, 'training set', '{0} examples to train on'],
  [/\bkept apart\b/i, 'test set, held out', 'the mean loss of those kept apart'],
  [/\bfeeding node\b|\bfeeds it\b/i, 'incoming value', 'feeding node'],
  [/\bderivative|\bdifferentiat/i, 'slope', 'No step differentiates {0}.'],
  [/\blisting\b/i, 'code', 'a line of the listing'],
  [/\bpicture\b/i, 'view, or image', 'the picture'],
  [/\blarge letters\b/i, 'large text', 'large letters, for a room'],
  [/\bpredicting\b/i, 'quiz', 'Predicting is over.'],
  [/\bremarks?\b/i, 'note, or comment', '# before a remark'],
  [/\bexecution\b/i, 'run', 'the end of the execution'],
  [/^drop\b(?!out)|^Dropped:/i, 'remove a watch', 'drop a watch by its number'],
  [/^Gone:|\bis gone\b/i, 'deleted', 'Breakpoint {0} is gone: {1}.'],
  [/\bthey (?:never )?part\b/i, 'differ', 'They part at step {0}.'],
  [/\bframe (?:around|within)\b/i, 'outer, inner frame', 'select the frame around'],
  [
    /\bmore than one way\b|\bits (?:\{\d\} )?ways\b|\bby another way\b/i,
    'path',
    ', by its {0} ways together',
  ],
  [/\bsteps? for \{/i, 'change', 'The step for {0} is {1} up.'],
  [/\bNo slope (?:comes|gets) back\b/i, 'gradient', 'No slope comes back to {0}.'],
  [/\bhas flipped\b/i, 'switched on, switched off', '{0} has flipped'],
  [/\bpresent (?:point|iteration)\b/i, 'current', 'with the present point'],
  [/\b(?:lies|found) ahead\b|\(ahead\)/i, 'later', 'This is the end: nothing lies ahead.'],
  [
    /\b(?:slope|gradient) of [^:;,.]+ (?:for|by) (?:\{|the exponent|each weight)/i,
    'with respect to',
    'The slope of the loss for {0} is 0.',
  ],

  // Usual word order, and things by their names.
  [/\bthat of\b|\bthose of\b/i, 'the thing itself', 'the slope of a square is that of its root'],
  [
    /\bnothing that comes back\b|\bwhat comes back\b/i,
    'the gradient',
    'nothing that comes back gets through',
  ],
  [/\bso (?:much|many)\b/i, 'this much, or a limit', 'goes above so much'],
  [/\b(?:one's|where one|one jumped)\b/i, 'you', 'to where one jumped from'],
  [/\bis to be\b|\bare to be\b/i, 'do you want to, should', 'What is to be predicted?'],
  [/(?<!\bthere )\b(?:is|are) no (?!longer\b)/i, 'is not a', '"{0}" is no number.'],
  [/\bfrom [01] on\b/i, 'a number, 1 or more', 'write a number from 1 on'],
  [/\bthere is \{|: there (?:is|are)\b/i, 'try', 'there is {0} and {1} more'],
  [/, for example[.;]?$|^Where to\?/i, 'For example: …', 'write --at {0}, for example'],
  [/\bby a little\b/i, 'goes up a little', 'Raising {0} by a little lowers {1}.'],
  [
    /\bsign turned\b|\bthe sign of [^.]* is (?:turned|dropped)\b/i,
    'flipped, absolute value',
    'The sign of {0} is turned.',
  ],
  [/\b(?:right|left) of (?:zero|it)\b/i, 'above, below zero', 'elu: x right of zero'],
  [
    /, \{\d\}, (?:is|counts|and)\b|, \{\d\}\.$/i,
    'the number in brackets',
    'The bias, {0}, is added to {1}, {2}.',
  ],
  [/\bmultiplied by itself\b/i, 'squared', '{0} is multiplied by itself.'],
  [/\b(?:right|not) at once\b/i, 'first time', '{0} of {1} right at once.'],

  // Spelling.
  [/[\d}] %/, 'no space before %', '{0} right ({1} %)'],
  [/\blearnt\b/i, 'learned', 'nothing is learnt here'],
  [/\b(?:color|center|behavior|optimiser|standardised)/i, 'British, but optimizer', 'with colors'],
];

/** All English texts of a scenario's document, at any depth: in both languages or only in English. */
function englishOf(node: unknown, key = ''): string[] {
  if (typeof node === 'string')
    return ['title', 'intro', 'teaches', 'text', 'ask', 'en'].includes(key) ? [node] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => englishOf(value, name));
}

const scenarioTexts = readdirSync('scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => englishOf(parse(readFileSync(`scenarios/${file}`, 'utf8'))));

/** The paragraphs and table rows of a page, without code. */
function prose(file: string): string[] {
  return readFileSync(file, 'utf8')
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/`[^`]*`/g, '…')
    .split(/\n(?:\n|(?=[|-]))/);
}

const pages = ['README.md', 'docs/format.md', 'docs/keys.md', 'docs/screen.md'];

/** All texts that users read: marked texts, texts of tables, and strings that read like prose. */
const texts = [
  ...new Set([
    ...allTexts().flatMap(({ marked, drawn, sentences }) => [...marked, ...drawn, ...sentences]),
    ...Object.keys(bn),
    ...scenarioTexts,
    ...pages.flatMap(prose),
  ]),
];

test('there are texts of scenarios', () => {
  expect(scenarioTexts.length).toBeGreaterThan(100);
});

describe.each(unwanted)('%s: %s', (pattern, _instead, sample) => {
  test('matches its example', () => expect(sample).toMatch(pattern));

  test('is in no text', () => expect(texts.filter((text) => pattern.test(text))).toEqual([]));
});

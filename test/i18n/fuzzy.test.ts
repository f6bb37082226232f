import { describe, expect, test } from 'vitest';
import { debuggerCommands } from '../../src/commands/sections/commands.ts';
import { fuzzyMatch, fuzzyMatches } from '../../src/i18n/fuzzy.ts';

const words = debuggerCommands.flatMap((command) => command.words);

test.each([
  ['reverse-step', 'rvst', [0, 2, 8, 9]],
  // Letters that start words are preferred to the same letters before them.
  ['reverse-continue', 'rc', [0, 8]],
  ['next-change', 'nec', [0, 1, 5]],
  ['breakpoints', 'BRK', [0, 1, 4]],
  ['previous-wrong', 'wrong', [9, 10, 11, 12, 13]],
  ['previous-wrong', 'ron', [10, 11, 12]],
])('in %s, %s are the letters %j', (name, typed, marks) => {
  expect(fuzzyMatch(name, typed)?.marks).toEqual(marks);
});

test.each([
  ['step', 'pets'],
  ['step', 'steps'],
  ['step', ''],
  // Its first letter starts no word.
  ['finish', 'nsh'],
])('%s does not match %s', (name, typed) => {
  expect(fuzzyMatch(name, typed)).toBeNull();
});

describe('of all commands', () => {
  test.each([
    ['st', ['step', 'reverse-step']],
    ['rc', ['reverse-continue']],
    ['rvst', ['reverse-step']],
    ['brk', ['break', 'breakpoints']],
    ['pe', ['previous-epoch', 'previous-example']],
    ['fin', ['find', 'finish', 'find-next', 'find-previous', 'reverse-finish']],
    ['xyz', []],
  ])('%s means %j, the best first', (typed, expected) => {
    expect(fuzzyMatches(words, typed)).toEqual(expected);
  });

  test('what is a whole name is the best match for it', () => {
    for (const word of words) expect(fuzzyMatches(words, word)[0]).toBe(word);
  });
});

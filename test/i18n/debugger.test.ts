/** Sentences of the debugger are in the current language; typed words are the same in all languages. */
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { activationNames, opNames } from '../../src/core/operations.ts';
import { operationName } from '../../src/explain/operation-name.ts';
import { functionNames } from '../../src/expression/formula-syntax.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { load } from '../support/scenario.ts';

afterEach(() => setLanguage('en'));

/** Executes commands one after the other. Returns the answer to the last one. */
function answer(id: string, ...lines: readonly string[]): { text: string[]; debug: Debugger } {
  const debug = new Debugger(new Session(load(id)), formatNumber);
  let text: string[] = [];
  for (const line of lines) {
    let end = execute(debug, line);
    while (end.kind === 'running') {
      const next = end.work.next();
      if (next.done) end = next.value;
    }
    text = end.kind === 'listed' ? end.rows.map((row) => row.text) : [end.text ?? ''];
  }
  return { text, debug };
}

describe('operations', () => {
  test('have a name in Bangla, except functions, which keep the name that formulas use', () => {
    const asWritten = [...functionNames, ...activationNames, 'huber'].map((name) =>
      name.replaceAll('_', ' '),
    );
    for (const op of opNames) {
      setLanguage('en');
      const english = operationName(op);
      expect(english).toBe(op.replaceAll('_', ' '));
      setLanguage('bn');
      const bangla = operationName(op);
      const [function_, slope = ''] = english.split(/ (?=slope$)/);
      const isFunction = asWritten.includes(function_ as string);
      if (isFunction && slope === '') expect(bangla).toBe(english);
      else if (isFunction) expect(bangla).toBe(`${function_}-এর স্লোপ`);
      else expect(bangla).toMatch(/^[\p{Script=Bengali} ]+$/u);
    }
  });

  test('are named in the list of where a value comes from', () => {
    setLanguage('bn');
    const { text } = answer('backprop-slope', 'last', 'why');
    expect(text.slice(0, 2)).toEqual(['grad(to_node.w[0]) = 6   গুণ, ধাপ 5', 'from_node = 2   দেওয়া আছে: ইনপুট']);
    expect(text).toContain('slope(to_node) = 1   relu-এর স্লোপ, ধাপ 3');
  });

  test('are found by their name in the current language and by their identifier', () => {
    const found = (query: string) => answer('backprop-slope', `find ${query}`).debug.session.position;
    expect(['relu_slope', 'relu slope', 'Relu Slope'].map(found)).toEqual([3, 3, 3]);
    setLanguage('bn');
    expect(['relu_slope', 'relu-এর স্লোপ', 'গুণ'].map(found)).toEqual([3, 3, 1]);
    const subtractions = ['subtract', 'বি\u09DFোগ', 'বি\u09AF\u09BCোগ'].map(
      (query) => answer('target-13', `find ${query}`).debug.session.position,
    );
    expect(subtractions).toEqual([10, 10, 10]);
  });
});

test('frames have the names that goto accepts, and their description is after the columns', () => {
  const frames = () => answer('target-13', 'goto 13', 'where').text;
  expect(frames().slice(0, 3)).toEqual([
    'node     output          steps 13 to 16',
    'layer    output          steps 13 to 16',
    'phase    backward        steps 12 to 20',
  ]);
  setLanguage('bn');
  expect(frames()).toEqual([
    'output          নোড, ধাপ 13 থেকে 16',
    'output          লেয়ার, ধাপ 13 থেকে 16',
    'backward        পর্ব, ধাপ 12 থেকে 20',
    'example 1       উদাহরণ, ধাপ 1 থেকে 20',
    'batch 1         ব্যাচ, ধাপ 1 থেকে 32',
    'epoch 1         ইপক, ধাপ 1 থেকে 32',
    'run             রান, ধাপ 1 থেকে 32',
  ]);
});

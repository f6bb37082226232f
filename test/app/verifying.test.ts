/** Checking the person's numbers on the screen: typed, pasted and from a file; and going to the wrong ones. */
import { expect, test } from 'vitest';
import type { SiblingFile } from '../../src/scenario/data/sibling-file.ts';
import { messageLines } from '../../src/view/panes/prose.ts';
import { tapeLines } from '../../src/view/panes/tape.ts';
import { idlePlatform, runnerAt, shippedEntry, typed } from '../support/app.ts';
import { spansText } from '../support/screen-text.ts';

function opened(files: Readonly<Record<string, SiblingFile>> = {}) {
  const readText = (file: string) => files[file] ?? { found: 'no such file', fix: 'check the path' };
  return runnerAt([shippedEntry('target-13')], 'target-13', { ...idlePlatform, readText });
}

/** Runs a line of the command line. */
function line(runner: ReturnType<typeof opened>, text: string) {
  const keys = [...text].map((key) => (key === ' ' ? 'space' : key));
  return typed(runner, [':', ...keys, 'enter'].join(' '));
}

const listOf = ({ state }: ReturnType<typeof opened>) => state.list?.rows.map(({ text }) => text) ?? [];
const at = ({ state }: ReturnType<typeof opened>) => state.opened?.debug.session.position;

/** The tape around the cursor, and the text at the bottom. */
function seen({ state }: ReturnType<typeof opened>) {
  const { scene } = state.opened as NonNullable<typeof state.opened>;
  const size = { columns: 100, rows: 8 };
  return {
    tape: tapeLines(scene, size, state.view).map(spansText),
    words: messageLines(scene, size, null, state.view).map(spansText).join(' '),
  };
}

test('numbers that are typed are listed, marked at their steps, and gone through with ] and [', () => {
  const runner = line(opened(), 'verify node_0 5, node_1 2.00, output 8.00, error -4');
  expect(runner.state.list?.title).toBe('Your numbers');
  expect(runner.state.list?.verdict).toEqual({
    text: 'Right: 2. Wrong: 1. Following from a wrong one: 1.',
    isGood: false,
  });
  expect(listOf(runner).slice(0, 2)).toEqual([
    'The first wrong number',
    'node_1 is 2.00, and should be 1   step 6',
  ]);
  typed(runner, 'escape ]');
  expect(at(runner)).toBe(6);
  expect(seen(runner).tape.filter((row) => row.includes('✗'))).toEqual([expect.stringContaining(' 6 ')]);
  expect(seen(runner).words).toContain('Your number is wrong: node_1 is 2.00, and should be 1.');
  typed(runner, ']');
  expect(runner.state.message?.text).toBe('No later number is wrong.');
  typed(runner, 'left left [');
  expect(runner.state.message?.text).toBe('No earlier number is wrong.');
});

test('the keys mean what they meant before, if no numbers are checked or a value is selected', () => {
  const runner = opened();
  typed(runner, 'right right right ]');
  expect(runner.state.message?.text).toContain('No later step writes');
  line(runner, 'verify node_1 2');
  typed(runner, 'escape');
  (runner.state.opened as NonNullable<typeof runner.state.opened>).debug.selection = {
    step: null,
    address: 'output.w[0]',
    line: null,
    frame: null,
  };
  typed(runner, ']');
  expect(at(runner)).toBe(22);
});

test('a file is read, or it is said why not', () => {
  const files = { 'mine.txt': { text: 'output 8\n' }, 'bad.csv': { text: 'address,value\nx,1\n' } };
  const runner = line(opened(files), 'verify mine.txt');
  expect(listOf(runner)[1]).toBe('output is 8, and should be 9   step 9');
  typed(runner, 'escape');
  line(runner, 'verify none.txt');
  expect(runner.state.message?.text).toBe(
    'none.txt: expected a file of numbers, found no such file; check the path',
  );
  line(runner, 'verify bad.csv');
  expect(runner.state.message?.text).toContain('bad.csv:2:1: expected an address in this run, found "x"');
});

test('numbers that cannot be read are said, and those before are kept', () => {
  const runner = line(opened(), 'verify output 8');
  typed(runner, 'escape');
  line(runner, 'verify output eight');
  expect(runner.state.message?.text).toContain('expected a number, found "eight"');
  line(runner, 'verify');
  expect(listOf(runner)[1]).toBe('output is 8, and should be 9   step 9');
});

test('pasted lines after verify are numbers, not commands', () => {
  const runner = opened();
  typed(runner, ': v e r i f y space');
  runner.paste('node_0 5 # mine\noutput 8\nloss 16\n');
  typed(runner, 'enter');
  expect(runner.state.list?.verdict?.text).toBe('Right: 2. Wrong: 1. Following from a wrong one: 0.');
  expect(runner.state.waiting).toEqual([]);
});

test('an edit changes what the numbers should be', () => {
  const runner = line(opened(), 'verify node_0 8');
  expect(runner.state.list?.verdict?.isGood).toBe(false);
  typed(runner, 'escape');
  line(runner, 'set node_0.w[1] = 2');
  line(runner, 'verify');
  expect(runner.state.message?.text).toBe('The number is right.');
});

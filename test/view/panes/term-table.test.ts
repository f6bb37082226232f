import { describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { valuesPane } from '../../../src/view/panes/values.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { type Line, plainText, type Size } from '../../../src/view/terminal/text.ts';
import { load } from '../../support/scenario.ts';

const scene = new Scene(new Debugger(new Session(load('two-moons'))));
const { session } = scene;
const { example } = session.engine.run;

const linesAt = (step: number, size: Size) => {
  session.seek(step);
  return valuesPane(scene, size, defaultViewOptions, false).lines;
};
const numbersIn = (line: Line = []) => line.flatMap(({ value }) => (value === undefined ? [] : [value]));
const presentRow = (lines: readonly Line[]) => lines.find((line) => plainText(line).startsWith('▸'));
/** The rows of terms: those with three numbers. */
const termRows = (lines: readonly Line[]) => lines.map(numbersIn).filter(({ length }) => length === 3);

/** The first step of the run, and the step later in it, whose instruction has this role and scope. */
function stepOf(
  isWanted: (instruction: (typeof example.instructions)[number]) => boolean,
  which = 0,
): number {
  const indexes = [...example.instructions.keys()].filter((index) =>
    isWanted(example.instructions[index] as never),
  );
  return (indexes[which] as number) + 1;
}

test('no two terms have the same name, however narrow the panel is', () => {
  const iris = new Scene(new Debugger(new Session(load('iris'))));
  iris.session.seek(1);
  for (const columns of [29, 34, 40, 46]) {
    const { lines } = valuesPane(iris, { columns, rows: 12 }, defaultViewOptions, false);
    const names = lines.map(plainText).flatMap((text) => /^[▸ ]*([sp]\S+)(?= +[−\d])/.exec(text)?.[1] ?? []);
    expect([columns, new Set(names).size]).toEqual([columns, 4]);
  }
});

describe('the row of the present term is filled and has what the step computes with', () => {
  test('products', () => {
    for (const which of [0, 5, 15, 40]) {
      const step = stepOf(({ role, scope }) => role.kind === 'product' && scope.layer === 'h2', which);
      const row = presentRow(linesAt(step, { columns: 29, rows: 12 }));
      const { operands, result } = session.step(step);
      expect(numbersIn(row)).toEqual([...operands.map(({ value }) => value), result.value]);
      expect(new Set(row?.map(({ ground }) => ground))).toEqual(new Set(['forward']));
    }
  });

  test('gradients of weights', () => {
    for (const which of [0, 7, 20]) {
      const step = stepOf(
        ({ role, scope }) => role.kind === 'term' && role.operand === 1 && scope.layer === 'h2',
        which,
      );
      const row = presentRow(linesAt(step, { columns: 29, rows: 12 }));
      const { operands, result } = session.step(step);
      expect(numbersIn(row)[0]).toBe(operands[0]?.value);
      expect(numbersIn(row)[2]).toBe(result.value);
    }
  });

  test('what a node passes back', () => {
    const step = stepOf(
      ({ role, scope }) => role.kind === 'term' && role.operand === 0 && scope.node === 'h2[6]',
      4,
    );
    const lines = linesAt(step, { columns: 29, rows: 12 });
    const { operands, result } = session.step(step);
    expect(plainText(lines[0] ?? [])).toMatch(/^h2\[6\] /u);
    expect(plainText(lines[1] ?? [])).toMatch(/∂ h1\[i\]/u);
    expect(numbersIn(presentRow(lines)).slice(1)).toEqual([operands[0]?.value, result.value]);
  });
});

test('the sum at the foot is the sum of the products above it', () => {
  for (const which of [0, 3, 14, 29]) {
    const step = stepOf(({ role, scope }) => role.kind === 'sum' && scope.layer === 'h2', which);
    const lines = linesAt(step, { columns: 39, rows: 24 });
    const { role } = example.instructions[step - 1] as (typeof example.instructions)[number];
    const count = role.kind === 'sum' ? role.count : 0;
    const rows = termRows(lines);
    expect(rows).toHaveLength(16);
    const sum = rows.slice(0, count).reduce((before, row) => before + (row[2] as number), 0);
    const foot = lines.find((line) => plainText(line).startsWith(`Σ of ${count} `));
    expect(numbersIn(foot).at(-1)).toBe(sum);
    expect(sum).toBe(session.step(step).result.value);
  }
});

test('the gradient of a node is the sum of what its users pass back', () => {
  for (const which of [0, 6, 14, 31]) {
    const step = stepOf(({ role, scope }) => role.kind === 'gradientSum' && scope.layer === 'h1', which);
    const lines = linesAt(step, { columns: 39, rows: 24 });
    const { role } = example.instructions[step - 1] as (typeof example.instructions)[number];
    const count = role.kind === 'gradientSum' ? role.count : 0;
    const rows = termRows(lines);
    expect(rows).toHaveLength(16);
    for (const [back, weight, term] of rows) expect(term).toBe((back as number) * (weight as number));
    const sum = rows.slice(0, count).reduce((before, row) => before + (row[2] as number), 0);
    expect(sum).toBe(session.step(step).result.value);
    const foot = lines.find((line) => plainText(line).startsWith(`Σ of ${count} `));
    expect(numbersIn(foot)).toEqual([sum]);
  }
});

test('an update shows each weight with its gradient and its change', () => {
  const before = example.instructions.length * 20;
  const { instructions } = session.engine.run.update;
  const index =
    instructions.findIndex(({ role, scope }) => role.kind === 'update' && scope.node === 'h2[6]') + 1;
  const lines = linesAt(before + index, { columns: 39, rows: 24 });
  const { operands, result } = session.step(before + index);
  const row = numbersIn(presentRow(lines));
  expect(row[0]).toBe(result.value);
  expect(row[1]).toBe(session.read(result.name.replace(/.*/u, (name) => `batch.grad(${name})`)));
  expect(row[2]).toBe(operands[1]?.value);
});

test('in three rows heads and the terms around the present one; in two rows terms alone', () => {
  const step = stepOf(({ role, scope }) => role.kind === 'product' && scope.node === 'h2[6]', 12);
  const lines = linesAt(step, { columns: 24, rows: 3 });
  expect(lines.map((line) => plainText(line).slice(0, 3))).toEqual(['  i', ' 11', '▸12']);
  expect(plainText(lines[0] ?? [])).toMatch(/^ {2}i +h1\[i\] +w\[i\] +product/u);
  const two = linesAt(step, { columns: 24, rows: 2 });
  expect(two.map((line) => plainText(line).slice(0, 3))).toEqual([' 11', '▸12']);
});

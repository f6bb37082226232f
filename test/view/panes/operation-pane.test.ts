/** The operation pane: what is large is what was computed, and nothing is cut. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { type OpName, opNames, ops } from '../../../src/core/operations.ts';
import type { Scenario } from '../../../src/scenario/format/scenario.ts';
import { Session } from '../../../src/session/session.ts';
import {
  type OperationLooks,
  operationLines,
  operationPane,
} from '../../../src/view/panes/operation/operation-pane.ts';
import { tapeLines } from '../../../src/view/panes/tape.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { fitNumber, formatNumber } from '../../../src/view/terminal/format.ts';
import { type Line, lineWidth, plainText, type Size } from '../../../src/view/terminal/text.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { onlySpans, readLarge } from '../../support/large-digits.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { load, parse } from '../../support/scenario.ts';

const sceneOf = (scenario: Scenario) => new Scene(new Debugger(new Session(scenario)));
const shipped = (id: string) => sceneOf(load(id));

function linesAt(
  scene: Scene,
  position: number,
  size: Size = { columns: 64, rows: 7 },
  looks: Partial<OperationLooks> = {},
): readonly Line[] {
  scene.session.seek(position);
  return operationLines(scene, size, { ...defaultViewOptions, ...looks });
}

/** The rows of text, without the spaces at their ends. */
const textAt = (...of: Parameters<typeof linesAt>) => linesAt(...of).map((line) => plainText(line).trimEnd());

/** The formula below the operation, with single spaces; empty without one. */
function formulaAt(scene: Scene, position: number, size: Size = { columns: 100, rows: 8 }): string[] {
  const rows = textAt(scene, position, size).map((row) => row.trim());
  const last = rows.findLastIndex((row) => /[█▀▄╰]/u.test(row));
  return rows.slice(last + 1).filter(Boolean);
}

/** The scale of the large digits of a pane; null without any. The tone of operators is `ahead`. */
function scaleOf(lines: readonly Line[]): 1 | 2 | 3 | 4 | null {
  const heights = { 3: 1, 5: 2, 8: 3, 10: 4 } as const;
  const rows = onlySpans(lines, (tone) => tone !== 'ahead');
  if (rows.some((row) => row.includes('╭') || /▄{5}/u.test(row))) return null;
  const height = rows.filter((row) => /[█▀▄]/u.test(row)).length;
  return heights[height as keyof typeof heights] ?? null;
}

/** The numbers in large digits, from left to right; null if the pane has none. */
function largeNumbers(lines: readonly Line[]): string[] | null {
  const scale = scaleOf(lines);
  if (scale === null) return null;
  const rows = onlySpans(lines, (tone) => tone !== 'ahead' && tone !== 'accent').filter((row) =>
    /[█▀▄]/u.test(row),
  );
  return readLarge(rows, scale);
}

/** All ways to write a number. */
const forms = (value: number) => [
  ...Array.from({ length: 15 }, (_, digits) => formatNumber(value, digits + 3)),
  ...Array.from({ length: 24 }, (_, width) => fitNumber(value, width)),
];

const sizes = fc.record({
  columns: fc.integer({ min: 56, max: 136 }),
  rows: fc.integer({ min: 2, max: 13 }),
});
const scenarios = fc
  .oneof(
    { weight: 3, arbitrary: documents({ training: true, optimizers: true, dropout: true, layers: 3 }) },
    { weight: 1, arbitrary: documents({ huge: true, layers: 3 }) },
    { weight: 2, arbitrary: formulaDocuments() },
  )
  .map((document) => scenarioOf(document as never));

describe('the frames', () => {
  test('a product at 80 × 24: digits of the least scale, names above, three factors below', () => {
    expect(textAt(shipped('target-13'), 13, { columns: 76, rows: 5 })).toEqual([
      '             node_0       grad(output)       grad(output.w[0])',
      '              █▀▀    ▄ ▄        █▀█     ▄▄▄         █ █ █▀█',
      '              ▀▀█    ▄▀▄    ▀▀▀ █▀█     ▄▄▄     ▀▀▀ ▀▀█ █ █',
      '              ▀▀▀               ▀▀▀                   ▀ ▀▀▀',
      ' slope of a weight = incoming value 5 × activation slope 1 × loss slope −8',
    ]);
  });

  test('a square at 100 × 30: twice as large, with the sign of the square in half the scale', () => {
    expect(textAt(shipped('target-13'), 11).slice(0, 6)).toEqual([
      '                 error²                           loss',
      '       ██          ██  ██  ██    ▀▀█         ████    ██████',
      '     ██            ██  ██    ██  █▀▀   ▄▄▄     ██    ██',
      '     ██    ██████  ██████    ██  ▀▀▀   ▄▄▄     ██    ██████',
      '     ██                ██    ██                ██    ██  ██',
      '       ██              ██  ██                ██████  ██████',
    ]);
  });

  test.each([
    ['slope', 3, ['output.product[0]', 'output.product[1]', 'output']],
    ['attention', 200, ['k1y', 'grad(score1.part[2])', 'grad(query[1]).term[0]']],
  ] as const)('%s: a name that is wider than its number goes on above the operators', (id, step, names) => {
    const row = textAt(shipped(id), step).find((text) => text !== '') ?? '';
    expect(row.trim().split(/ {2,}/u)).toEqual(names);
  });

  test('in two rows: names, and numbers with the result on the colour of its phase', () => {
    const lines = linesAt(shipped('target-13'), 13, { columns: 56, rows: 2 });
    expect(lines.map((line) => plainText(line).trimEnd())).toEqual([
      '   node_0       grad(output)       grad(output.w[0])',
      '     5      ×        −8        =          −40',
    ]);
    const result = lines[1]?.find(({ value }) => value === -40);
    expect(result).toMatchObject({ text: '−40', tone: 'ink', ground: 'backward' });
  });

  test('a function stands in a box, with its definition below', () => {
    expect(textAt(shipped('relu-function'), 2, { columns: 76, rows: 5 })).toEqual([
      '                               x               y',
      '                          ╭──────────╮       ▄▄▄▄▄',
      '                          │ relu(−3) │   =     0',
      '                          ╰──────────╯       ▀▀▀▀▀',
      '                   max(0, −3): what is negative becomes 0',
    ]);
  });

  test('without half blocks: boxes, and digits only in even scales', () => {
    const scene = shipped('target-13');
    const boxes = textAt(scene, 13, { columns: 64, rows: 7 }, { hasHalfBlocks: false });
    expect(boxes.slice(1, 5)).toEqual([
      '       node_0       grad(output)       grad(output.w[0])',
      '       ╭───╮           ╭────╮               ┏━━━━━┓',
      '       │ 5 │    ×      │ −8 │      =        ┃ −40 ┃',
      '       ╰───╯           ╰────╯               ┗━━━━━┛',
    ]);
    const large = { hasHalfBlocks: false, isLarge: true };
    const digits = linesAt(scene, 13, { columns: 136, rows: 13 }, large);
    expect(digits.map(plainText).join('')).not.toMatch(/[▀▄]/u);
    expect(largeNumbers(digits)).toEqual(['5', '−8', '−40']);
  });

  test('a larger room has larger digits, up to four times, and the largest only in large mode', () => {
    const scene = shipped('target-13');
    const scales = [5, 7, 10, 13].map((rows) => scaleOf(linesAt(scene, 13, { columns: 136, rows })));
    expect(scales).toEqual([1, 2, 3, 3]);
    expect(scaleOf(linesAt(scene, 13, { columns: 136, rows: 13 }, { isLarge: true }))).toBe(4);
  });
});

describe('the formula below', () => {
  test('a sum in names and numbers, with what is not known yet as ?', () => {
    const scene = shipped('target-13');
    const names = 'node_0 = children×node_0.w[0] + accounts×node_0.w[1]';
    expect(formulaAt(scene, 1)).toEqual([`${names} = 2×1 + 3×1 = ?`]);
    expect(formulaAt(scene, 3)).toEqual([`${names} = 2×1 + 3×1 = 5`]);
    expect(formulaAt(scene, 1, { columns: 64, rows: 7 })).toEqual([names]);
    expect(formulaAt(scene, 22, { columns: 64, rows: 7 })).toEqual([
      'output.w[0] = output.w[0] − learning_rate×grad(output.w[0])',
      '= 2 − 0.01×(−40) = 2.4',
    ]);
  });

  test('the part that the step has computed is marked in the tone of its phase, a whole formula is not', () => {
    const scene = shipped('target-13');
    const marked = (position: number) =>
      linesAt(scene, position, { columns: 100, rows: 8 })
        .slice(6)
        .flatMap((line) => line.filter(({ tone }) => tone.endsWith('Strong')).map(({ text }) => text));
    expect(marked(2)).toEqual(['accounts×node_0.w[1]', '3', '×', '1']);
    expect(marked(3)).toEqual([]);
  });

  test("a weight's gradient is the three factors of the chain rule, in the words that fit", () => {
    const scene = shipped('backprop-slope');
    const at = (columns: number) => formulaAt(scene, scene.session.total, { columns, rows: 7 });
    expect(at(80)).toEqual(['slope of a weight = incoming value 2 × activation slope 1 × loss slope 3']);
    expect(at(60)).toEqual(['∂ = incoming value 2 × activation slope 1 × loss slope 3']);
    expect(at(44)).toEqual(['∂ = node 2 × activation 1 × loss 3']);
  });

  test('a sum of many terms says how far it is, then the bias, then the activation', () => {
    const scene = shipped('two-moons');
    const { instructions } = scene.session.engine.schedule.program('example');
    const stepOf = (is: (kind: string, count: number) => boolean) =>
      instructions.findIndex(
        ({ role, scope }) => scope.layer === 'h2' && is(role.kind, 'count' in role ? role.count : 0),
      ) + 1;
    const node = 'h2[0] = Σ h1[i] × w[i]';
    expect(
      formulaAt(
        scene,
        stepOf((kind) => kind === 'product'),
      ),
    ).toEqual([`${node}   term 1 of 16, then the bias, then tanh`]);
    expect(
      formulaAt(
        scene,
        stepOf((kind, count) => kind === 'sum' && count === 13),
      ),
    ).toEqual([`${node}   13 of 16 terms, then the bias, then tanh`]);
    expect(
      formulaAt(
        scene,
        stepOf((kind) => kind === 'bias'),
      ),
    ).toEqual([`${node}   all 16 terms, with the bias, then tanh`]);
    expect(
      formulaAt(
        scene,
        stepOf((kind) => kind === 'activation'),
      ),
    ).toEqual([`${node}   all 16 terms, after tanh`]);
  });

  test('the gradient of a batch', () => {
    const scene = shipped('xor');
    const { instructions } = scene.session.engine.schedule.program('example');
    const step = instructions.findIndex(({ role }) => role.kind === 'batchGradient') + 1;
    expect(formulaAt(scene, step)).toEqual(['what the batch has so far + this example’s share']);
  });

  test('a long sum outside of networks shows the part around the current term', () => {
    const names = Array.from({ length: 60 }, (_, index) => `x${index}`);
    const scene = sceneOf(
      parse(`title: t
inputs: [${names.join(', ')}]
formulas: { y: ${names.map((name) => `${name} * 2`).join(' + ')} }
data: [{ inputs: [${names.map(() => 1).join(', ')}] }]`),
    );
    for (const step of [1, 31, 60, 80, 119]) {
      const [line = ''] = formulaAt(scene, step, { columns: 60, rows: 7 });
      expect(line.length).toBeLessThanOrEqual(60);
      expect(line).toContain('…');
      const { kind, operands } = scene.session.step(step);
      if (kind === 'multiply') expect(line).toContain(`${operands[0]?.name}×2`);
    }
  });
});

describe('the start and the end', () => {
  test('the start names the keys, the end keeps the last operation', () => {
    const scene = shipped('target-13');
    expect(textAt(scene, 0, { columns: 76, rows: 5 }).map((row) => row.trim())).toEqual([
      '',
      'press  →  for the first of 32 operations',
      '',
      'and  ←  to step back',
    ]);
    const { total } = scene.session;
    const mark = operationPane(scene, { columns: 64, rows: 7 }, defaultViewOptions).mark;
    expect(mark).toBeUndefined();
    expect(largeNumbers(linesAt(scene, total))?.at(-1)).toBe(
      formatNumber(scene.session.step(total).result.value),
    );
  });

  test('a result that is not finite is a warning in words', () => {
    const scene = shipped('explodes');
    const tones = linesAt(scene, scene.session.total).flat();
    expect(tones.filter(({ tone }) => tone === 'warning').length).toBeGreaterThan(0);
    expect(largeNumbers(linesAt(scene, scene.session.total))?.at(-1)).toBe('NaN');
  });
});

describe('a question of the quiz', () => {
  test('shows the next step with a large ?, and of its operands what the hints have told', () => {
    const scene = shipped('target-13');
    const asked = (ahead: OperationLooks['ahead']) =>
      linesAt(scene, 4, { columns: 76, rows: 5 }, { isAsking: true, ahead });
    expect(largeNumbers(asked('nothing'))).toEqual(['?']);
    expect(plainText(asked('nothing')[0] ?? []).trim()).toBe('node_1.product[1]');
    expect(largeNumbers(asked('names'))).toEqual(['?']);
    expect(plainText(asked('names')[0] ?? [])).toMatch(/accounts +node_1\.w\[1\] +node_1\.product\[1\]/u);
    expect(largeNumbers(asked('numbers'))).toEqual(['3', '1', '?']);
  });

  test('never tells a result', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        sizes,
        (scenario, share, size) => {
          const scene = sceneOf(scenario);
          const position = Math.floor(share * scene.session.total);
          const lines = linesAt(scene, position, size, { isAsking: true, ahead: 'numbers' });
          const { operands, result } = scene.session.step(position + 1);
          const told = lines.flatMap((line) => line.flatMap(({ value }) => value ?? []));
          const known = operands.map(({ value }) => value);
          for (const value of told) expect(known.some((each) => Object.is(each, value))).toBe(true);
          const large = largeNumbers(lines);
          if (large !== null) expect(large.at(-1), result.name).toBe('?');
        },
      ),
      networksTried(60),
    );
  });
});

test('large digits are the numbers of the step, and everything that does not fit is on the pane or the tape', () => {
  let [large, boxed] = [0, 0];
  fc.assert(
    fc.property(scenarios, fc.double({ min: 0, max: 1, noNaN: true }), sizes, (scenario, share, size) => {
      const scene = sceneOf(scenario);
      const { total } = scene.session;
      if (total === 0) return;
      const lines = linesAt(scene, Math.max(1, Math.ceil(share * total)), size);
      const { operands, result, kind } = scene.session.step(scene.session.position);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      for (const line of lines) {
        expect(lineWidth(line)).toBeLessThanOrEqual(size.columns);
        expect(plainText(line)).not.toMatch(/\d…|…\d/u);
      }
      const numbers = largeNumbers(lines);
      if (numbers !== null && ops[kind].paper.text.replace(/\{\d\}|[ ×+−÷]/gu, '') === '') {
        large += 1;
        const values = [...operands, result].map(({ value }) => value);
        // A copy has its operand only.
        expect(numbers).toHaveLength(values.length);
        for (const [index, number] of numbers.entries())
          expect(forms(values[index] as number)).toContain(number);
        return;
      }
      boxed += 1;
      const tape = tapeLines(scene, { columns: size.columns, rows: 1 }, defaultViewOptions);
      const shown = [...lines, ...tape].flatMap((line) => line.flatMap(({ value }) => value ?? []));
      const isShown = (value: number) => shown.some((each) => Object.is(each, value));
      if (numbers === null) expect(isShown(result.value)).toBe(true);
      if (operands.length <= 2 && numbers === null)
        for (const { value } of operands) expect(isShown(value)).toBe(true);
    }),
    networksTried(150),
  );
  expect(large).toBeGreaterThan(shareOf(30));
  expect(boxed).toBeGreaterThan(shareOf(80));
});

test('every operation is drawn at every size, with its result', () => {
  const missing = new Set<OpName>(opNames);
  const drawn = [
    { columns: 56, rows: 2 },
    { columns: 76, rows: 5 },
    { columns: 64, rows: 7 },
    { columns: 98, rows: 10 },
  ];
  for (const scenario of fc.sample(scenarios, { ...networksTried(400) })) {
    if (missing.size === 0) break;
    const scene = sceneOf(scenario);
    const { schedule } = scene.session.engine;
    for (let step = 1; step <= Math.min(schedule.total, 2000); step++) {
      const { op } = schedule.instructionAt(step);
      if (!missing.delete(op)) continue;
      for (const size of drawn) {
        const lines = linesAt(scene, step, size);
        const { result } = scene.session.step(step);
        const large = largeNumbers(lines);
        const numbers = lines.flatMap((line) => line.flatMap(({ value }) => value ?? []));
        if (large) expect(forms(result.value), op).toContain(large.at(-1));
        else
          expect(
            numbers.some((each) => Object.is(each, result.value)),
            `${op} ${size.columns}`,
          ).toBe(true);
      }
    }
  }
  // A layer without an activation has no step for it.
  expect([...missing]).toEqual(['identity']);
});

test('many operands stand in several rows, and where even those are too few the result stays', () => {
  const names = Array.from({ length: 24 }, (_, index) => `x${index}`);
  const scene = sceneOf(
    parse(`title: t
inputs: [${names.join(', ')}]
formulas: { y: "max(${names.join(', ')})" }
data: [{ inputs: [${names.map((_name, index) => index + 0.125).join(', ')}] }]`),
  );
  const rows = textAt(scene, 1, { columns: 76, rows: 7 })
    .map((row) => row.trim())
    .filter(Boolean);
  expect(rows.join(' ')).toContain('max(0.125, 1.125, 2.125');
  expect(rows.join(' ')).toMatch(/22\.125, 23\.125\) = +23\.125$/u);
  const short = textAt(scene, 1, { columns: 56, rows: 2 }).map((row) => row.trim());
  expect(short).toEqual(['y', expect.stringMatching(/^max\(0\.125, 1\.125.* … = +23\.125$/u)]);
});

test('a gradient that is a sum over paths is written as a gradient', () => {
  expect(formulaAt(shipped('rnn'), 92)).toEqual(['grad(W[0][0]) = Σ over its paths to the loss   2 of 3']);
});

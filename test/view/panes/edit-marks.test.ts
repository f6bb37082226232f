/** After an edit nothing that is done is rewritten; what it makes out of date has a sign, in every pane. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { screenOf } from '../../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../../src/app/screen/screen-reader.ts';
import { Debugger } from '../../../src/commands/debugger.ts';
import { execute } from '../../../src/commands/sections/commands.ts';
import { ops } from '../../../src/core/operations.ts';
import { factorsOf } from '../../../src/explain/provenance.ts';
import { setLanguage } from '../../../src/i18n/translate.ts';
import { valuesTable } from '../../../src/print/values.ts';
import { Session } from '../../../src/session/session.ts';
import { picturePane } from '../../../src/view/network/pictures.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText, type Size } from '../../../src/view/terminal/text.ts';
import { everything, runnerAt, shippedEntry, typed } from '../../support/app.ts';
import { readLarge } from '../../support/large-digits.ts';
import { documents, networksTried } from '../../support/networks.ts';
import { changedSession, changes, type Moment, momentsOf } from '../../support/replay.ts';

afterEach(() => setLanguage('en'));

/** target-13 at a step, with an edit typed there, and further keys. */
function stateAt(step: number, edit: string, keys = '', capabilities = everything) {
  const runner = runnerAt([shippedEntry('target-13')], 'target-13');
  const type = (text: string) =>
    typed(runner, `: ${[...text].map((each) => (each === ' ' ? 'space' : each)).join(' ')} enter`);
  type(`goto ${step}`);
  type(edit);
  typed(runner, keys);
  return { ...runner.state, capabilities };
}

const rows = (state: ReturnType<typeof stateAt>, size: Size = { columns: 120, rows: 40 }) =>
  screenOf(state, size).map((line) => plainText(line).trimEnd());

/** The rows of the large digits of the operation, which have the sign of an edit beside them; only of numbers. */
function largeRows(state: ReturnType<typeof stateAt>): string[] {
  const screen = screenOf(state, { columns: 120, rows: 40 });
  const from = screen.findIndex((line) => /[├╭]─ operation/u.test(plainText(line)));
  const digits: readonly string[] = ['positive', 'negative', 'forwardStrong'];
  const rowsBelow = screen.slice(from + 1).map((line) =>
    line
      .map(({ text, tone }) => {
        if (tone === 'accent') return text;
        return digits.includes(tone) ? text.replace(/[^▀▄█]/gu, ' ') : ' '.repeat(text.length);
      })
      .join(''),
  );
  const end = screen.slice(from + 1).findIndex((line) => plainText(line).startsWith('├'));
  return rowsBelow.slice(0, end).filter((row) => /[▀▄█]/u.test(row));
}

describe('target-13 with children = 3 after step 3', () => {
  test('the done step, its formula and the tape keep 2; their results have the sign', () => {
    const state = stateAt(3, 'set children = 3');
    const screen = rows(state).join('\n');
    expect(screen).toMatch(/▌ +1 {2}node_0\.product\[0\] .* 2 × 1 = 2† /);
    expect(screen).toMatch(/▌ +2 {2}node_0\.product\[1\] .* 3 × 1 = 3 /);
    expect(screen).toMatch(/▸ +3 {2}node_0 .* node_0\.product\[0\] \+ node_0\.product\[1\] +2 \+ 3 = 5† /);
    expect(screen).toMatch(/▌ +4 {2}node_1\.product\[0\] .* 3✎ × \(−1\) = \? /);
    expect(screen).toMatch(/▌ +7 {2}output\.product\[0\] .* 5† × 2 = \? /);
    expect(screen).toContain(' = 2×1 + 3×1 = 5† ');
    // The large digits: 2 + 3 = 5, with the sign at the top right of the last.
    const operation = largeRows(state);
    expect(operation.map((row) => row.match(/†/gu)?.length ?? 0)).toEqual([1, 0, 0, 0, 0]);
    const digits = operation.map((row) => row.replaceAll('†', ' '));
    expect(readLarge(digits, 2).filter((each) => /^\d$/.test(each))).toEqual(['2', '3', '5']);
  });

  test('the network and the values pane show the edited value and the value that is out of date with their signs', () => {
    const screen = rows(stateAt(3, 'set children = 3')).join('\n');
    // The wires and boxes of the network: what a sum was made of stays, what comes is made of the new value.
    for (const part of [
      '│    3✎    ├',
      '┃  2×1 + 3×1  ┃',
      '┃     5†      ┠',
      '│3✎×(−1) + 3×1│',
      '│    3     ├',
    ])
      expect(screen).toContain(part);
    for (const row of [
      /children 3✎ +accounts 3 +│/,
      /node_0 w +1 +1 +5† │/,
      /× +2† +3 +│/,
      /node_1 w +−1 +1 +· │/,
    ])
      expect(screen).toMatch(row);
  });

  test('the signs are explained as long as one of them is on the screen, in both languages and in ASCII', () => {
    const first = (state: ReturnType<typeof stateAt>, size?: Size) => rows(state, size)[0];
    const wide = { columns: 160, rows: 45 };
    expect(first(stateAt(3, 'set children = 3'), wide)).toContain(
      '† out of date after an edit   ✎ set by hand',
    );
    expect(first(stateAt(3, 'set children = 3', 'A'), wide)).toContain('† এডিটের পর পুরোনো   ✎ হাতে বসানো');
    setLanguage('en');
    expect(first(stateAt(3, 'set children = 3'))).toContain('▸ no…   † out of date   ✎ by hand');
    const ascii = { ...everything, isAscii: true };
    const small = { columns: 70, rows: 20 };
    expect(first(stateAt(3, 'set children = 3', '', ascii), small)).toContain('! out of date   ^ by hand');
    expect(first(stateAt(3, 'set children = 3', 'A'), small)).toContain('† পুরোনো   ✎ হাতে');
    setLanguage('en');
    expect(first(stateAt(3, 'set children = 2', 'z'))).not.toMatch(/[†✎]/);
    expect(first(stateAt(0, 'set children = 3'))).not.toContain('†');
  });

  test('large letters, words and the screen reader say it too', () => {
    const large = largeRows(stateAt(3, 'set children = 3', 'o l escape'));
    expect(large.join('')).toContain('†');
    expect(
      readLarge(
        large.map((row) => row.replaceAll('†', ' ')),
        5,
      ).filter((each) => /^\d$/.test(each)),
    ).toEqual(['2', '3', '5']);
    const words =
      'A value that it comes from was edited after it had been used: 5 is out of date until node_0 is computed again.';
    expect(
      rows(stateAt(3, 'set children = 3', 'left right'), { columns: 180, rows: 40 }).join('\n'),
    ).toContain(words);
    expect(screenReaderLines(stateAt(3, 'set children = 3', 'left right'))[0]).toContain(words);
    expect(screenReaderLines(stateAt(2, 'set children = 3'))[0]).not.toContain('out of date');
  });
});

test('the three factors are those that the step was done with', () => {
  const screen = rows(stateAt(19, 'set children = 7')).join('\n');
  expect(screen).toMatch(/ = (?:incoming value|node) 2 × activation(?: slope)? 1 × loss(?: slope)? 8 /);
  expect(screen).toMatch(/▸ 19 {2}grad\(node_1\.w\[0\]\) .* 2 × 8 = 16† /);
});

test('commands and printed values say which values were set and which are out of date', () => {
  const session = new Session(shippedEntry('target-13').scenario);
  const debug = new Debugger(session);
  const answer = (line: string) => {
    const outcome = execute(debug, line);
    return outcome.kind === 'listed'
      ? outcome.rows.map(({ text, depth = 0 }) => `${'  '.repeat(depth)}${text}`)
      : 'text' in outcome
        ? [outcome.text]
        : [];
  };
  for (const line of ['goto 7', 'set children = 3', 'watch node_0']) answer(line);
  expect(answer('print children')).toEqual(['children = 3   set by hand']);
  expect(answer('print children * 2')).toEqual(['children * 2 = 6']);
  expect(answer('print node_0 + 1')).toEqual(['node_0 + 1 = 6   out of date after an edit']);
  expect(answer('watches')).toEqual(['1  node_0 = 5, since step 3   out of date after an edit']);
  expect(answer('values')).toContain('output.product[0] = 10   out of date after an edit');
  expect(valuesTable(session)).toContain('node_1             1   out of date after an edit');
  expect(answer('origin output.product[0]')).toEqual([
    'output.product[0] = 10   multiply, step 7   out of date after an edit',
    '  node_0 = 5   add, step 3   out of date after an edit',
    '    node_0.product[0] = 2   multiply, step 1   out of date after an edit',
    '      children = 2   given: an input   edited since then',
    '      node_0.w[0] = 1   given: a weight or bias',
    '    node_0.product[1] = 3   multiply, step 2',
    '      accounts = 3   given: an input',
    '      node_0.w[1] = 1   given: a weight or bias',
    '  output.w[0] = 2   given: a weight or bias',
  ]);
});

test('the matrices of weights and gradients have the signs', () => {
  const session = new Session(shippedEntry('target-13').scenario);
  const scene = new Scene(new Debugger(session));
  // The gradient of this weight is that of the step just done.
  session.seek(13);
  session.set('output.w[0]', 7);
  const matrix = (picture: 'weights' | 'gradients') =>
    picturePane(scene, { columns: 60, rows: 10 }, { ...defaultViewOptions, picture })
      .lines.map(plainText)
      .join('\n');
  expect(matrix('weights')).toContain('7✎');
  expect(matrix('gradients')).toMatch(/-?\d+†/);
});

test('the activation view keeps the input that the function was done with', () => {
  const session = new Session(shippedEntry('relu-function').scenario);
  session.seek(1);
  const before = session.read('x') as number;
  session.set('x', before + 1);
  const scene = new Scene(new Debugger(session));
  const looks = { ...defaultViewOptions, picture: 'function' as const };
  const { lines } = picturePane(scene, { columns: 80, rows: 16 }, looks);
  const text = lines.map(plainText).join('\n');
  expect(text).toContain(` ${formatNumber(before)} `);
  expect(text).toContain(`${formatNumber(session.read('y') as number)}†`);
});

const networks = documents({ training: true, dropout: true, passOn: true, layers: 2, nodes: 3, epochs: 2 });

test('after random edits an operand in a formula is what the step has read, and the three factors are too', () => {
  let edited = 0;
  fc.assert(
    fc.property(networks, fc.array(changes, { minLength: 1, maxLength: 4 }), (document, made) => {
      const session = changedSession(document, made);
      const moments = momentsOf(session);
      const { start, length } = session.engine.schedule.segmentAt(session.timeline.edits.at(-1)?.at ?? 0);
      session.seek(start + length);
      const scene = new Scene(new Debugger(session));
      const { schedule } = session.engine;
      const segment = schedule.segmentAt(session.position);
      const read = scene.operandsIn(segment);
      for (const [index, instruction] of schedule.program(segment.program).instructions.entries()) {
        const step = segment.start + index + 1;
        if (step > session.position) break;
        const { operands, result } = moments[step] as Moment;
        const found = operands.map((_value, operand) => read(instruction, operand, index)?.value);
        expect(found).toEqual(operands);
        const [a, b = a, ...rest] = operands as [number, ...number[]];
        expect(ops[instruction.op].forward(a, b, ...rest)).toBe(result);
        edited += Number(
          operands.some(
            (value, operand) => !Object.is(value, session.registers[instruction.operands[operand] as number]),
          ),
        );
        const factors = factorsOf(session, step);
        if (!factors) continue;
        const back = (factors.slope?.value ?? 1) * (factors.upstream?.value ?? 1);
        const difference = Math.abs(factors.input.value * back - factors.gradient.value);
        if (Number.isFinite(difference)) expect(difference).toBeLessThan(1e-9 * (1 + Math.abs(back)));
      }
    }),
    networksTried(100),
  );
  expect(edited).toBeGreaterThan(20);
});

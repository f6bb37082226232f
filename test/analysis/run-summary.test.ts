import { afterEach, expect, test } from 'vitest';
import { runSummary, summaryText } from '../../src/analysis/run-summary.ts';
import { execute } from '../../src/commands/commands.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { load } from '../support/scenario.ts';

afterEach(() => setLanguage('en'));

const sessionOf = (id: string) => new Session(load(id));
const textOf = (id: string) => summaryText(sessionOf(id), formatNumber);

test('one update of target-13, with the weights that the chapter gives', () => {
  // w = 2 + 0.4, −1 + 0.08; hidden weights 1 + 0.32, 1 + 0.48, −1 − 0.16, 1 − 0.24, for the inputs 2 and 3.
  const [first, second] = [1.32 * 2 + 1.48 * 3, -1.16 * 2 + 0.76 * 3];
  const after = first * 2.4 + second * -0.92;
  const { outputs, target, loss, correct, hasUpdates } = runSummary(sessionOf('target-13'));
  expect({ target, correct, hasUpdates }).toEqual({ target: 13, correct: null, hasUpdates: true });
  expect(outputs).toEqual([{ name: 'output', before: 9, after: expect.closeTo(after, 12) }]);
  expect(loss).toEqual({ before: 16, after: expect.closeTo((after - 13) ** 2, 10) });
});

test('the session stays where it is', () => {
  const session = sessionOf('target-13');
  session.seek(13);
  const before = Float64Array.from(session.registers);
  runSummary(session);
  expect(session.position).toBe(13);
  expect(Float64Array.from(session.registers)).toEqual(before);
});

test('in words: a forward phase, one update that goes too far, a training run with classes', () => {
  expect(textOf('transactions')).toBe('The prediction is 9.');
  expect(textOf('target-13')).toMatch(
    /^The prediction went from 9 to 17\.\d+; the target is 13\. The loss rose from 16 to 16\.\d+\.$/,
  );
  expect(textOf('xor')).toMatch(/^The loss fell from 0\.\d+ to 0\.\d+\. Right: 4 of 4, before \d\.$/);
  setLanguage('bn');
  expect(textOf('transactions')).toMatch(/\p{Script=Bengali}/u);
});

test('an edit makes a new summary', () => {
  const debug = new Debugger(sessionOf('transactions'));
  expect(runSummary(debug.session).outputs[0]?.after).toBe(9);
  execute(debug, 'set output.w[0] = 3');
  debug.seek(debug.session.total);
  expect(runSummary(debug.session).outputs[0]?.after).toBe(14);
});

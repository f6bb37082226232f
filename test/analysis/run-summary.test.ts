import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { runSummary, summaryText } from '../../src/analysis/summary/run-summary.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { load } from '../support/scenario.ts';
import '../support/seed.ts';

afterEach(() => setLanguage('en'));

const sessionOf = (id: string) => new Session(load(id));
const textOf = (id: string) => summaryText(sessionOf(id), formatNumber);

test('one update of target-13, with the weights that the chapter gives', () => {
  // w = 2 + 0.4, −1 + 0.08; hidden weights 1 + 0.32, 1 + 0.48, −1 − 0.16, 1 − 0.24, for the inputs 2 and 3.
  const [first, second] = [1.32 * 2 + 1.48 * 3, -1.16 * 2 + 0.76 * 3];
  const after = first * 2.4 + second * -0.92;
  const summary = runSummary(sessionOf('target-13'));
  expect(summary.target).toBe(13);
  expect(summary.before).toEqual({ outputs: [{ name: 'output', value: 9 }], loss: 16, correct: null });
  expect(summary.after).toEqual({
    outputs: [{ name: 'output', value: expect.closeTo(after, 12) }],
    loss: expect.closeTo((after - 13) ** 2, 10),
    correct: null,
  });
});

test('one update too far: half the learning rate of target-13 would have been better', () => {
  const { tooFar } = runSummary(sessionOf('target-13'));
  expect(tooFar).toMatchObject({ isPastTarget: true, rate: 0.005 });
  const again = sessionOf('target-13');
  again.set('learning_rate', 0.005);
  expect(runSummary(again)).toMatchObject({ tooFar: null, after: { loss: tooFar?.loss } });
  // w = 2 + 0.2, −1 + 0.04; hidden 1 + 0.16, 1 + 0.24, −1 − 0.08, 1 − 0.12.
  const output = (1.16 * 2 + 1.24 * 3) * 2.2 + (-1.08 * 2 + 0.88 * 3) * -0.96;
  expect(tooFar?.loss).toBeCloseTo((output - 13) ** 2, 10);
  // Where the loss falls, or a run has many updates, nothing is said.
  for (const id of ['learning-rate', 'back-propagation', 'explodes'])
    expect(runSummary(sessionOf(id)).tooFar, id).toBeNull();
});

describe('after any edits', () => {
  const arbitraryEdits = fc.array(
    fc.record({ at: fc.nat(), what: fc.nat(), value: fc.integer({ min: -4, max: 4 }) }),
    { maxLength: 3 },
  );

  /** A session with edits, made in the order of their positions, so that no edit forks another timeline. */
  function edited(id: string, edits: readonly { at: number; what: number; value: number }[]): Session {
    const session = sessionOf(id);
    const placed = edits.map((edit) => ({ ...edit, at: edit.at % (session.total + 1) }));
    for (const { at, what, value } of placed.sort((a, b) => a.at - b.at)) {
      session.seek(at);
      const names = session.values.names.filter((name) => session.editable(name) !== null);
      session.set(names[what % names.length] as string, value);
    }
    return session;
  }

  /** What the first pass gives in a session that begins with the given values of another one. */
  function passWith(from: Session) {
    const { engine, scenario, values } = from;
    const { inputs, targets, parameters, slots } = engine.run;
    const again = new Session(scenario);
    for (const slot of [...inputs, ...targets, ...parameters]) {
      const name = slots[slot]?.names[0] as string;
      again.set(name, from.read(name) as number);
    }
    again.seek(lossStep(again));
    expect(values.names).toEqual(again.values.names);
    return shownIn(again);
  }

  /** The first step that computes the loss or, without one, the last output. */
  function lossStep({ engine: { run } }: Session): number {
    const last = run.loss ?? run.outputs.at(-1);
    return run.example.instructions.findIndex(({ result }) => result === last) + 1;
  }

  const shownIn = (session: Session) => ({
    outputs: session.scenario.outputs.map((name) => ({ name, value: session.read(name) })),
    loss: session.read('loss'),
    correct: null,
  });

  test.each(['target-13', 'transactions', 'learning-rate', 'gradient-descent', 'back-propagation'])(
    '%s: the numbers are those that the screen shows at their steps',
    (id) => {
      fc.assert(
        fc.property(arbitraryEdits, (edits) => {
          const session = edited(id, edits);
          const { before, after } = runSummary(session);
          session.seek(session.total);
          expect(after).toEqual(passWith(session));
          const first = lossStep(session);
          const { timeline, engine } = session;
          const given = [...engine.run.inputs, ...engine.run.targets].flatMap(
            (slot) => engine.run.slots[slot]?.names ?? [],
          );
          const isLoadedOnce = engine.run.epochs === 1 && engine.run.finish.instructions.length === 0;
          const isSafe = timeline.edits.every(
            ({ at, address }) =>
              (at === 0 || at > first) && (!given.includes(address) || (at === 0 && isLoadedOnce)),
          );
          if (isSafe) expect(before === null).toBe(engine.run.updates.length === 0);
          if (before === null || timeline.edits.some(({ at }) => at === first)) return;
          session.seek(first);
          expect(before).toEqual(shownIn(session));
          // Both ends are about the same example, and before it is one pass with one set of numbers.
          const examples = [first, session.total].map((at) => {
            session.seek(at);
            return given.map((name) => session.read(name));
          });
          expect(examples[0]).toEqual(examples[1]);
          session.seek(first);
          expect(passWith(session)).toEqual(before);
        }),
      );
    },
  );

  test('the text of target-13 with other inputs compares the run with itself', () => {
    const session = sessionOf('target-13');
    session.set('children', 3);
    expect(summaryText(session, formatNumber)).toBe(
      'The prediction went from 12 to 14.606; the target is 13. The loss rose from 1 to 2.5805.',
    );
  });

  test('an input that was changed on the way is not compared with what it was before', () => {
    const session = sessionOf('target-13');
    session.seek(20);
    session.set('children', 3);
    expect(summaryText(session, formatNumber)).toMatch(
      /^The prediction is \S+, the target 13\. The loss is \S+\. This is with the new weights\.$/,
    );
  });
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
  expect(textOf('transactions')).toBe('output is 9.');
  expect(textOf('target-13')).toMatch(
    /^The prediction went from 9 to 17\.\d+; the target is 13\. The loss rose from 16 to 16\.\d+\.$/,
  );
  expect(textOf('xor')).toMatch(
    /^The loss fell from 0\.\d+ to 0\.\d+\. Right: 4 of 4 \(\d before training\)\.$/,
  );
  setLanguage('bn');
  expect(textOf('transactions')).toMatch(/\p{Script=Bengali}/u);
  expect(textOf('xor')).toMatch(/ ৪টির মধ্যে ৪টি ঠিক, ট্রেনিংয়ের আগে ছিল [০-৪]টি।$/u);
});

test('an output that is compared with nothing has its name', () => {
  expect(textOf('circuit')).toBe('f is −12.');
  expect(textOf('backprop-slope')).toBe('to_node is 8.');
  setLanguage('bn');
  expect(textOf('backprop-slope')).toBe('to_node হলো 8।');
});

test('a number that looks like the target, but is not, is almost the target', () => {
  const { after, target } = runSummary(sessionOf('back-propagation'));
  expect(after.outputs[0]?.value).not.toBe(target);
  expect(textOf('back-propagation')).toMatch(
    /^The prediction went from 9 to almost 13; the target is 13\. The loss fell from 16 to 1\.\d+e−9, almost 0\.$/,
  );
});

test('in words: numbers that stay, that are lost, and a run that predicts nothing', () => {
  const variant = (id: string, name: string) => {
    const scenario = load(id);
    return new Session(
      scenario,
      scenario.variants.find((each) => each.name === name),
    );
  };
  expect(summaryText(variant('target-13', 'better_output'), formatNumber)).toBe(
    'The prediction stays at 13, and the loss at 0.',
  );
  expect(textOf('explodes')).toBe(
    'The prediction went from 3.375 to NaN; the target is 1. The loss went from 5.6406 to NaN.',
  );
  expect(textOf('curved-valley')).toBe('The loss fell from 6.5 to 0.082678.');
});

test('an edit makes a new summary', () => {
  const debug = new Debugger(sessionOf('transactions'));
  expect(runSummary(debug.session).after.outputs[0]?.value).toBe(9);
  execute(debug, 'set output.w[0] = 3');
  debug.seek(debug.session.total);
  expect(runSummary(debug.session).after.outputs[0]?.value).toBe(14);
});

/** Notes and questions at whole arrays: they belong to the number of the array that is computed last. */
import { expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { nextQuestion, questionText } from '../../src/explain/quiz.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { noteAt } from '../../src/view/panes/prose.ts';
import { Scene } from '../../src/view/scene/scene.ts';

const network = {
  title: 'Arrays',
  inputs: ['x'],
  keep: { k: { start: 1, next: '0.5 * k' } },
  parameters: {
    W: [
      [1, 2],
      [3, 4],
    ],
    b: 1,
  },
  formulas: { h: 'W @ x + b', back: 'h[::-1]', loss: 'sum(back * h)' },
  data: [{ inputs: [[1, -1]] }],
  optimizer: { kind: 'sgd', learning_rate: 0.1 },
  training: { epochs: 1 },
};

function parsed(places: object) {
  return parseScenario(JSON.stringify({ ...network, ...places }));
}

function sessionOf(places: object): Session {
  const read = parsed(places);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return new Session(read.scenario);
}

/** The addresses of the steps at which a note stands. */
function stepsWithNote(at: string): (string | undefined)[] {
  const session = sessionOf({ notes: [{ at, text: 'here' }] });
  const scene = new Scene(new Debugger(session));
  const found: (string | undefined)[] = [];
  for (let step = 0; step <= session.total; step++) {
    session.seek(step);
    if (noteAt(scene) === 'here') found.push(step === 0 ? 'start' : session.step(step).result.name);
  }
  return found;
}

test.each([
  ['h', ['h[1]']],
  ['h[0]', ['h[0]']],
  // What is given has its note at the start, and a parameter again where it is updated.
  ['x', ['start']],
  ['W', ['start', 'W[1][1]']],
  ['b', ['start', 'b']],
  // A kept value has its note where the next one is made: at the start nothing is kept yet.
  ['k', ['k']],
])('a note at %s stands at %j', (at, steps) => {
  expect(stepsWithNote(at)).toEqual(steps);
});

test('a note at the gradients of an array stands at the last of them', () => {
  const [last, ...more] = stepsWithNote('grad(W)');
  expect(more).toEqual([]);
  const order = ['grad(W[0][0])', 'grad(W[0][1])', 'grad(W[1][0])', 'grad(W[1][1])'];
  const session = sessionOf({});
  const steps = order.map((name) => {
    for (let step = session.total; step > 0; step--) {
      session.seek(step);
      if (session.step(step).result.name === name) return step;
    }
    return 0;
  });
  expect(last).toBe(order[steps.indexOf(Math.max(...steps))]);
});

test('a question at an array is asked before its last number', () => {
  const session = sessionOf({ questions: [{ at: 'h', ask: 'What is the second number?' }] });
  const step = nextQuestion(session, 'own', 0) as number;
  expect(session.step(step).result.name).toBe('h[1]');
  expect(questionText(session, step)).toBe('What is the second number?');
});

test('a question cannot be at an array that is given, and a wrong name is compared with those of arrays', () => {
  const problemsOf = (places: object) => {
    const read = parsed(places);
    return read.ok ? [] : read.diagnostics.map(({ path, expected, fix }) => [path, expected, fix]);
  };
  expect(problemsOf({ questions: [{ at: 'x', ask: '?' }] })).toMatchObject([
    ['questions[0].at', 'the address of a value that is computed', expect.any(String)],
  ]);
  expect(problemsOf({ notes: [{ at: 'bakc', text: '?' }] })).toMatchObject([
    ['notes[0].at', 'an address of this scenario', expect.stringContaining('back')],
  ]);
});

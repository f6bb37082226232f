import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterMove,
  answerOf,
  isNear,
  kindOfQuestion,
  kindsOf,
  newQuiz,
  nextQuestion,
  type QuizSelection,
  scoreOf,
  withAnswer,
  withAttempt,
} from '../../src/explain/quiz.ts';
import { roleAt } from '../../src/explain/role.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

function shipped(id: string): Session {
  const file = new URL(`../../scenarios/${id}.yaml`, import.meta.url);
  const parsed = parseScenario(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(`${id} does not parse`);
  return new Session(parsed.scenario);
}

/** The results' names of all steps that the quiz asks. */
function asked(session: Session, kind: QuizSelection): string[] {
  const names: string[] = [];
  for (let at = nextQuestion(session, kind, 0); at !== null; at = nextQuestion(session, kind, at))
    names.push(session.step(at).result.name);
  return names;
}

test('the kinds of target-13, step by step', () => {
  const session = shipped('target-13');
  expect(kindsOf(session)).toEqual(['all', 'product', 'sum', 'loss', 'slope', 'gradient', 'update']);
  expect(asked(session, 'all')).toHaveLength(32);
  expect(asked(session, 'sum')).toEqual(['node_0', 'node_1', 'output']);
  expect(asked(session, 'loss')).toEqual(['error', 'loss']);
  expect(asked(session, 'gradient')).toEqual(['grad(output)', 'grad(node_0)', 'grad(node_1)']);
  expect(asked(session, 'slope')).toEqual([
    'grad(output.w[0])',
    'grad(output.w[1])',
    'grad(node_0.w[0])',
    'grad(node_0.w[1])',
    'grad(node_1.w[0])',
    'grad(node_1.w[1])',
  ]);
  expect(asked(session, 'own')).toEqual([]);
});

test('every step belongs to exactly one kind of question, besides "all" and "own"', () => {
  for (const id of ['back-propagation', 'relu', 'weights-matter', 'backprop-slope', 'slope']) {
    const session = shipped(id);
    const kinds = kindsOf(session).filter((kind) => kind !== 'all' && kind !== 'own');
    const counts = kinds.map((kind) => asked(session, kind).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(session.total);
  }
});

test('the next question of a kind is the next step whose role is of that kind', () => {
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, optimizers: true, layers: 3, nodes: 3, epochs: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (document, place) => {
        const session = new Session(scenarioOf(document));
        const position = Math.floor(place * session.total);
        for (const kind of kindsOf(session)) {
          let step = position + 1;
          const isAsked = (at: number) => kind === 'all' || kindOfQuestion(roleAt(session, at)) === kind;
          while (step <= session.total && !isAsked(step)) step++;
          expect(nextQuestion(session, kind, position)).toBe(step > session.total ? null : step);
        }
      },
    ),
    networksTried(100),
  );
});

test('questions of a large network are found at once', () => {
  const inputs = Array.from({ length: 300 }, (_, index) => `x${index}`);
  const sized = (name: string, size: number, activation: string) =>
    `{ name: ${name}, size: ${size}, activation: ${activation}, init: { kind: he, seed: 7 } }`;
  const session = new Session(
    scenarioOf(`title: Large
inputs: [${inputs.join(', ')}]
layers: [${sized('hidden', 100, 'relu')}, ${sized('last', 10, 'identity')}]
data: [{ inputs: [${inputs.map(() => 1).join(', ')}], target: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }`),
  );
  expect(session.total).toBeGreaterThan(150_000);
  const started = performance.now();
  expect(kindsOf(session)).toContain('update');
  expect(nextQuestion(session, 'update', 0)).toBeGreaterThan(90_000);
  // Takes half a second. Examining each step's whole frame, or all steps before it, took over a minute.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("the question of the chapter's figure is the slope of the weight, in every epoch of a run", () => {
  expect(asked(shipped('backprop-slope'), 'own')).toEqual(['grad(to_node.w[0])']);
  expect(asked(shipped('back-propagation'), 'loss')).toHaveLength(10);
});

test('an answer is correct within one thousandth, and near zero within the rounding error', () => {
  expect(isNear(6, 6, [2, 3])).toBe(true);
  expect(isNear(-6, 6, [2, 3])).toBe(false);
  expect(isNear(0.333, 1 / 3, [1, 3])).toBe(true);
  expect(isNear(0.33, 1 / 3, [1, 3])).toBe(false);
  expect(isNear(0, 0.1 + 0.2 - 0.3, [0.3, 0.3])).toBe(true);
  expect(isNear(0, 1e-7, [1e-7, 1])).toBe(false);
  expect(isNear(Number.NaN, Number.NaN, [1])).toBe(true);
  expect(isNear(1, Number.POSITIVE_INFINITY, [1])).toBe(false);
});

test('numbers can be typed in any notation', () => {
  expect(answerOf(' −40 ')).toBe(-40);
  expect(answerOf('2,5')).toBe(2.5);
  expect(answerOf('−৪০.৫')).toBe(-40.5);
  expect(answerOf('1e-3')).toBe(0.001);
  expect(answerOf('-∞')).toBe(Number.NEGATIVE_INFINITY);
  expect(answerOf('nan')).toBeNaN();
  expect(answerOf('six')).toBeNull();
  expect(answerOf('')).toBeNull();
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => answerOf(String(value)) === value || value === 0),
  );
});

test('only the first answer to a step counts, and only if its result has not been shown before', () => {
  const session = shipped('target-13');
  const quiz = newQuiz('all', session);
  const right = withAnswer(quiz, { step: 1, name: 'a', value: 2, given: 2 }, true);
  const missed = withAttempt(right, 2, { isMissed: true });
  const closed = withAnswer(missed, { step: 2, name: 'b', value: 3, given: 3 }, true);
  const again = withAnswer(closed, { step: 2, name: 'b', value: 3, given: 3 }, true);
  expect(scoreOf(again)).toEqual({ right: 1, asked: 2 });
  session.seek(5);
  const seen = withAnswer(afterMove(again, session), { step: 4, name: 'c', value: 1, given: 1 }, true);
  expect(scoreOf(seen)).toEqual({ right: 1, asked: 3 });
});

test('an edit resets all questions', () => {
  const session = shipped('target-13');
  const answered = withAnswer(newQuiz('all', session), { step: 1, name: 'a', value: 2, given: 2 }, true);
  session.set('children', 5);
  const again = withAnswer(afterMove(answered, session), { step: 1, name: 'a', value: 5, given: 2 }, false);
  expect(scoreOf(again)).toEqual({ right: 1, asked: 2 });
});

/** The survey of a run: the mean losses of its epochs, and the first number that is not finite. */
import { describe, expect, test } from 'vitest';
import { surveyOf, surveyWork } from '../../src/analysis/survey.ts';
import { Session } from '../../src/session/session.ts';
import { chapter, load, shipped } from '../support/scenario.ts';

function surveyed(session: Session) {
  for (const _position of surveyWork(session));
  return surveyOf(session);
}

/** The means and the first step that is not finite, from a walk over every step. */
function walked(session: Session) {
  const { engine, total } = session;
  const losses = new Map<number, number[]>();
  let firstNotFinite: number | null = null;
  for (let step = 1; step <= total; step++) {
    const { result } = session.step(step);
    if (!Number.isFinite(result.value)) firstNotFinite ??= step;
    const { program, epoch } = engine.schedule.segmentAt(step);
    if (program === 'example' && engine.schedule.instructionAt(step).result === engine.run.loss)
      losses.set(epoch, [...(losses.get(epoch) ?? []), result.value]);
  }
  const means = [...losses.values()].map((all) => all.reduce((sum, each) => sum + each, 0) / all.length);
  return { means, firstNotFinite };
}

describe.each([...chapter, 'explodes', 'dying-relu', 'attention', 'circuit'])('%s', (id) => {
  test('is surveyed as a walk over every step finds it', () => {
    const session = new Session(load(id));
    session.seek(Math.floor(session.total / 3));
    const before = session.position;
    const { means, firstNotFinite, isComplete } = surveyed(session);
    expect({ means, firstNotFinite }).toEqual(walked(session));
    expect(isComplete).toBe(true);
    expect(session.position).toBe(before);
  });
});

test('some shipped run has numbers that are not finite', () => {
  expect(shipped).toContain('explodes');
  expect(surveyed(new Session(load('explodes'))).firstNotFinite).not.toBeNull();
});

test('an edit begins a new survey', () => {
  const session = new Session(load('target-13'));
  const plain = surveyed(session).means;
  session.set('output.w[0]', 100);
  expect(surveyOf(session)).toMatchObject({ means: [], isComplete: false });
  expect(surveyed(session).means).not.toEqual(plain);
  session.undo();
  expect(surveyed(session).means).toEqual(plain);
});

test('the work can be interrupted and continued', () => {
  const session = new Session(load('back-propagation'));
  surveyWork(session).next();
  expect(surveyOf(session).isComplete).toBe(false);
  surveyWork(session).next();
  expect(surveyed(session).means).toEqual(walked(session).means);
});

/** Which number is the first wrong one, and which only follow from it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { verify } from '../../src/verify/verify.ts';
import { scenarioOf } from '../support/networks.ts';

const file = fileURLToPath(new URL('../cases/03-wrong-hidden-delta/net.yaml', import.meta.url));
const net = scenarioOf(readFileSync(file, 'utf8'));

function checked(text: string, at: number | null = null, session = new Session(net)) {
  const { entries, faults, isOrdered } = readNumbers(session, text);
  expect(faults).toEqual([]);
  const { numbers, findings, unplaced } = verify(session, entries, { at, isOrdered });
  return {
    statuses: Object.fromEntries(numbers.map(({ claim, status }) => [claim.name, status])),
    steps: numbers.map(({ claim }) => claim.step),
    first: findings[0]?.wrong.claim.name ?? null,
    own: numbers.map(({ own }) => own),
    said: findings.map(({ explanations }) => explanations?.[0]?.sentences.join(' ') ?? null),
    unplaced: unplaced.map(({ reason }) => reason),
  };
}

test('a gradient that lacks a weight and a slope is the first wrong number, and the new weight follows from it', () => {
  const { statuses, first, said } = checked('h0.w[1] = 0.39224, grad(h0.in) = 0.0776');
  expect(first).toBe('grad(h0.in)');
  expect(statuses).toEqual({ 'grad(h0.in)': 'wrong', 'h0.w[1]': 'follows' });
  expect(said).toEqual([
    'grad(o.in) lacks slope(o), the slope of the activation. grad(h0) lacks the weight o.w[0].',
  ]);
});

describe('every number is compared at its own precision', () => {
  test.each([
    ['h0 0.6', 'right'],
    ['h0 0.599', 'right'],
    ['h0 0.598', 'cut'],
    ['h0 0.5987', 'right'],
    ['h0 0.5986', 'cut'],
    ['h0 0.5985', 'wrong'],
    ['h0 6e-1', 'right'],
    ['h0 1', 'right'],
    ['h0 0.59868766011245200', 'right'],
    ['h0 0.59868766011', 'right'],
    ['h0 0.59868766021', 'wrong'],
    ['h0 NaN', 'wrong'],
  ])('%s is %s', (text, status) => {
    expect(checked(text).statuses).toEqual({ h0: status });
  });
});

describe('the order is that of the computation', () => {
  test('whatever the order of the file is', () => {
    const { first, steps } = checked('grad(o) 1\nh0 0.7\no.in -0.3\nh1 0.5');
    expect(first).toBe('h0');
    expect(steps).toEqual([...steps].sort((a, b) => Number(a) - Number(b)));
  });

  test('a number that follows from a wrong one is told from a further mistake', () => {
    // With h0 = 0.7: o.in = −0.7 × 0.7 − 0.8 × 0.40131.
    const { statuses } = checked('h0 0.7\no.in -0.81105\no 0.5');
    expect(statuses).toEqual({ h0: 'wrong', 'o.in': 'follows', o: 'wrong' });
  });

  test('a right number ends what follows from a wrong one', () => {
    const { statuses } = checked('h0 0.7\no.in -0.74013\no 0.32298');
    expect(statuses).toEqual({ h0: 'wrong', 'o.in': 'right', o: 'right' });
  });
});

test('a number that is one too small is not one whose digits were cut off', () => {
  expect(checked('b 0').statuses).toEqual({ b: 'wrong' });
});

test('what comes out of rounded numbers is not wrong', () => {
  // 0.6 × −0.7 + 0.4 × −0.8 = −0.74; the slope with o = 0.32 is 0.2176.
  const { statuses } = checked('h0 0.6\nh1 0.4\no.in -0.7400\no 0.32\nslope(o) 0.2176');
  expect(statuses).toEqual({
    h0: 'right',
    h1: 'right',
    'o.in': 'rounded',
    o: 'right',
    'slope(o)': 'rounded',
  });
});

describe('the time of a number', () => {
  test('is the first one, then the next one', () => {
    expect(checked('h0 0.6\nh0 0.6\nh0 0.4').steps).toEqual([4, 47, 90]);
  });

  test('can be given', () => {
    const session = new Session(net);
    const steps = checked('o@2.3 0.3\nepoch 6001 example 4\no 1', null, session).steps;
    expect(steps.map((step) => session.step(step ?? 0).epoch)).toEqual([2, 6001]);
    expect(steps.map((step) => session.step(step ?? 0).example)).toEqual([3, 4]);
  });

  test('can be that of a step', () => {
    expect(checked('h0 0.6', 50).steps).toEqual([47]);
  });

  test('a weight before all computed values is the given one, later it is the updated one', () => {
    expect(checked('h0.w[1] 0.4\nh0 0.6\nh0.w[1] 0.4012').statuses).toEqual({
      'h0.w[1]': 'right',
      h0: 'right',
    });
    expect(checked('h0 0.6\nh0.w[1] 0.40000').statuses).toEqual({ h0: 'right', 'h0.w[1]': 'wrong' });
  });

  test('that does not exist is told', () => {
    expect(checked('o@7000 1\no@1.9 1\na 0\na 0\na 1\na 1\na 5').unplaced).toEqual([
      'no such time',
      'no such time',
    ]);
  });
});

test('all values of a run are right, wherever they are taken', () => {
  const session = new Session(net);
  for (const at of [20, 35, 43, 100, 500, session.total]) {
    session.seek(at);
    const values = Object.fromEntries(session.known().map(({ names, value }) => [names[0], value]));
    const { statuses } = checked(JSON.stringify(values), at, session);
    expect(new Set(Object.values(statuses)), String(at)).toEqual(new Set(['right']));
  }
});

test('an edit of the session counts', () => {
  const session = new Session(net);
  session.set('h0.w[1]', 0.5);
  expect(checked('h0 0.6225', null, session).statuses).toEqual({ h0: 'right' });
  session.seek(4);
  session.set('h1.w[1]', 0.3);
  expect(checked('h1.product[1] 0.3', null, session).statuses).toEqual({ 'h1.product[1]': 'right' });
});

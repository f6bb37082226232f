import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Background, type Late, memoizeLate } from '../../../src/view/scene/background.ts';

/** Work of `parts` parts that gives `value`. */
function* parts<Value>(count: number, value: Value): Generator<void, Value> {
  for (let part = 0; part < count; part++) yield;
  return value;
}

/** Carries out everything that is waiting. */
function workOff(background: Background): void {
  while (!background.isIdle) background.run(() => true);
}

/** `a` for a result, `a old` for one that is another's. */
const told = ({ value, isOld }: Late<unknown>) => (isOld ? `${value} old` : value);

describe('a result in the background', () => {
  const place = [1, 2];

  test('is found at once the first time, and where it has to be waited for', () => {
    const late = memoizeLate<string>();
    const background = new Background();
    const owner = {};
    expect(told(late(owner, place, ['a'], background, () => parts(3, 'A')))).toBe('A');
    expect(told(late(owner, place, ['b'], null, () => parts(3, 'B')))).toBe('B');
    expect(told(late(owner, [1, 3], ['c'], background, () => parts(3, 'C')))).toBe('C');
    expect(told(late({}, place, ['d'], background, () => parts(3, 'D')))).toBe('D');
    expect(background.isIdle).toBe(true);
  });

  test('is the one before until the work is done, and the work is begun once', () => {
    const late = memoizeLate<string>();
    const background = new Background();
    const owner = {};
    late(owner, place, ['a'], background, () => parts(0, 'A'));
    let begun = 0;
    const ask = () =>
      late(owner, place, ['b'], background, () => {
        begun += 1;
        return parts(2, 'B');
      });
    expect([ask(), ask(), ask()].map(told)).toEqual(['A old', 'A old', 'A old']);
    expect(begun).toBe(1);
    expect(background.run(() => false)).toBe(false);
    expect(told(ask())).toBe('A old');
    workOff(background);
    expect(told(ask())).toBe('B');
    expect(begun).toBe(1);
  });

  test('work that has begun is finished, also if something newer waits', () => {
    const late = memoizeLate<string>();
    const background = new Background();
    const owner = {};
    const ask = (name: string) => late(owner, place, [name], background, () => parts(3, name));
    ask('a');
    ask('b');
    background.run(() => false);
    expect(told(ask('c'))).toBe('a old');
    expect(told(ask('d'))).toBe('a old');
    // b was begun, so it is shown next; c has given its place to d.
    for (let part = 0; part < 3; part++) background.run(() => false);
    expect(told(ask('d'))).toBe('b old');
    workOff(background);
    expect(told(ask('d'))).toBe('d');
  });

  test('in the end it is that of the last key, whatever was asked and however the work was divided', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.integer({ min: 0, max: 4 }), runs: fc.nat({ max: 5 }) }), {
          minLength: 1,
          maxLength: 30,
        }),
        (moves) => {
          const late = memoizeLate<number>();
          const background = new Background();
          const owner = {};
          const ask = (key: number) => late(owner, place, [key], background, () => parts(3, key));
          for (const { key, runs } of moves) {
            const { value, isOld } = ask(key);
            expect(isOld).toBe(value !== key);
            for (let run = 0; run < runs; run++) background.run(() => false);
          }
          const { key } = moves.at(-1) as (typeof moves)[number];
          ask(key);
          workOff(background);
          expect(ask(key)).toEqual({ value: key, isOld: false });
          expect(background.isIdle).toBe(true);
        },
      ),
    );
  });
});

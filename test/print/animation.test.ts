import fc from 'fast-check';
import { expect, test } from 'vitest';
import { animationLines } from '../../src/print/exports/animation.ts';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { svgLines, svgRow } from '../../src/print/exports/svg.ts';
import { positionsOf, turnsOf, walkUnits } from '../../src/print/exports/walk.ts';
import { shippedScene } from '../support/print.ts';
import '../support/seed.ts';

const size = { columns: 100, rows: 30 };

test('a recording goes over every turning point, and never past one', () => {
  const { session } = shippedScene('back-propagation', 0);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: session.total }), { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...walkUnits),
      (turns, unit) => {
        const positions = [...positionsOf(session, turns, unit)];
        let at = 0;
        for (const turn of turns) {
          at = positions.indexOf(turn, at);
          expect(at).toBeGreaterThanOrEqual(0);
        }
        expect(positions.at(-1)).toBe(turns.at(-1));
        for (const [index, position] of positions.slice(1).entries())
          expect(position).not.toBe(positions[index]);
      },
    ),
    { numRuns: 40 },
  );
});

test('the epochs of a run, forward and back again', () => {
  const { session } = shippedScene('gradient-descent', 0);
  const there = [...positionsOf(session, [0, session.total], 'epoch')];
  const back = [...positionsOf(session, [0, session.total, 0], 'epoch')];
  expect(back).toEqual([...there, ...there.toReversed().slice(1)]);
  expect(there.length).toBeGreaterThanOrEqual(8);
});

test('a place or a way', () => {
  const { session } = shippedScene('target-13', 0);
  expect(turnsOf('13', session, true)).toEqual([0, 13]);
  expect(turnsOf('0..end..0', session, true)).toEqual([0, 32, 0]);
  expect(turnsOf('25% .. loss..end', session, true)).toEqual([8, 10, 32]);
  expect(() => turnsOf('1..2', session, false)).toThrow('one step');
  expect(() => turnsOf('1..', session, true)).toThrow('--at');
});

/** The elements that are visible in a screen, by the times of the animations. */
function visibleAt(lines: readonly string[], share: number): string[] {
  return lines.flatMap((line) => {
    const times = /keyTimes="([\d.;]+)" values="([\w;]+)"/.exec(line);
    if (!times) return [line];
    const keys = (times[1] as string).split(';').map(Number);
    const value = (times[2] as string).split(';')[keys.findLastIndex((time) => time <= share)];
    return value === 'inline' ? [line.replace(/^<g[^>]*><animate[^>]*\/>/, '').replace(/<\/g>$/, '')] : [];
  });
}

test.each([
  ['forward', 1],
  ['forward and back', 2],
])('each screen shows the rows of its step, %s', (_way, ways) => {
  const scene = shippedScene('slope', 0);
  const { total: last } = scene.session;
  const positions = [...positionsOf(scene.session, ways === 1 ? [0, last] : [0, last, 0], 'operation')];
  const lines = animationLines(scene, 'slope', size, positions, 'operation', 'dark');
  const total = positions.length * 800 + 2500;
  for (const [index, position] of positions.entries()) {
    scene.session.seek(position);
    const elements = pictureLines(scene, 'slope', size)
      .flatMap((line, row) => svgRow(line, row, 'dark'))
      .filter((element) => element !== '');
    const visible = visibleAt(lines, (index * 800 + 400) / total);
    const drawn = visible.filter((line) => /^<(path|text y)/.test(line));
    expect(drawn).toEqual(elements);
  }
  expect(lines.join('').length).toBeLessThan(
    positions.length * svgLines(scene, 'slope', size, 'dark').join('').length,
  );
});

test('the way back is not written again', () => {
  const scene = shippedScene('slope', 0);
  const lengthOf = (turns: readonly number[]) => {
    const positions = positionsOf(scene.session, turns, 'operation');
    return animationLines(scene, 'slope', size, positions, 'operation', 'dark').join('').length;
  };
  const { total } = scene.session;
  expect(lengthOf([0, total, 0])).toBeLessThan(1.15 * lengthOf([0, total]));
});

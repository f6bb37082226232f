import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { focusAt, graphOf, LOSS } from '../../../src/view/neighbourhood/graph.ts';
import { neighbourhoodLines } from '../../../src/view/neighbourhood/neighbourhood.ts';
import { lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { expectSound, moments, numbersOf, sceneOf, seekTo, sizes } from '../../support/drawings.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { networksTried, scenarioOf } from '../../support/networks.ts';
import { load } from '../../support/scenario.ts';

const scenarios = formulaDocuments().map((document) => scenarioOf(document));
const momentsTried = fc.array(moments, { minLength: 6, maxLength: 6 });

describe('any formulas', () => {
  test('the drawing fits at any step and size, its numbers are whole and known', () => {
    fc.assert(
      fc.property(scenarios, momentsTried, sizes, (scenario, at, size) => {
        const scene = sceneOf(scenario);
        for (const moment of at) {
          seekTo(scene, moment);
          const lines = neighbourhoodLines(scene, size);
          expectSound(scene, lines, size);
          expect(plainText(lines.flat()).trim()).not.toBe('');
        }
      }),
      networksTried(40),
    );
  });

  test('the working node stands among its neighbours, and what the step has written of it is filled', () => {
    const seen = { active: 0, written: 0 };
    fc.assert(
      fc.property(scenarios, momentsTried, (scenario, at) => {
        const scene = sceneOf(scenario);
        for (const moment of at) {
          if (seekTo(scene, moment) === 0) continue;
          const { name, active, written, phase } = focusAt(scene);
          const graph = graphOf(scene);
          const neighbours = [...(graph.sources.get(name) ?? []), ...(graph.users.get(name) ?? [])];
          const lines = neighbourhoodLines(scene, { columns: 140, rows: 40 });
          const text = lines.map(plainText).join('\n');
          for (const each of [name, ...neighbours]) expect(text).toContain(each === LOSS ? 'loss' : each);
          for (const each of active) expect(neighbours).toContain(each);
          if (active.size > 0) seen.active += 1;
          const own = scene.engine.run.slots[written ?? -1]?.names ?? [];
          if (!own.includes(name) && !own.includes(`grad(${name})`)) continue;
          const value = scene.session.registers[written ?? -1];
          const chips = numbersOf(lines).filter(({ ground }) => ground === phase);
          expect(chips.map((each) => each.value)).toContain(value);
          seen.written += 1;
        }
      }),
      networksTried(64),
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(10);
  });

  test('nothing moves while the same node works', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        scenarios,
        fc.array(moments, { minLength: 30, maxLength: 30 }),
        sizes,
        (scenario, at, size) => {
          const scene = sceneOf(scenario);
          const tiles = new Map<string, string>();
          for (const moment of at) {
            seekTo(scene, moment);
            const { name } = focusAt(scene);
            const now = edgesOf(neighbourhoodLines(scene, size).map(plainText));
            if (tiles.has(name)) compared += 1;
            expect(now).toBe(tiles.get(name) ?? now);
            tiles.set(name, now);
          }
        },
      ),
      networksTried(20),
    );
    expect(compared).toBeGreaterThan(100);
  });
});

/** The places of the left edges of all tiles. */
function edgesOf(lines: readonly string[]): string {
  return lines
    .flatMap((line, y) => [...line].flatMap((sign, x) => (sign === '▌' ? [`${x},${y}`] : [])))
    .join(' ');
}

test('attention: what comes back to a score, between what it is made of and what uses it', () => {
  const scene = sceneOf(load('attention'));
  scene.session.seek(194);
  const lines = neighbourhoodLines(scene, { columns: 76, rows: 7 }).map((line) => plainText(line).trimEnd());
  expect(lines).toEqual([
    '             score2 = (query[0] × k2x + query[1] × k2y) ÷ root',
    '▌k2x             0 ╶───────────▸▌',
    '▌k2y             1 ╶───────────▸▌                  ┏━━━━━━━━━━╸▌e2    1.008',
    '▌query[0]    1.784 ╶───────────▸▌score2  0.007988 ◂┛           ▌  ∂ 0.09125',
    '▌query[1]   0.0113 ╶───────────▸▌       ∂ 0.09198',
    '▌root        1.414 ╶───────────▸▌',
    '          12 given ▸ score1  score2  score3 ▸ e1 e2 e3 ▸ total ▸ …',
  ]);
});

test('the row of all columns contains the working node wherever it is', () => {
  const scene = sceneOf(load('attention'));
  for (let step = 0; step <= scene.session.total; step += 3) {
    scene.session.seek(step);
    const { name } = focusAt(scene);
    const last = neighbourhoodLines(scene, { columns: 60, rows: 8 }).at(-1) ?? [];
    expect(lineWidth(last)).toBeLessThanOrEqual(60);
    const chip = last.find(({ tone }) => tone === 'ink');
    expect(chip?.text.trim()).toBe(name === LOSS ? 'loss' : name);
  }
});

test('an update shows the old and the new value of its parameter, filled', () => {
  const scene = sceneOf(load('convolution'));
  const { session } = scene;
  const steps = Array.from({ length: session.total }, (_, index) => index + 1).filter(
    (step) => scene.place(step)?.instruction.role.kind === 'update',
  );
  expect(steps.length).toBeGreaterThan(3);
  for (const step of steps) {
    session.seek(step);
    const { operands, result } = session.step(step);
    const filled = numbersOf(neighbourhoodLines(scene, { columns: 76, rows: 7 })).filter(
      ({ ground }) => ground === 'update',
    );
    expect(filled.map(({ value }) => value)).toEqual(
      expect.arrayContaining([operands[0]?.value, result.value]),
    );
    const text = neighbourhoodLines(scene, { columns: 76, rows: 7 }).map(plainText).join('\n');
    expect(text).toMatch(/▌ +−?[\d.]+ → −?[\d.]+ /u);
  }
});

/** The scrubber: a line for each phase of the pass, and for the run, which never move. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surveyOf, surveyWork } from '../../../src/analysis/survey.ts';
import { addBreakpoint } from '../../../src/breakpoints/list.ts';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { scrubberLine } from '../../../src/view/panes/scrubber.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { type Line, lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { drawn, load } from '../../support/scenario.ts';
import '../../support/seed.ts';

const phases = ['forward', 'loss', 'backward', 'update'] as const;

function sceneOf(id: string): Scene {
  return new Scene(new Debugger(new Session(load(id))));
}

function surveyed(id: string): Scene {
  const scene = sceneOf(id);
  for (const _position of surveyWork(scene.session));
  return scene;
}

function lineAt(scene: Scene, step: number, columns: number, isPredicting = false): Line {
  scene.session.seek(step);
  return scrubberLine(scene, columns, isPredicting);
}

const textAt = (...given: Parameters<typeof lineAt>) => plainText(lineAt(...given));

/** The line of a phase after its name. */
function lineOf(text: string, phase: string): string {
  return new RegExp(`(?:^|\\s)${phase} (\\S+)`).exec(text)?.[1] ?? '';
}

/** The tone of each cell. */
function tonesOf(line: Line): string[] {
  return line.flatMap(({ text, tone }) => [...text].map(() => tone as string));
}

test.each([
  [
    'target-13',
    13,
    100,
    ' forward ━━━━━━━━━━━━━━━━ loss ━━━ backward ━━━●─────────── update ──────────────────────   13 / 32 ',
  ],
  ['target-13', 13, 80, ' forward ━━━━━━━━━━ loss ━━━ backward ━━●────── update ──────────────   13 / 32 '],
  ['transactions', 0, 80, ' forward ──────────────────────────────────────────────────────────────   0 / 9 '],
  [
    'gradient-descent',
    30,
    100,
    ' epoch 5/8 ██████▆▆▆▆▆▆●────────────  forward ━━━ loss ━━━●── backward ───── update ─────   30 / 59 ',
  ],
] as const)('%s at step %i, %i columns wide', (id, step, columns, text) => {
  const shown = textAt(surveyed(id), step, columns);
  // The heights of the losses are tested below.
  const plain = (line: string) => line.replaceAll(/[▁-█]/g, '█');
  expect(plain(shown)).toBe(plain(text));
});

describe.each(drawn)('%s', (id) => {
  const scene = surveyed(id);
  const { total, engine } = scene.session;
  const step = fc.nat(total);
  const columns = fc.constantFrom(60, 76, 80, 99, 100, 130, 140, 200);

  test('is as wide as the screen, and nothing moves', () => {
    fc.assert(
      fc.property(step, step, columns, (one, other, width) => {
        const texts = [one, other].map((each) => textAt(scene, each, width));
        for (const text of texts) expect(text).toHaveLength(width);
        const [a = '', b = ''] = texts;
        const isTraining = (each: number) => engine.schedule.segmentAt(each).program !== 'finish';
        for (const phase of isTraining(one) && isTraining(other) ? phases : phases.slice(0, 2))
          expect(a.indexOf(` ${phase} `), phase).toBe(b.indexOf(` ${phase} `));
        expect(a.lastIndexOf(' / ')).toBe(b.lastIndexOf(' / '));
      }),
      { numRuns: 40 },
    );
  });

  test('each phase is done as far as its steps are', () => {
    // Without a survey nothing is marked on the lines.
    const plain = sceneOf(id);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: total }), (at) => {
        const text = textAt(plain, at, 200);
        const { instruction, segment, index } = plain.lastStep ?? expect.unreachable();
        const { phase } = instruction.scope;
        const all = engine.schedule.program(segment.program).instructions;
        const own = all.flatMap(({ scope }, each) => (scope.phase === phase ? [each] : []));
        const done = own.filter((each) => each <= index).length;
        const line = lineOf(text, phase);
        const cells = line.length;
        const full = done === own.length ? cells : Math.floor((done / own.length) * cells);
        const isEnd = done === own.length;
        expect(line).toBe(isEnd ? '━'.repeat(cells) : `${'━'.repeat(full)}●${'─'.repeat(cells - full - 1)}`);
        const present = phases.indexOf(phase);
        for (const [place, each] of phases.entries()) {
          const other = lineOf(text, each);
          if (place < present) expect(other).toMatch(/^━*$/);
          if (place > present) expect(other).toMatch(/^─*$/);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the present phase is bold, phases to come are grey', () => {
    const at = Math.ceil(total / 3);
    const line = lineAt(scene, at, 200);
    const present = scene.lastStep?.instruction.scope.phase as (typeof phases)[number];
    for (const { text, tone } of line) {
      const name = phases.find((each) => text.trim() === each);
      if (!name) continue;
      const [own, now] = [phases.indexOf(name), phases.indexOf(present)];
      expect(tone).toBe(own < now ? name : own === now ? `${name}Strong` : 'ahead');
    }
  });

  test('the run shows only epochs that are finished', () => {
    const { epochs } = engine.run;
    if (epochs === 1) return;
    const at = engine.schedule.epochStart(2) - 1;
    expect(textAt(scene, at, 140).slice(0, 60)).not.toMatch(/[▁-█]/);
    const later = textAt(scene, engine.schedule.epochStart(epochs), 140);
    if (engine.run.loss !== null) expect(later.slice(0, 60)).toMatch(/[▁-█]/);
    expect(textAt(sceneOf(id), engine.schedule.epochStart(epochs), 140).slice(0, 60)).not.toMatch(/[▁-█]/);
  });
});

test('the heights are those of the mean losses', () => {
  const scene = surveyed('rent');
  const { means } = surveyOf(scene.session);
  const bars = [...textAt(scene, scene.session.total, 140).slice(0, 60)].filter((sign) => /[▁-█]/.test(sign));
  const heights = bars.map((bar) => '▁▂▃▄▅▆▇█'.indexOf(bar));
  expect(means.every((mean, index) => index === 0 || mean <= (means[index - 1] as number))).toBe(true);
  expect(heights).toEqual(heights.toSorted((a, b) => b - a));
  expect(new Set(heights).size).toBeGreaterThan(3);
});

test('the first number that is not finite is marked, but not ahead in a quiz', () => {
  const scene = surveyed('explodes');
  const first = surveyOf(scene.session).firstNotFinite as number;
  const marked = (step: number, isPredicting: boolean) => {
    const line = lineAt(scene, step, 140, isPredicting);
    const at = plainText(line).indexOf('!');
    return at >= 0 && tonesOf(line)[at] === 'warning';
  };
  expect([marked(0, false), marked(0, true)]).toEqual([true, false]);
  expect([marked(scene.session.total, false), marked(scene.session.total, true)]).toEqual([true, true]);
  // In the pass of that step it is on the line of its phase, too.
  const { start } = scene.session.engine.schedule.segmentAt(first);
  expect([...textAt(scene, start + 1, 200)].filter((sign) => sign === '!')).toHaveLength(2);
});

test('marks and breakpoints stand on the line of their steps', () => {
  const scene = sceneOf('target-13');
  scene.debug.mark('a', 4);
  scene.debug.mark("'", 9);
  scene.debug.breakpoints = addBreakpoint([], {
    type: 'place',
    place: 'phase',
    name: 'backward',
    condition: null,
  });
  const text = textAt(scene, 20, 100);
  expect(lineOf(text, 'forward')).toMatch(/^━+a━+$/);
  expect(lineOf(text, 'backward')).toMatch(/^━?◆━+/);
  expect(text).not.toContain("'");
});

test('the line is found in a tenth of a millisecond or so', () => {
  const scene = surveyed('two-moons');
  lineAt(scene, 2_000_000, 140);
  const begun = performance.now();
  for (let round = 0; round < 100; round++) scrubberLine(scene, 140);
  // Far above what it takes, so that a slow machine passes; geometry found anew each time would not.
  expect((performance.now() - begun) / 100).toBeLessThan(3);
  expect(lineWidth(scrubberLine(scene, 140))).toBe(140);
});

import { expect, test } from 'vitest';
import { Debugger, emptySelection } from '../../../src/commands/debugger.ts';
import { execute } from '../../../src/commands/sections/commands.ts';
import { Session } from '../../../src/session/session.ts';
import { stackLines } from '../../../src/view/panes/stack.ts';
import { valuesPane } from '../../../src/view/panes/values.ts';
import { watchLines } from '../../../src/view/panes/watches.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { type Line, lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { drawn, load } from '../../support/scenario.ts';

const sceneAt = (name: string, step: number) => {
  const scene = new Scene(new Debugger(new Session(load(name))));
  scene.session.seek(step);
  return scene;
};
const texts = (lines: readonly Line[]) => lines.map((line) => plainText(line).trimEnd());

test('frames are indented, with their ranges at the right; the present one is in the colour of its phase', () => {
  const scene = sceneAt('target-13', 13);
  const lines = stackLines(scene, { columns: 40, rows: 12 }, false);
  expect(texts(lines)).toEqual([
    'run                                 1–32',
    '  ╰ epoch 1                         1–32',
    '    ╰ batch 1                       1–32',
    '      ╰ example 1                   1–20',
    '        ╰ backward                 12–20',
    '          ╰ layer output           13–16',
    '            ╰ node output          13–16',
  ]);
  const toneOf = (word: string) => lines.flat().find(({ text }) => text.trim().endsWith(word))?.tone;
  expect([toneOf('backward'), toneOf('layer output'), toneOf('node output')]).toEqual([
    'backward',
    'plain',
    'backwardStrong',
  ]);
});

test('inside an array the innermost frame is one of its numbers', () => {
  const scene = sceneAt('self-attention', 8);
  expect(texts(stackLines(scene, { columns: 40, rows: 12 }, false)).slice(-3)).toEqual([
    '        ╰ forward                  1–160',
    '          ╰ node Q                  1–18',
    '            ╰ cell [1][0]            7–9',
  ]);
});

test('the selected frame is inverse and has its sign', () => {
  const scene = sceneAt('target-13', 13);
  scene.debug.selection = { ...emptySelection, frame: 'layer' };
  const lines = stackLines(scene, { columns: 40, rows: 12 }, false);
  expect(plainText(lines[5] ?? [])).toBe('          ▸ layer output           13–16');
  expect(lines.map((line) => line.every(({ ground }) => ground === 'focus'))).toEqual(
    lines.map((_line, index) => index === 5),
  );
});

test('if not all frames fit, the innermost ones are shown', () => {
  const lines = texts(stackLines(sceneAt('target-13', 13), { columns: 40, rows: 2 }, false));
  expect(lines.map((line) => line.trim().replaceAll(/ +/gu, ' '))).toEqual([
    'layer output 13–16',
    '╰ node output 13–16',
  ]);
});

/** target-13 at step 13 with two watches. */
function watched(): Scene {
  const scene = sceneAt('target-13', 13);
  execute(scene.debug, 'watch loss / 2');
  execute(scene.debug, 'watch output - target');
  return scene;
}

test('watches stand at the foot of the stack, below the frames, and only as far as there is room', () => {
  const lines = texts(stackLines(watched(), { columns: 27, rows: 12 }, true));
  expect(lines).toHaveLength(12);
  expect(lines[9]).toBe('');
  expect(lines.slice(10)).toEqual(['watch loss ÷ 2            8', 'watch output − target    −4']);
  expect(texts(stackLines(watched(), { columns: 27, rows: 9 }, true)).at(-1)).toBe(
    'watch loss ÷ 2            8',
  );
  expect(texts(stackLines(watched(), { columns: 27, rows: 7 }, true))).not.toContain(
    'watch loss ÷ 2            8',
  );
});

test('in a wide row a sparkline stands before the value, and in the pane of watches the last write', () => {
  const scene = watched();
  scene.session.seek(32);
  const row = plainText(stackLines(scene, { columns: 40, rows: 12 }, true).at(-1) ?? []);
  expect(row).toMatch(/^watch output − target {2,}[▁▂▃▄▅▆▇█]+ +−4$/u);
  expect(texts(watchLines(scene, { columns: 50, rows: 5 }))[0]).toMatch(/^loss ÷ 2 +@11 +[▁▂▃▄▅▆▇█]+ +8$/u);
});

test('a watch whose value has just changed is filled; one without a value has none', () => {
  const scene = watched();
  scene.session.seek(11);
  const grounds = watchLines(scene, { columns: 50, rows: 5 }).map((line) => line.at(-1)?.ground);
  expect(grounds).toEqual(['loss', undefined]);
  scene.session.seek(3);
  expect(texts(watchLines(scene, { columns: 30, rows: 5 }))).toEqual([
    'loss ÷ 2                     ·',
    'output − target              ·',
  ]);
});

test('watches stand first among the values, if they are nowhere else', () => {
  const scene = watched();
  const rows = (hasWatches: boolean) =>
    texts(valuesPane(scene, { columns: 27, rows: 12 }, defaultViewOptions, hasWatches).lines);
  expect(rows(true).slice(0, 2)).toEqual(['watch loss ÷ 2            8', 'watch output − target    −4']);
  expect(rows(true)).toHaveLength(12);
  expect(rows(false).join('\n')).not.toContain('watch');
});

test.each(drawn)('%s: no line is too wide, and there are not too many', (name) => {
  const scene = sceneAt(name, 0);
  execute(scene.debug, `watch ${scene.session.values.names[0]}`);
  for (const step of [0, 1, 7, 20, scene.session.total]) {
    scene.session.seek(step);
    for (const columns of [0, 3, 12, 24, 40, 80]) {
      for (const rows of [0, 1, 5, 12]) {
        const lines = [stackLines(scene, { columns, rows }, true), watchLines(scene, { columns, rows })];
        for (const each of lines) expect(each.length).toBeLessThanOrEqual(rows);
        expect(Math.max(0, ...lines.flat().map(lineWidth))).toBeLessThanOrEqual(columns);
      }
    }
  }
});

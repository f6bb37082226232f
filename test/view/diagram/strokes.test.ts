import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { StrokeCanvas } from '../../../src/view/diagram/stroke-canvas.ts';
import { type Arm, arms, strokeSigns } from '../../../src/view/diagram/strokes.ts';
import { numberSpan, plainText, span } from '../../../src/view/terminal/text.ts';
import { needsPython, python } from '../../support/python.ts';

/** The weights of the arms of a character, as its name in Unicode says. */
function armsIn(name: string): Record<Arm, number> {
  const weights: Record<Arm, number> = { up: 0, right: 0, down: 0, left: 0 };
  const words = name
    .replace('BOX DRAWINGS ', '')
    .replace('ARC ', '')
    .replaceAll('VERTICAL', 'UP AND DOWN')
    .replaceAll('HORIZONTAL', 'LEFT AND RIGHT')
    .split(' ');
  const isArm = (word: string): word is Uppercase<Arm> => word.toLowerCase() in weights;
  // `HEAVY UP AND RIGHT`: one weight before all arms; `UP HEAVY AND RIGHT DOWN LIGHT`: one after each group.
  const isBefore = !isArm(words[0] as string);
  let group: Arm[] = [];
  let weight = 0;
  for (const word of words) {
    if (isArm(word)) {
      const arm = word.toLowerCase() as Arm;
      if (isBefore) weights[arm] = weight;
      else group.push(arm);
    } else if (word === 'LIGHT' || word === 'HEAVY') {
      weight = word === 'LIGHT' ? 1 : 2;
      for (const arm of group) weights[arm] = weight;
      group = [];
    }
  }
  return weights;
}

test.skipIf(python === null)(`each sign has the arms that its name in Unicode says${needsPython}`, () => {
  const drawn = strokeSigns.flatMap((sign, bits) => (sign === ' ' ? [] : [{ sign, bits }]));
  // All but the signs that a single weight in all four directions leaves out.
  expect(drawn).toHaveLength(80);
  const script = 'import sys, unicodedata\nfor c in sys.stdin.read(): print(unicodedata.name(c))';
  const { stdout } = spawnSync(python as string, ['-c', script], {
    input: drawn.map(({ sign }) => sign).join(''),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf8' },
  });
  const names = stdout.trim().split('\n');
  for (const [index, { bits, sign }] of drawn.entries()) {
    const own = Object.fromEntries(Object.entries(arms).map(([arm, shift]) => [arm, (bits >> shift) & 3]));
    expect(own, `${sign} ${names[index]}`).toEqual(armsIn(names[index] as string));
  }
});

test('lines join where they meet, a heavy one stays heavy, and the highest level gives the tone', () => {
  const canvas = new StrokeCanvas({ columns: 7, rows: 3 });
  canvas.horizontal(1, 0, 6, { tone: 'wire', level: 1 });
  canvas.vertical(3, 0, 2, { tone: 'forward', isHeavy: true, level: 2 });
  canvas.horizontal(1, 0, 6, { tone: 'frame', level: 0 });
  const lines = canvas.lines();
  expect(lines.map(plainText)).toEqual(['   ╻', '╶──╂──╴', '   ╹']);
  expect(lines[1]).toEqual([span('╶──', 'wire'), span('╂', 'forward'), span('──╴', 'wire')]);
});

test('text stands over lines on the ground that is there, and a number stays one span', () => {
  const canvas = new StrokeCanvas({ columns: 12, rows: 1 });
  canvas.horizontal(0, 0, 11, { tone: 'wire', level: 1 });
  canvas.fill(2, 0, { columns: 8, rows: 1 }, 'soft');
  canvas.text(4, 0, [numberSpan(-2.5, 'negative')]);
  expect(canvas.lines()).toEqual([
    [
      span('╶─', 'wire'),
      span('  ', 'plain', 'soft'),
      { ...numberSpan(-2.5, 'negative'), ground: 'soft' },
      span('  ', 'plain', 'soft'),
      span('─╴', 'wire'),
    ],
  ]);
});

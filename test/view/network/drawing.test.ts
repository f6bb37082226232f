import { describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { parameterAt } from '../../../src/session/current-parameter.ts';
import { Session } from '../../../src/session/session.ts';
import { maxUsefulRows } from '../../../src/view/diagram/geometry.ts';
import { layoutOf } from '../../../src/view/layout.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../../src/view/screen.ts';
import { fitNumber, formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { dense } from '../../support/large.ts';
import { scenarioOf } from '../../support/networks.ts';

/** The part of the screen that shows the network. */
function networkOf(scene: Scene, columns: number, rows: number): string[] {
  const size = { columns, rows };
  const picture = layoutOf(size, maxUsefulRows(scene.network), [])?.picture;
  const lines = sessionScreen(scene, 'large', size, defaultViewOptions, null, []) ?? [];
  return lines
    .slice(2, 2 + (picture?.rows ?? 0))
    .map((line) => [...plainText(line)].slice(0, picture?.columns).join(''));
}

describe.each([
  ['16-16-1', dense(16, [16, 1])],
  ['16-16-16-1', dense(16, [16, 16, 1])],
  ['64-16-10', dense(64, [16, 10])],
])('%s', (_name, text) => {
  const session = new Session(scenarioOf(text));
  const scene = new Scene(new Debugger(session));
  const stride = Math.max(1, Math.floor(session.total / 97));
  const positions = Array.from(
    { length: Math.floor(session.total / stride) },
    (_, index) => 1 + index * stride,
  );

  test.each([
    [80, 24],
    [100, 30],
    [140, 45],
  ])('at %i × %i the active node, its edge and the weight of the edge are visible', (columns, rows) => {
    const seen = { forward: 0, backward: 0, node: 0 };
    for (const position of positions) {
      session.seek(position);
      const lines = networkOf(scene, columns, rows);
      const { scope } = session.engine.schedule.instructionAt(position);
      if (scope.node !== null) {
        expect(lines.join('').split('◉').length - 1, `step ${position}`).toBe(1);
        seen.node += 1;
      }
      const weight = parameterAt(session, position);
      if (weight === null || scope.phase === 'update') continue;
      expect(lines.join('\n'), `step ${position}`).toContain(formatNumber(session.read(weight) as number, 3));
      const isBackward = scope.phase === 'backward';
      expect(lines.join('').includes('◂'), lines.join('\n')).toBe(isBackward);
      expect(lines.join('').includes('▸'), lines.join('\n')).toBe(!isBackward);
      seen[isBackward ? 'backward' : 'forward'] += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  test('the input whose product is added stays visible during the sum', () => {
    const { instructions } = session.engine.run.example;
    const columns = session.scenario.inputs.length;
    // The first step of h0_3: its products come first, then their additions.
    const first = instructions.findIndex(({ scope }) => scope.node === 'h0_3');
    for (const index of [columns - 2, Math.floor(columns / 2)]) {
      const position = first + columns + index;
      session.seek(position);
      const name = `x${index}`;
      expect(session.step(position).operands.map((operand) => operand.name)).toContain(
        `h0_3.product[${index}]`,
      );
      expect(networkOf(scene, 140, 45).join('\n')).toMatch(new RegExp(`${name}\\b`));
    }
  });
});

test('a label never hides part of a value', () => {
  const session = new Session(scenarioOf(dense(16, [16, 16, 1])));
  const scene = new Scene(new Debugger(session));
  for (let position = 1; position <= session.total; position += 163) {
    session.seek(position);
    const shown = new Set(
      [
        ...session.known().map(({ value }) => value),
        ...session.engine.run.parameters.map((slot) => session.registers[slot] as number),
      ].flatMap((value) => Array.from({ length: 12 }, (_, width) => fitNumber(value, width))),
    );
    for (const line of networkOf(scene, 80, 24)) {
      for (const [number] of line.matchAll(/−?\d+(\.\d+)?(e−?\d+)?(?![\w.])/g)) {
        const isName = new RegExp(`(x|h\\d_?|⋮ )${number}|h${number}_`).test(line);
        if (!isName) expect(shown, `${number} in ${line}`).toContain(number);
      }
    }
  }
});

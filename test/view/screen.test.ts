import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { type Language, languages, setLanguage } from '../../src/i18n/translate.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { plainText, span } from '../../src/view/terminal/text.ts';
import { drawn, load } from '../support/scenario.ts';
import '../support/seed.ts';
import { belowPanels, panelsOf } from '../support/screens.ts';
import { inTurn, once, stepsOfKinds } from '../support/tried.ts';
import { columnsOf } from '../support/width.ts';

afterEach(() => setLanguage('en'));

function scenario(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.scenario;
}

function screen(
  scene: Scene,
  columns: number,
  rows: number,
  looks: ViewOptions = defaultViewOptions,
): string[] {
  return (sessionScreen(scene, 'some-name', { columns, rows }, looks, null, [span(' footer')]) ?? []).map(
    plainText,
  );
}

const sizes = [
  [60, 16],
  [80, 24],
  [100, 30],
  [140, 45],
] as const;

/** A network with long names and with more nodes than fit on any screen. */
const wide = `title: A network that is too large for any screen
inputs: [${Array.from({ length: 20 }, (_, index) => `a_rather_long_name_of_an_input_${index}`).join(', ')}]
layers:
  - { name: hidden, activation: leaky_relu, bias: 0.125, nodes: { ${Array.from({ length: 30 }, (_, node) => `hidden_node_${node}: [${Array.from({ length: 20 }, (_, index) => ((node * 7 + index * 3) % 11) - 5.123456).join(', ')}]`).join(', ')} } }
  - { name: output, nodes: { y0: [${'−1.5'.replace('−', '-')}${', 0.25'.repeat(29)}], y1: [2${', -0.125'.repeat(29)}] } }
data: [{ inputs: [${'1.25, -3e-9, '.repeat(10).replace(/, $/, '')}], target: [1, -1e12] }]
loss: mean_squared_error
optimizer: { kind: sgd, learning_rate: 1e-30 }`;

describe.each([...drawn.map((id) => [id, load(id)] as const), ['a large network', scenario(wide)] as const])(
  '%s',
  (_id, source) => {
    const scenes = once(() =>
      [null, ...source.variants].map((variant) => {
        const session = new Session(source, variant);
        return { scene: new Scene(new Debugger(session)), kinds: stepsOfKinds(session) };
      }),
    );

    test.each(sizes)('fills %i × %i exactly, at every kind of step, in each language', (columns, rows) => {
      const turn = sizes.findIndex((size) => size[0] === columns);
      for (const { scene, kinds } of scenes()) {
        const { session } = scene;
        for (const position of [0, ...inTurn(kinds, turn, 2), session.total]) {
          session.seek(position);
          // The languages differ in the rows of words alone, so each kind of step is tried in one of them.
          setLanguage(languages[(kinds.indexOf(position) + rows) % languages.length] as Language);
          const lines = screen(scene, columns, rows);
          const wrong = lines.filter((line) => columnsOf(line) > columns);
          expect([lines.length, ...wrong], `after step ${position}`).toEqual([rows]);
        }
      }
    });
  },
);

test('a narrow and high screen has all panels, and each a share of it', () => {
  for (const id of drawn) {
    const scene = new Scene(new Debugger(new Session(load(id))));
    for (const rows of [38, 48, 60, 72]) {
      const size = { columns: 60, rows };
      const panels = panelsOf(scene, size);
      expect(panels.map(({ name }) => name)).toEqual(['picture', 'operation', 'tape', 'values']);
      for (const { place } of panels) expect(place.rows, `${id}, ${rows} rows`).toBeGreaterThanOrEqual(7);
      const without = panelsOf(scene, size, { hidden: ['tape', 'picture'] });
      expect(without.map(({ name }) => name)).toEqual(['operation', 'values']);
      const last = without.at(-1)?.place ?? { y: 0, rows: 0 };
      expect(last.y + last.rows).toBe(belowPanels(size));
    }
  }
});

test('fills any size down to the minimum, and none below it', () => {
  const session = new Session(load('target-13'));
  const scene = new Scene(new Debugger(session));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 250 }),
      fc.integer({ min: 1, max: 90 }),
      fc.nat({ max: 32 }),
      (columns, rows, position) => {
        session.seek(position);
        const lines = screen(scene, columns, rows);
        expect(lines).toHaveLength(columns < 60 || rows < 16 ? 0 : rows);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('nothing is to the right of Bangla text, so that wider text still fits', () => {
  for (const id of drawn) {
    const session = new Session(load(id));
    setLanguage('bn');
    const scene = new Scene(new Debugger(session));
    for (let position = 0; position <= Math.min(60, session.total); position += position < 20 ? 2 : 7) {
      session.seek(position);
      const bangla = screen(scene, 80, 24).filter((line) => /\p{Script=Bengali}/u.test(line));
      const wrong = bangla.filter((line) => /\p{Script=Bengali}.*[│─]/u.test(line) || columnsOf(line) > 80);
      expect(wrong, `${id}, step ${position}`).toEqual([]);
    }
  }
});

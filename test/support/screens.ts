/** Whole screens of random scenarios at random steps, sizes and view options, and their panels. */
import fc from 'fast-check';
import { Debugger } from '../../src/commands/debugger.ts';
import { pictureNames } from '../../src/scenario/format/picture-names.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { layoutOf, type PanelName } from '../../src/view/layout.ts';
import { pictureNeeds } from '../../src/view/network/network-pane.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { bodySize } from '../../src/view/screen-rows.ts';
import { hasSidePlot } from '../../src/view/side-plot.ts';
import type { Rectangle } from '../../src/view/terminal/panels.ts';
import type { Line, Size, Span } from '../../src/view/terminal/text.ts';
import { formulaDocuments } from './formulas.ts';
import { documents, scenarioOf } from './networks.ts';
import { type Change, makeChange } from './replay.ts';

/** A scene of a scenario after edits. */
export function sceneAfter(scenario: Scenario, made: readonly Change[] = []): Scene {
  const session = new Session(scenario);
  for (const change of made) makeChange(session, change);
  return new Scene(new Debugger(session));
}

/** Sizes of terminals; one in six is narrow and high, as a page on a telephone. */
export const sizes: fc.Arbitrary<Size> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      columns: fc.integer({ min: 60, max: 220 }),
      rows: fc.integer({ min: 16, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      columns: fc.integer({ min: 60, max: 75 }),
      rows: fc.integer({ min: 36, max: 70 }),
    }),
  },
);

/** Every picture; the network most often. */
const pictures = fc.oneof(
  { weight: 2, arbitrary: fc.constant('network' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...pictureNames) },
);

const oneIn = (count: number) => fc.integer({ min: 1, max: count }).map((roll) => roll === count);

export const looks: fc.Arbitrary<Partial<ViewOptions>> = fc.record({
  picture: pictures,
  isLarge: oneIn(6),
  hasListing: oneIn(6),
  words: fc.constantFrom('short', 'full', 'none'),
});

/** Random networks, small and large, with huge numbers too, and random formulas. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .oneof(
    { weight: 2, arbitrary: documents({ training: true, optimizers: true, dropout: true, layers: 3 }) },
    { weight: 1, arbitrary: documents({ training: true, passOn: true, nodes: 9, layers: 4 }) },
    { weight: 1, arbitrary: documents({ huge: true, layers: 3 }) },
    { weight: 1, arbitrary: formulaDocuments() },
  )
  .map((document) => scenarioOf(document as never));

/** A share of a run, uniformly. */
export const shares = fc.noBias(fc.integer({ min: 0, max: 2 ** 20 })).map((value) => value / 2 ** 20);

export function screenAt(
  scene: Scene,
  position: number,
  size: Size,
  chosen: Partial<ViewOptions> = {},
): Line[] {
  scene.session.seek(position);
  const lines = sessionScreen(scene, 'id', size, { ...defaultViewOptions, ...chosen }, null, []);
  if (lines === null) throw new Error(`${size.columns} × ${size.rows}`);
  return lines;
}

/** Rows of the header. */
const HEADER = 1;

/** The places of the panels on the screen, with their borders. */
export function panelsOf(
  scene: Scene,
  size: Size,
  chosen: Partial<ViewOptions> = {},
): { name: PanelName; place: Rectangle }[] {
  const all = { ...defaultViewOptions, ...chosen };
  return layoutOf(size, all, pictureNeeds(scene, size, all), hasSidePlot(scene, all)).map(
    ({ name, place }) => ({ name, place: { ...place, y: place.y + HEADER } }),
  );
}

/** The first row below the panels. */
export function belowPanels(size: Size, chosen: Partial<ViewOptions> = {}): number {
  return HEADER + bodySize(size, { ...defaultViewOptions, ...chosen }).rows;
}

/** The part of the screen inside the borders of a panel: its spans, and blanks for those that begin before. */
export function insideOf(lines: readonly Line[], { x, y, columns, rows }: Rectangle): Line[] {
  return lines.slice(y + 1, y + rows - 1).map((line) => {
    const spans: Span[] = [];
    let at = 0;
    for (const each of line) {
      const start = at;
      at += Array.from(each.text).length;
      const [from, to] = [Math.max(start, x + 1), Math.min(at, x + columns - 1)];
      if (from >= to) continue;
      const text = Array.from(each.text)
        .slice(from - start, to - start)
        .join('');
      spans.push(
        text === each.text ? each : { text, tone: each.tone, ...(each.ground && { ground: each.ground }) },
      );
    }
    return spans;
  });
}

/** The screen with blanks inside the borders of a panel. */
export function withoutPanel(lines: readonly Line[], { x, y, columns, rows }: Rectangle): Line[] {
  return lines.map((line, row) => {
    if (row <= y || row >= y + rows - 1) return line;
    let at = 0;
    const spans: Span[] = [];
    for (const each of line) {
      const start = at;
      at += Array.from(each.text).length;
      const isInside = start > x && at < x + columns;
      spans.push(isInside ? { text: ' '.repeat(at - start), tone: 'plain' } : each);
    }
    return spans;
  });
}

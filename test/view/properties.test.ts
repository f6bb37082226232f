/** What holds for every whole screen: shipped scenarios and random ones, at random steps, sizes and view options. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printAddress } from '../../src/core/address.ts';
import { type ColourDepth, paintOf } from '../../src/view/colours/palette.ts';
import { geometryOf } from '../../src/view/network/drawing.ts';
import type { Scene } from '../../src/view/scene/scene.ts';
import { asciiLine } from '../../src/view/terminal/ascii.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { roomIn } from '../../src/view/terminal/panels.ts';
import { type Line, lineWidth, plainText, type Size } from '../../src/view/terminal/text.ts';
import { numbersIn } from '../support/drawn.ts';
import { networksTried, shareOf } from '../support/networks.ts';
import { load, shipped } from '../support/scenario.ts';
import {
  belowPanels,
  insideOf,
  looks,
  panelsOf,
  scenarios,
  sceneAfter,
  screenAt,
  shares,
  sizes,
} from '../support/screens.ts';

const loaded = new Map<string, Scene>();

/** One scene of each shipped scenario: geometry and surveys are found once. */
function shippedScene(id: string): Scene {
  const scene = loaded.get(id) ?? sceneAfter(load(id));
  loaded.set(id, scene);
  return scene;
}

const scenes: fc.Arbitrary<Scene> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...shipped).map(shippedScene) },
  { weight: 2, arbitrary: scenarios.map((scenario) => sceneAfter(scenario)) },
);

/** The first steps of a long run have all kinds of steps. */
const FIRST = 30_000;

const positionOf = ({ session }: Scene, share: number) => Math.round(share * Math.min(session.total, FIRST));

const charactersOf = (line: Line | undefined) => Array.from(plainText(line ?? []));

test('the rows fill the screen, panels are closed, and no two numbers touch', () => {
  fc.assert(
    fc.property(scenes, shares, sizes, looks, (scene, share, size, look) => {
      const lines = screenAt(scene, positionOf(scene, share), size, look);
      expect(lines).toHaveLength(size.rows);
      for (const line of lines) expect(lineWidth(line), plainText(line)).toBeLessThanOrEqual(size.columns);
      for (const line of lines.slice(1, belowPanels(size, look))) expect(lineWidth(line)).toBe(size.columns);
      for (const { place } of panelsOf(scene, size, look)) {
        const { x, y, columns, rows } = place;
        for (let row = y + 1; row < y + rows - 1; row++) {
          const cells = charactersOf(lines[row]);
          for (const column of [x, x + columns - 1])
            expect(cells[column], plainText(lines[row] ?? [])).toMatch(/[│┤├┼]/u);
        }
        for (const line of insideOf(lines, place)) {
          const text = plainText(
            line.map((each) => (each.value === undefined ? each : { ...each, text: '#' })),
          );
          expect(text, plainText(line)).not.toMatch(/##|#[\d.]|[\d.]#/);
        }
      }
    }),
    networksTried(100),
  );
});

test('borders and titles do not move from one step to another', () => {
  fc.assert(
    fc.property(scenes, shares, shares, sizes, looks, (scene, first, second, size, look) => {
      const still = (share: number) => {
        const lines = screenAt(scene, positionOf(scene, share), size, look);
        return panelsOf(scene, size, look).map(({ name, place: { x, y, columns, rows } }) => {
          const top = charactersOf(lines[y])
            .slice(x, x + columns)
            .join('');
          // What is at the right of the upper border changes with the step.
          const title = /^.─.*?(?= ?─|$)/u.exec(top)?.[0];
          // The lower border has the title of the panel below, and what is at its right.
          const sides = Array.from({ length: rows - 1 }, (_, row) => {
            const cells = charactersOf(lines[y + row]);
            return `${cells[x]}${cells[x + columns - 1]}`;
          });
          return { name, x, y, columns, rows, title, sides };
        });
      };
      expect(still(first)).toEqual(still(second));
    }),
    networksTried(100),
  );
});

describe('weights and gradients', () => {
  /** From this size on a screen has room for the values of a small network. */
  const roomy: fc.Arbitrary<Size> = fc.record({
    columns: fc.integer({ min: 130, max: 220 }),
    rows: fc.integer({ min: 40, max: 60 }),
  });

  test('of every drawn edge the weight is on the screen, and the gradient once it is finished', () => {
    const seen = { weight: 0, gradient: 0 };
    fc.assert(
      fc.property(scenes, shares, roomy, (scene, share, size) => {
        const lines = screenAt(scene, positionOf(scene, share), size);
        const panels = panelsOf(scene, size);
        const picture = panels.find(({ name }) => name === 'picture') ?? expect.unreachable();
        const geometry = geometryOf(scene, roomIn(picture.place));
        if (!geometry) return;
        const hasGradients = geometry.links.some((link) => link.gradient);
        const shown = new Set(lines.flatMap((line) => line.flatMap(({ value }) => value ?? [])));
        const known = scene.session.known().filter(({ fresh }) => fresh);
        const read = (name: string) => known.find(({ names }) => names.includes(name))?.value;
        for (const { link } of geometry.links) {
          const weight = geometry.graph.edges[link.weighted ?? -1]?.weight;
          if (!weight) continue;
          const name = printAddress(weight);
          expect(shown.has(scene.session.read(name) ?? Number.NaN), name).toBe(true);
          seen.weight += 1;
          const gradient = read(`grad(${name})`);
          if (gradient === undefined) continue;
          // Where wires have no places for gradients, the values open the node at work, the others if there is room.
          const target = geometry.graph.edges[link.weighted ?? -1]?.to;
          if (!hasGradients && target !== scene.lastStep?.instruction.scope.node) continue;
          // Where an update is at work, it is that of the batch.
          const isThere = shown.has(gradient) || shown.has(read(`batch.grad(${name})`) ?? Number.NaN);
          expect(isThere, `grad(${name})\n${lines.map(plainText).join('\n')}`).toBe(true);
          seen.gradient += 1;
        }
      }),
      networksTried(100),
    );
    expect(seen.weight).toBeGreaterThan(shareOf(300));
    expect(seen.gradient).toBeGreaterThan(shareOf(50));
  });
});

test('in ASCII every character is ASCII, and every row and border stays where it was', () => {
  fc.assert(
    fc.property(scenes, shares, sizes, looks, (scene, share, size, look) => {
      const ascii = { ...look, hasHalfBlocks: false };
      const lines = screenAt(scene, positionOf(scene, share), size, ascii);
      const texts = lines.map((line) => plainText(asciiLine(line, size.columns)));
      for (const [row, text] of texts.entries()) {
        expect(text).toMatch(/^[\x20-\x7e]*$/);
        expect(text.length, text).toBeLessThanOrEqual(size.columns);
        // A few signs need more than one character.
        if (!/[∞²³½≤≥]/u.test(plainText(lines[row] ?? [])))
          expect(text).toHaveLength(lineWidth(lines[row] ?? []));
      }
    }),
    networksTried(100),
  );
});

/** Neighbours in the tone of warnings as one text each; without large digits, which are blocks. */
function warningsOf(line: Line): string[] {
  const marked = line.map(({ text, tone }) => (tone === 'warning' ? text : '\n')).join('');
  return marked.split('\n').filter((text) => /[^ ▀▄█]/u.test(text));
}

describe.each([16, 1] as const)('with %i colours', (depth: ColourDepth) => {
  const look = (text: Line[number]) =>
    JSON.stringify(paintOf(text.tone, text.ground, { depth, backdrop: 'unknown' }));

  test('the sign of every number is written, trouble has its word, and the present step is set off', () => {
    let troubles = 0;
    fc.assert(
      fc.property(scenes, shares, sizes, (scene, share, size) => {
        const position = Math.max(1, positionOf(scene, share));
        const lines = screenAt(scene, position, size);
        for (const line of lines) {
          for (const { value, text } of line)
            if (value !== undefined && value < 0 && /[1-9∞]/u.test(text))
              expect(text, plainText(line)).toMatch(/^−/u);
          for (const text of warningsOf(line)) {
            troubles += 1;
            expect(text, plainText(line)).toMatch(/NaN|∞|!|not finite|dead/u);
          }
        }
        const tape = panelsOf(scene, size).find(({ name }) => name === 'tape');
        if (!tape) return;
        const rows = insideOf(lines, tape.place);
        const present = rows.filter((line) => /^ ?▸/u.test(plainText(line)));
        expect(present).toHaveLength(1);
        const others = rows.filter((line) => !present.includes(line)).flat();
        const plain = new Set(others.filter(({ text }) => text.trim() !== '').map(look));
        for (const each of present[0] ?? [])
          if (each.ground !== undefined) expect(plain.has(look(each)), each.text).toBe(false);
        expect((present[0] ?? []).some(({ ground }) => ground !== undefined)).toBe(true);
      }),
      networksTried(96),
    );
    expect(troubles).toBeGreaterThan(5);
  });
});

describe('the quiz', () => {
  const levels = fc.constantFrom('nothing' as const, 'names' as const, 'numbers' as const);

  test('the result of the step that is asked for is nowhere on the screen, unless it is known already', () => {
    let asked = 0;
    fc.assert(
      fc.property(scenes, shares, sizes, looks, levels, (scene, share, size, look, ahead) => {
        const { session } = scene;
        const position = Math.min(positionOf(scene, share), session.total - 1);
        if (position < 0) return;
        const asking = { ...look, ahead, isPredicting: true, isAsking: true };
        const lines = screenAt(scene, position, size, asking);
        const { result, operands } = session.step(position + 1);
        session.seek(position);
        const known = [...session.registers.values()].filter((_value, slot) => scene.value(slot) !== null);
        const isKnown = [...known, ...operands.map(({ value }) => value)].some((value) =>
          Object.is(value, result.value),
        );
        if (isKnown) return;
        asked += 1;
        const text = formatNumber(result.value);
        const isTelling = /[.e∞N]/u.test(text) && !known.some((value) => formatNumber(value) === text);
        for (const { name, place } of panelsOf(scene, size, asking)) {
          for (const line of insideOf(lines, place)) {
            for (const { value } of line)
              expect(Object.is(value, result.value), `${name}: ${plainText(line)}`).toBe(false);
            if (isTelling && name !== 'listing')
              expect(numbersIn(plainText(line)), `${name}: ${plainText(line)}`).not.toContain(text);
          }
        }
        // A hint below the panels may say that the run has a NaN somewhere.
        const isNumber = Number.isFinite(result.value);
        for (const line of lines.slice(belowPanels(size, asking)))
          if (isTelling && isNumber) expect(numbersIn(plainText(line)), plainText(line)).not.toContain(text);
      }),
      networksTried(100),
    );
    expect(asked).toBeGreaterThan(shareOf(40));
  });
});

/** The drawing with wires: every wire can be followed, every number is there, and nothing moves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { printAddress } from '../../../src/core/address.ts';
import type { Scenario } from '../../../src/scenario/format/scenario.ts';
import { Session } from '../../../src/session/session.ts';
import type { Geometry } from '../../../src/view/diagram/geometry.ts';
import type { PlacedItem } from '../../../src/view/diagram/placed.ts';
import { arrayCell } from '../../../src/view/diagram/sizes.ts';
import { arms, strokeSigns } from '../../../src/view/diagram/strokes.ts';
import { drawingName, geometryOf, networkLines } from '../../../src/view/network/drawing.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { fitNumber, formatNumber, isNumberText, legibleWidth } from '../../../src/view/terminal/format.ts';
import { type Line, plainText, type Size, type Span } from '../../../src/view/terminal/text.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { dense } from '../../support/large.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { load } from '../../support/scenario.ts';

const scenarios: fc.Arbitrary<Scenario> = fc
  .oneof(
    documents({ training: true, passOn: true, dropout: true, nodes: 8 }),
    documents({ training: true, passOn: true, huge: true, nodes: 4, layers: 3 }),
    formulaDocuments(),
  )
  .map((document) => scenarioOf(document));

const sizes: fc.Arbitrary<Size> = fc.record({
  columns: fc.integer({ min: 40, max: 220 }),
  rows: fc.integer({ min: 3, max: 50 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

function sceneOf(scenario: Scenario): Scene {
  return new Scene(new Debugger(new Session(scenario)));
}

function seek({ session }: Scene, at: number): void {
  session.seek(Math.round(at * session.total));
}

/** A drawing as a grid of characters, `rows` × `columns`. */
function gridOf(lines: readonly Line[], { columns, rows }: Size): string[][] {
  expect(lines.length).toBeLessThanOrEqual(rows);
  return Array.from({ length: rows }, (_, y) => {
    const text = [...plainText(lines[y] ?? [])];
    expect(text.length).toBeLessThanOrEqual(columns);
    return Array.from({ length: columns }, (_cell, x) => text[x] ?? ' ');
  });
}

/** The way to the right, as an index of the steps. */
const RIGHT = 1;
const steps = [
  { x: 0, y: -1 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
] as const;

/** The directions in which a line leaves a cell; null if the character is no line. */
function armsOf(character: string): number[] | null {
  const bits = strokeSigns.indexOf(character);
  if (character === ' ' || bits < 0) return null;
  return [arms.up, arms.right, arms.down, arms.left].flatMap((shift, direction) =>
    ((bits >> shift) & 3) > 0 ? [direction] : [],
  );
}

const inside = ({ place }: PlacedItem, x: number, y: number) =>
  x >= place.x && x < place.x + place.columns && y >= place.y && y < place.y + place.rows;

/** The nodes that are reached from a node along its lines, which go straight on at crossings and under labels. */
function reachedFrom(start: PlacedItem, { items, links }: Geometry, grid: string[][]): Set<PlacedItem> {
  const reached = new Set<PlacedItem>();
  const nodes = items.filter(({ item }) => item.kind !== 'pass');
  const isLabel = (x: number, y: number) =>
    links.some(
      ({ port, bead, gradient }) => port === y && bead && x >= bead.from && x < (gradient?.to ?? bead.to),
    );
  const open = [{ x: start.place.x + start.place.columns, y: start.rows.out, direction: RIGHT as number }];
  const seen = new Set<string>();
  for (let at = open.pop(); at; at = open.pop()) {
    const key = `${at.x} ${at.y} ${at.direction}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { x, y, direction } = at;
    const node = nodes.find((each) => inside(each, x, y));
    if (node) {
      // A wire ends at the left side of a node, and nowhere else touches one.
      expect([node.place.x, direction], `into a node at ${x}, ${y}`).toEqual([x, RIGHT]);
      reached.add(node);
      continue;
    }
    const character = grid[y]?.[x] ?? ' ';
    const ways = armsOf(character);
    const goesOn = ways === null || ways.length === 4;
    if (ways === null)
      expect(isLabel(x, y) || character === '▸' || character === '◂', `${character} at ${x}, ${y}`).toBe(
        true,
      );
    else if (!isEnd(nodes, x, y)) expect(ways, `${character} at ${x}, ${y}`).toContain((direction + 2) % 4);
    const next =
      goesOn || isEnd(nodes, x, y) ? [direction] : ways.filter((way) => way !== (direction + 2) % 4);
    for (const way of next) {
      const step = steps[way] as (typeof steps)[number];
      open.push({ x: x + step.x, y: y + step.y, direction: way });
    }
  }
  return reached;
}

/** Whether a cell is right before or after a node, where a line ends in the middle of the cell. */
function isEnd(nodes: readonly PlacedItem[], x: number, y: number): boolean {
  return nodes.some((each) => inside(each, x + 1, y) || (inside(each, x - 1, y) && !each.hasBox));
}

const nameOf = ({ item }: PlacedItem) => (item.kind === 'node' ? item.node.name : null);

test('every wire leads unbroken from its node to those that use it, and to no other', () => {
  let followed = 0;
  let passing = 0;
  fc.assert(
    fc.property(scenarios, sizes, share, (scenario, size, at) => {
      const scene = sceneOf(scenario);
      const geometry = geometryOf(scene, size);
      if (!geometry) return;
      seek(scene, at);
      const grid = gridOf(networkLines(scene, size), size);
      passing += geometry.items.filter(({ item }) => item.kind === 'pass').length;
      for (const each of geometry.items) {
        if (each.item.kind !== 'node') continue;
        const name = each.item.node.name;
        const to = geometry.graph.edges.flatMap((edge) =>
          edge.from === name && (edge.to !== null || geometry.hasLoss) ? [edge.to] : [],
        );
        if (to.length === 0) continue;
        const reached = [...reachedFrom(each, geometry, grid)].map(nameOf);
        expect(reached.toSorted(), grid.map((row) => row.join('')).join('\n')).toEqual(to.toSorted());
        followed += to.length;
      }
    }),
    networksTried(250),
  );
  expect(followed).toBeGreaterThan(shareOf(1000));
  expect(passing).toBeGreaterThan(shareOf(60));
});

test('nodes and labels keep apart, inside the size', () => {
  fc.assert(
    fc.property(scenarios, sizes, (scenario, size) => {
      const geometry = geometryOf(sceneOf(scenario), size);
      if (!geometry) return;
      const nodes = geometry.items.filter(({ item }) => item.kind !== 'pass');
      for (const { place } of nodes) {
        expect(Math.min(place.x, place.y)).toBeGreaterThanOrEqual(0);
        expect(place.x + place.columns).toBeLessThanOrEqual(size.columns);
        expect(place.y + place.rows).toBeLessThanOrEqual(size.rows);
      }
      const taken = new Map<number, string>();
      const take = (x: number, y: number, by: string) => {
        const cell = y * size.columns + x;
        expect(taken.get(cell) ?? by).toBe(by);
        taken.set(cell, by);
      };
      for (const [index, { place }] of nodes.entries())
        for (let y = place.y; y < place.y + place.rows; y++)
          for (let x = place.x; x < place.x + place.columns; x++) take(x, y, `node ${index}`);
      for (const [index, { bead, gradient, from, port, track }] of geometry.links.entries()) {
        if (!bead) continue;
        if (port !== from.rows.out) expect(bead.from).toBeGreaterThan(track);
        for (const slot of [bead, gradient])
          for (let x = slot?.from ?? 0; x < (slot?.to ?? 0); x++)
            take(x, port, `${slot === bead ? 'weight' : 'gradient'} ${index}`);
      }
    }),
    networksTried(200),
  );
});

/** Whether seven cells are enough for a number with two digits. */
function hasUsualSize(value: number): boolean {
  return value === 0 || (Math.abs(value) > 1e-9 && Math.abs(value) < 1e9);
}

/** Whether a number is shown with two digits, or with all that it has. */
function isLegible({ text, value = Number.NaN, suffix = '' }: Span): boolean {
  if (!Number.isFinite(value)) return true;
  const shown = Number(text.slice(0, text.length - suffix.length).replaceAll('−', '-'));
  return Math.abs(shown - value) <= Math.abs(Number(value.toPrecision(2)) - value) * (1 + 1e-9);
}

/** The numbers in some cells of a row. */
function numbersAt(line: Line, from: number, to: number): Span[] {
  let x = 0;
  return line.flatMap((each) => {
    const start = x;
    x += each.text.length;
    return each.value !== undefined && start >= from && x <= to ? [each] : [];
  });
}

test('every weight is there, every finished gradient where there are places for them, and no number is cut', () => {
  const seen = { weight: 0, gradient: 0 };
  fc.assert(
    fc.property(scenarios, sizes, share, (scenario, size, at) => {
      const scene = sceneOf(scenario);
      const geometry = geometryOf(scene, size);
      if (!geometry) return;
      seek(scene, at);
      const { session } = scene;
      const lines = networkLines(scene, size);
      for (const each of lines.flat())
        if (each.value !== undefined && hasUsualSize(each.value))
          expect(isNumberText(each.text), plainText([each])).toBe(true);
      const step = scene.lastStep?.instruction;
      const names = step
        ? [step.result, ...step.operands].flatMap((slot) => scene.engine.run.slots[slot]?.names ?? [])
        : [];
      for (const { link, bead, gradient, port } of geometry.links) {
        const weight = geometry.graph.edges[link.weighted ?? -1]?.weight;
        if (!bead || !weight) continue;
        const name = printAddress(weight);
        const isNow = names.some((each) => each.includes(name)) || step?.role.kind === 'product';
        // With no place for gradients, what has just been made can stand in place of the weight.
        if (!gradient && isNow) continue;
        const line = lines[port] as Line;
        const numbers = numbersAt(line, bead.from, gradient?.to ?? bead.to);
        const shown = numbers.map(({ value }) => value);
        const weightNow = session.read(name) as number;
        expect(shown, plainText(line)).toContain(weightNow);
        seen.weight += 1;
        if (hasUsualSize(weightNow))
          expect(numbers.filter(({ value }) => value === weightNow).some(isLegible), plainText(line)).toBe(
            true,
          );
        // A weight that has become too long takes the place of its gradient as well.
        if (legibleWidth(weightNow) > bead.to - bead.from - 2) continue;
        const known = session.known().find(({ names: own, fresh }) => fresh && own.includes(`grad(${name})`));
        if (!gradient || !known || isNow) continue;
        expect(shown, plainText(line)).toContain(known.value);
        seen.gradient += 1;
      }
    }),
    networksTried(400),
  );
  expect(seen.weight).toBeGreaterThan(shareOf(480));
  expect(seen.gradient).toBeGreaterThan(shareOf(12));
});

test('nothing moves from one step to another', () => {
  const light = new Map(
    strokeSigns.map((sign, bits) => [sign, strokeSigns[(bits & 0x55) | ((bits >> 1) & 0x55)] as string]),
  );
  fc.assert(
    fc.property(scenarios, sizes, share, share, (scenario, size, first, second) => {
      const scene = sceneOf(scenario);
      const geometry = geometryOf(scene, size);
      if (!geometry) return;
      const nodes = geometry.items.filter(({ item }) => item.kind !== 'pass');
      const still = (at: number) => {
        seek(scene, at);
        expect(drawingName(scene, size)).toBe(geometry.style);
        const grid = gridOf(networkLines(scene, size), size);
        for (const { bead, gradient, port } of geometry.links)
          for (let x = bead?.from ?? 0; x < (gradient?.to ?? bead?.to ?? 0); x++)
            (grid[port] as string[])[x] = 'label';
        // The content of nodes, and the arrows beside them, change.
        return grid.map((row, y) =>
          row.map((cell, x) => {
            const own = nodes.find((each) => inside(each, x, y));
            const isTitle = own && y === own.place.y && geometry.style !== 'compact';
            if (own && !isTitle && armsOf(cell) === null) return 'content';
            if (!own && nodes.some((each) => inside(each, x + 1, y) || inside(each, x - 1, y))) return 'end';
            return light.get(cell) ?? cell;
          }),
        );
      };
      expect(still(first)).toEqual(still(second));
    }),
    networksTried(150),
  );
});

test('the drawings of the shipped and of larger networks at the usual sizes', () => {
  const rooms = { 80: [76, 7], 100: [96, 9], 140: [94, 17] } as const;
  const names = (scenario: Scenario) => {
    const scene = sceneOf(scenario);
    return Object.values(rooms).map(([columns, rows]) => drawingName(scene, { columns, rows }));
  };
  expect(names(load('target-13'))).toEqual(['tile', 'box', 'big']);
  expect(names(load('xor'))).toEqual(['bars', 'compact', 'box']);
  for (const large of [dense(4, [8, 3]), dense(2, [16, 16, 1]), dense(64, [16, 10])])
    expect(names(scenarioOf(large))).toEqual(['bars', 'bars', 'bars']);
  expect(names(load('circuit'))).toEqual(['box', 'box', 'box']);
  expect(names(load('attention'))).toEqual(['neighbourhood', 'neighbourhood', 'neighbourhood']);
  const attention = sceneOf(load('attention'));
  expect(drawingName(attention, { columns: 136, rows: 17 })).toBe('compact');
  expect(drawingName(attention, { columns: 136, rows: 28 })).toBe('box');
});

describe('what runs now', () => {
  const size = { columns: 96, rows: 9 };
  const drawn = (id: string, step: number, room = size) => {
    const scene = sceneOf(load(id));
    scene.session.seek(step);
    return networkLines(scene, room);
  };
  const textOf = (...of: Parameters<typeof drawn>) =>
    drawn(...of)
      .map(plainText)
      .join('\n');
  const filledWith = (lines: readonly Line[], ground: string) =>
    lines.flatMap((line) => plainText(line.filter((each) => each.ground === ground)).trim() || []);

  test('a product goes to its target in the colour of the phase, with what arrives', () => {
    const lines = drawn('target-13', 7);
    const text = lines.map(plainText).join('\n');
    expect(text).toContain('┗━━━━━━ 2 ━━━ 10 ━▸┃');
    expect(text).toContain('┏ output ━━┓');
    expect(filledWith(lines, 'forward')).toEqual(['10']);
    expect(filledWith(lines, 'positive')).toEqual(['2']);
  });

  test('a gradient goes back to its source', () => {
    const lines = drawn('target-13', 13);
    const text = lines.map(plainText).join('\n');
    expect(text).toContain('┝◂━┓');
    expect(text).toContain('┗━━━━━━ 2  ∂ −40 ━╸┃');
    expect(filledWith(lines, 'backward')).toEqual(['∂ −40']);
    expect(filledWith(drawn('target-13', 15), 'backward')).toEqual(['∂ −16']);
  });

  test('a sum lights the wires of its products, and its value is filled', () => {
    const lines = drawn('target-13', 3);
    const bright = lines.flatMap((line) => line.filter(({ tone }) => tone === 'forward'));
    expect(plainText(bright)).toMatch(/▸/u);
    expect(plainText(bright).match(/▸/gu)).toHaveLength(2);
    expect(filledWith(lines, 'forward')).toEqual(['5']);
  });

  test('the loss works in its own box, and an update shows the old and the new weight', () => {
    const loss = drawn('target-13', 11);
    expect(loss.map(plainText).join('\n')).toMatch(/┏ loss ━+┓/u);
    expect(filledWith(loss, 'loss')).toEqual(['16']);
    const update = drawn('target-13', 22);
    expect(filledWith(update, 'update')).toEqual(['2 → 2.4']);
  });

  test('of formulas the wires of the operands are heavy; a gradient goes back along one of them', () => {
    expect(textOf('circuit', 1).match(/━▸/gu)).toHaveLength(2);
    expect(textOf('circuit', 3).match(/◂/gu)).toHaveLength(1);
    expect(textOf('circuit', 3)).toMatch(/┏ q ━+┓/u);
    expect(textOf('circuit', 4)).toMatch(/┏ z ━+┓/u);
  });

  test('values that are not known are ?, and nothing of a step ahead is told', () => {
    const text = textOf('target-13', 0);
    expect(text.match(/\?/gu)).toHaveLength(3);
    expect(text).toMatch(/error +·/u);
    expect(text).not.toContain('∂');
  });

  test('a tile of several rows that touches another ends half a row earlier, and has another ground', () => {
    const scene = sceneOf(load('rnn'));
    const size = { columns: 96, rows: 9 };
    const touching = geometryOf(scene, size)?.items.filter(({ touchesBelow }) => touchesBelow) ?? [];
    expect(touching.length).toBeGreaterThan(0);
    const lines = networkLines(scene, size);
    const cells = (y: number) =>
      (lines[y] ?? []).flatMap(({ text, ground }) => [...text].map((sign) => ({ sign, ground })));
    for (const { place } of touching) {
      const [last, next] = [place.y + place.rows - 1, place.y + place.rows].map((y) => cells(y)[place.x]);
      expect([last?.sign, next?.sign]).toEqual(['▘', '▌']);
      expect(new Set([last?.ground, next?.ground])).toEqual(new Set(['soft', 'softer']));
    }
  });

  test('an array in a narrow tile shows the number that a step has just made', () => {
    const scene = sceneOf(load('rnn'));
    const size = { columns: 96, rows: 9 };
    for (const [step, phase] of [
      [14, 'forward'],
      [93, 'backward'],
      [132, 'update'],
    ] as const) {
      scene.session.seek(step);
      const chips = networkLines(scene, size)
        .flat()
        .filter(({ ground, value }) => ground === phase && value !== undefined);
      expect(chips.map(({ value }) => value)).toEqual([scene.session.step(step).result.value]);
    }
  });

  test.each([
    ['rnn', { columns: 94, rows: 19 }, 'box'],
    ['self-attention', { columns: 94, rows: 19 }, 'box'],
    ['skip-gram', { columns: 94, rows: 19 }, 'tile'],
    ['vae', { columns: 136, rows: 24 }, 'tile'],
  ] as const)(
    'arrays of %s show their numbers where these fit, and the one that has just been made',
    (id, size, name) => {
      const scene = sceneOf(load(id));
      const { session } = scene;
      expect(drawingName(scene, size)).toBe(name);
      const arrays = scene.network.columns.flat().flatMap(({ cells }) => cells?.flat() ?? []);
      const room = arrayCell(geometryOf(scene, size)?.digits ?? 0) - 1;
      const wrong: string[] = [];
      for (let step = 0; step <= Math.min(session.total, 400); step += 7) {
        session.seek(step);
        const shown = networkLines(scene, size).flat();
        const values = new Set(shown.flatMap(({ value, text }) => (isNumberText(text) ? [value] : [])));
        const made = step === 0 ? null : session.step(step).result;
        const current = session.values.currentAt(step);
        for (const address of arrays) {
          const slot = current(session.values.slotsOf(address));
          const value = slot === null ? null : (session.registers[slot] as number);
          // The gradient that has just been made stands in the place of its number.
          const fits = value !== null && isNumberText(fitNumber(value, room));
          const isHidden = made !== null && made.name === `grad(${address})`;
          if (fits && !isHidden && !values.has(value)) wrong.push(`${step}: ${address}`);
          if (isHidden && isNumberText(fitNumber(made.value, room)) && !values.has(made.value))
            wrong.push(`${step}: ${made.name}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

test('a chain of single nodes is drawn with straight wires, also on a small screen', () => {
  const scene = sceneOf(load('explodes'));
  for (const size of [
    { columns: 76, rows: 7 },
    { columns: 86, rows: 7 },
    { columns: 96, rows: 9 },
    { columns: 136, rows: 17 },
  ]) {
    for (const position of [0, 20, 60, 100]) {
      scene.session.seek(position);
      const lines = networkLines(scene, size).map(plainText);
      expect(lines.filter((line) => /[▸◂]/u.test(line))).toHaveLength(1);
      expect(lines.join('\n')).not.toMatch(/[╮╰].*[▸◂]|╯$/u);
    }
    for (const { port, from } of geometryOf(scene, size)?.links ?? []) expect(port).toBe(from.rows.out);
  }
});

test('numbers that grow are whole at every step, on a tile as wide as it is', () => {
  const scene = sceneOf(load('explodes'));
  for (const size of [
    { columns: 76, rows: 7 },
    { columns: 96, rows: 9 },
    { columns: 94, rows: 17 },
  ])
    for (let position = 0; position <= scene.session.total; position++) {
      scene.session.seek(position);
      const lines = networkLines(scene, size).map(plainText);
      expect(lines.join('\n'), `step ${position}`).not.toMatch(/▌ *(?:∂ )?…/u);
      // The edges of the four tiles stay.
      expect(lines.map((line) => line.match(/▌/gu)?.length ?? 0)).toContain(4);
    }
});

test('arrays show their numbers on a wide screen: lists in a column, and without room the widest array as its shape', () => {
  const shapes: Readonly<Record<string, readonly string[]>> = {
    'convolution-1d': [],
    'layer-norm': [],
    vae: [],
    cnn: ['4×4'],
  };
  for (const [id, folded] of Object.entries(shapes))
    for (const size of [
      { columns: 94, rows: 17 },
      { columns: 102, rows: 20 },
    ]) {
      const scene = sceneOf(load(id));
      // A gradient that has just been made would stand in the place of a number.
      const { instructions } = scene.engine.run.example;
      scene.session.seek(instructions.findIndex(({ scope }) => scope.phase === 'backward'));
      const text = networkLines(scene, size).map(plainText).join('\n');
      expect(text.match(/\d×\d|\[\d\]/gu) ?? [], text).toEqual(size.columns < 100 ? folded : []);
      const shown = new Set(text.match(/−?[\d.]+/gu));
      const arrays = scene.network.columns.flat().filter(({ cells }) => cells && cells.length < 4);
      expect(arrays.length).toBeGreaterThan(3);
      for (const address of arrays.flatMap(({ cells }) => cells?.flat() ?? [])) {
        const value = scene.session.read(address) as number;
        expect([2, 3].map((digits) => formatNumber(value, digits)).some((each) => shown.has(each))).toBe(
          true,
        );
      }
    }
});

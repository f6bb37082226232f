import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction, Slot } from '../../../src/core/program.ts';
import { barLines } from '../../../src/view/bars/bars.ts';
import { barsModelOf } from '../../../src/view/bars/model.ts';
import { workAt } from '../../../src/view/bars/work.ts';
import type { Scene } from '../../../src/view/scene/scene.ts';
import { type Line, plainText, type Size, type Span } from '../../../src/view/terminal/text.ts';
import { expectSound, moments, numbersOf, sceneOf, seekTo, sizes } from '../../support/drawings.ts';
import { dense } from '../../support/large.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { load } from '../../support/scenario.ts';
import { trainedOn } from '../../support/training.ts';

/** Networks that the bars are made for, and some that are smaller. */
const wide = documents({
  layers: 4,
  nodes: 20,
  epochs: 2,
  training: true,
  optimizers: true,
  dropout: true,
  passOn: true,
  huge: false,
});

const withHugeNumbers = documents({ layers: 3, nodes: 12, epochs: 2, training: true, huge: true });

/** The cells of a line: each character with its span. */
function cellsOf(line: Line): { readonly sign: string; readonly span: Span }[] {
  return line.flatMap((span) => Array.from(span.text, (sign) => ({ sign, span })));
}

/** The row of the drawing with a sign of the lens in a tone, and the column of the sign. */
function signAt(lines: readonly Line[], sign: string, tone: string): { x: number; y: number } | null {
  for (const [y, line] of lines.entries()) {
    const x = cellsOf(line).findIndex((cell) => cell.sign === sign && cell.span.tone === tone);
    if (x >= 0) return { x, y };
  }
  return null;
}

const register = (scene: Scene, slot: Slot | undefined) => scene.session.registers[slot ?? -1] as number;

function lastInstruction(scene: Scene): Instruction {
  return scene.lastStep?.instruction as Instruction;
}

describe('any network, step and size', () => {
  test.each([
    ['ordinary numbers', wide, 40],
    ['numbers that overflow', withHugeNumbers, 20],
  ])('%s: the drawing fits, its numbers are whole and known', (_name, networks, runs) => {
    fc.assert(
      fc.property(
        networks,
        fc.array(moments, { minLength: 6, maxLength: 6 }),
        sizes,
        (document, at, size) => {
          const scene = sceneOf(scenarioOf(document));
          for (const moment of at) {
            seekTo(scene, moment);
            const lines = barLines(scene, size);
            expectSound(scene, lines, size);
            expect(plainText(lines.flat()).trim()).not.toBe('');
          }
        },
      ),
      networksTried(runs),
    );
  });

  test('the present term and its operands stand in the row of its signs, and the running sum is a chip', () => {
    const seen = { products: 0, sums: 0, gathered: 0, gradients: 0 };
    fc.assert(
      fc.property(wide, fc.array(moments, { minLength: 25, maxLength: 25 }), sizes, (document, at, size) => {
        const scene = sceneOf(scenarioOf(document));
        for (const moment of at) {
          if (seekTo(scene, moment) === 0) continue;
          const { role, operands, result } = lastInstruction(scene);
          const lines = barLines(scene, size);
          const chips = numbersOf(lines).filter(({ tone, ground }) => tone === 'ink' && ground !== undefined);
          if (role.kind === 'sum' || role.kind === 'gradientSum' || role.kind === 'bias') {
            expect(chips.map(({ value }) => value)).toContain(register(scene, result));
            seen[role.kind === 'gradientSum' ? 'gathered' : 'sums'] += 1;
          }
          if (role.kind === 'product') {
            const place = signAt(lines, '=', 'forwardStrong');
            expect(place).toEqual({ ...place, y: signAt(lines, '×', 'forwardStrong')?.y });
            const row = cellsOf(lines[place?.y ?? -1] ?? []);
            const before = row.slice(0, place?.x);
            const after = row.slice((place?.x ?? 0) + 1);
            // A layer of boxes has numbers in its boxes, and bars beside them.
            const hasBar = (cells: typeof row, tones: readonly string[]) =>
              cells.some(({ sign, span }) => /[━╸╺▀▄█]/.test(sign) && tones.includes(span.tone));
            if (register(scene, operands[1]) !== 0) expect(hasBar(before, ['strong'])).toBe(true);
            const strong = ['forwardStrong'];
            const isMade = hasBar(after, strong) || after.some(({ span }) => span.ground === 'forward');
            if (register(scene, result) !== 0) expect(isMade).toBe(true);
            seen.products += 1;
          }
          if (workAt(scene)?.kind === 'gradients' && workAt(scene)?.term !== null) {
            const sum = chips.map(({ value }) => value);
            expect(sum).toContain(register(scene, operands[1]));
            seen.gradients += 1;
          }
        }
      }),
      networksTried(20),
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(shareOf(10));
  });

  test('nothing moves while the lens stays between the same layers', () => {
    let compared = 0;
    fc.assert(
      fc.property(wide, fc.array(moments, { minLength: 30, maxLength: 30 }), sizes, (document, at, size) => {
        const scene = sceneOf(scenarioOf(document));
        const joins = new Map<string, string>();
        const junctions = new Map<string, string>();
        for (const moment of at) {
          seekTo(scene, moment);
          const work = workAt(scene);
          if (!work) continue;
          const key = `${work.pair} ${work.kind === 'gathered'}`;
          const lines = barLines(scene, size);
          const [now, junction] = [joinsOf(lines), junctionOf(lines)];
          expect(now).toBe(joins.get(key) ?? now);
          joins.set(key, now);
          if (junction === null) continue;
          if (junctions.has(key)) compared += 1;
          // A window has as many rows wherever it is, but for an odd last one.
          expect(junction).toBe(junctions.get(key) ?? junction);
          junctions.set(key, junction);
        }
      }),
      networksTried(20),
    );
    expect(compared).toBeGreaterThan(shareOf(200));
  });
});

/** The places of the joins between layers that are not at work. */
function joinsOf(lines: readonly Line[]): string {
  return lines
    .flatMap((line, y) =>
      cellsOf(line).flatMap(({ sign, span }, x) =>
        span.tone === 'wire' && /[─▸]/.test(sign) && /▸$/.test(span.text) ? [`${x},${y}${sign}`] : [],
      ),
    )
    .join(' ');
}

/** The place where the running sum leaves the bracket of the lens; null if it has none. */
function junctionOf(lines: readonly Line[]): string | null {
  for (const [y, line] of lines.entries()) {
    const x = cellsOf(line).findIndex(({ sign }) => /[├┤┴]/.test(sign));
    if (x >= 0) return `${x},${y}`;
  }
  return null;
}

test('single nodes, their counts and what joins them stand in one row', () => {
  const scene = sceneOf(scenarioOf(dense(1, [1, 1, 1, 1])));
  for (const rows of [5, 6, 7, 8, 9])
    for (const position of [1, 7, 12]) {
      scene.session.seek(position);
      const joined = barLines(scene, { columns: 72, rows })
        .map(plainText)
        .filter((line) => line.includes('▸'));
      expect(joined).toHaveLength(1);
      expect(joined[0]).toMatch(/1 ─*▸ |▸ 1/);
    }
});

describe('64-100-10', () => {
  const scene = sceneOf(scenarioOf(dense(64, [100, 10])));
  const size: Size = { columns: 96, rows: 9 };

  test('a layer that nothing works in is a picture of pixels, and one at work is a window', () => {
    const { instructions } = scene.engine.run.example;
    const second = instructions.findIndex(({ role }) => role.kind === 'sum' && role.node === 'h1_3');
    scene.session.seek(second + 1);
    const lines = barLines(scene, size).map(plainText);
    expect(lines.filter((line) => /^ *▀{16} /.test(line))).toHaveLength(4);
    expect(lines.join('\n')).toContain('inputs 64');
    expect(lines[0]).toMatch(/ 0–15 /);
    expect(lines.join('\n')).toContain('Σ 2/100');
    // Of the other layers the lens takes the room: they are their counts.
    const narrow = barLines(scene, { columns: 60, rows: 9 }).map(plainText).join('\n');
    expect(narrow).toMatch(/64 ─+▸/);
  });

  test('the window moves only when the present term would leave its middle', () => {
    const starts = new Set<string>();
    const { layers } = barsModelOf(scene);
    for (let step = 1; step <= 64; step++) {
      scene.session.seek(step);
      const [title = ''] = barLines(scene, size).map(plainText);
      const [, first = '', last = ''] = /(\d+)–(\d+)/.exec(title) ?? [];
      const term = workAt(scene)?.term ?? 0;
      expect(term).toBeGreaterThanOrEqual(Number(first));
      expect(term).toBeLessThanOrEqual(Number(last));
      starts.add(first);
    }
    expect(layers[0]?.names).toHaveLength(64);
    expect([...starts].map(Number)).toEqual([0, 8, 16, 24, 32, 40, 48]);
  });
});

describe('the lens, drawn', () => {
  const scene = sceneOf(load('xor'));
  const { instructions } = scene.engine.run.example;
  /** The drawing after the step of the third example that writes this address. */
  const drawnAfter = (address: string) => {
    const { slots } = scene.engine.run;
    const index = instructions.findIndex(({ result }) => slots[result]?.names.includes(address));
    scene.session.seek(2 * instructions.length + index + 1);
    return barLines(scene, { columns: 76, rows: 7 }).map((line) => plainText(line).trimEnd());
  };

  test('forward: source × weight = product, and their running sum', () => {
    expect(drawnAfter('y.sum[2]')).toEqual([
      '                hidden      w of y        products',
      '╭ a ──────╮',
      '│    1    │    ━━━━━│            │━━━━━   ━━━━━│     ╮           ┏ y ━━━━━━┓',
      '╰─────────╯         │━╸     ━━━━━│           ╺━│     │  Σ 3/4   ╭▸    ?    ┃',
      '╭ b ──────╮ ─▸  ━━━━│     ×      │━━━━━ =  ━━━━│     ├─ −1.384 ─╯┗━━━━━━━━━┛',
      '│    0    │    ━━━━━│       ━━━━━│             │━━━━━╯',
      '╰─────────╯',
    ]);
  });

  test('backward: the gradient of a weight = the gradient of the sum × the source', () => {
    expect(drawnAfter('grad(y.w[1])')).toEqual([
      '                hidden      ∂ w of y      hidden',
      '╭ a ──────╮',
      '│    1    │    ━━━━━│            │━━━━━   ━━━━━│     ╮           ┏ y ━━━━━━┓',
      '╰─────────╯         │━╸        ╺━│      =      │━╸   ×  ∂ y.in  ╭┃ 0.3184  ┃',
      '╭ b ──────╮ ─▸  ━━━━│            ·         ━━━━│     ├◂ −0.1704 ╯┗━━━━━━━━━┛',
      '│    0    │    ━━━━━│            ·        ━━━━━│     ╯',
      '╰─────────╯',
    ]);
  });

  test('backward: what comes back to a source = the gradient of the sum × the weight', () => {
    expect(drawnAfter('grad(hidden[2])')).toEqual([
      '                hidden      ∂ hidden      w of y',
      '╭ a ──────╮',
      '│    1    │    ━━━━━│       ━━━━━│             │━━━━━╮           ┏ y ━━━━━━┓',
      '╰─────────╯         │━╸          │━━━━━   ━━━━━│     │  ∂ y.in  ╭┃ 0.3184  ┃',
      '╭ b ──────╮ ─▸  ━━━━│     ◂ ━━━━━│      =      │━━━━━×◂ −0.1704 ╯┗━━━━━━━━━┛',
      '│    0    │    ━━━━━│            ·        ━━━━━│     ╯',
      '╰─────────╯',
    ]);
  });

  test('loss: the outputs, their targets and the parts of the loss', () => {
    expect(drawnAfter('loss.hit[0]')).toEqual([
      '              hidden                   target        hit',
      '╭ a ──────╮',
      '│    1    │  ━━━━━│       ╭ y ──────╮         1         −1.14      hit',
      '╰─────────╯       │━╸     │ 0.3184  │       │━━━━━   ━━━━━│        −1.145',
      '╭ b ──────╮ ▸ ━━━━│      ▸╰─────────╯',
      '│    0    │  ━━━━━│',
      '╰─────────╯',
    ]);
  });
});

test.each([
  ['pytorch', '− change'],
  ['keras', '+ change'],
])(
  'the changes of momentum in the form of %s have the sign of the update at every step of it',
  (form, title) => {
    const scene = sceneOf(trainedOn({ kind: 'momentum', momentum: 0.9, form }, 1).scenario);
    const { session } = scene;
    const { engine } = session;
    const steps = engine.run.example.instructions.length;
    const updates = engine.run.update.instructions.length;
    for (let step = steps + 1; step <= steps + updates; step++) {
      session.seek(step);
      const text = barLines(scene, { columns: 120, rows: 14 }).map(plainText).join('\n');
      expect(text).toContain(title);
    }
  },
);

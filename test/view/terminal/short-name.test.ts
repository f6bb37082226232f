import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/core/execution/machine.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { distinctName, shortName, startOfName } from '../../../src/view/terminal/short-name.ts';
import { drawn, load } from '../../support/scenario.ts';

test('letters are left out inside long words, then first words become initials; digits and brackets are kept', () => {
  const at = (columns: number) => shortName('batch.grad(hidden[0].w[1])', columns);
  expect([26, 25, 23, 20, 15, 8].map(at)).toEqual([
    'batch.grad(hidden[0].w[1])',
    'batch.grad(hid…n[0].w[1])',
    'b.grad(hidden[0].w[1])',
    'b.g(hidden[0].w[1])',
    'b.g(h[0].w[1])',
    'b.g…w[1]',
  ]);
});

test('a name that fits is whole, and without room there is none', () => {
  expect(shortName('loss', 4)).toBe('loss');
  expect(shortName('loss', 0)).toBe('');
  expect(startOfName('node_0 × grad(output)', 12)).toBe('node_0 × gr…');
});

test('a form that other names can be meant by is not used', () => {
  const own = 'grad(h1[3]).term[14]';
  expect(distinctName(own, 10, [own, 'grad(h1[4]).term[14]'])).toBe('g(h1[3])…');
  expect(distinctName(own, 10, [own, 'grad(h1[4]).term[14]', 'grad(h1[3]).term[13]'])).toBe('');
  expect(distinctName(own, 15, [own, 'grad(h1[3]).term[13]'])).toBe('g(h1[3]).t[14]');
  expect(distinctName('slope(a)', 6, ['softmax(a)'])).toBe('');
  expect(distinctName('slope(a)', 6, ['softmax(b)'])).toBe('s(a)');
});

/** Whether brackets are closed, and in their order. */
function isClosed(text: string): boolean {
  const inner = text.replace(/[^()[\]]/gu, '');
  for (let left = inner, next = ''; ; left = next) {
    next = left.replaceAll('()', '').replaceAll('[]', '');
    if (next === left) return next === '';
  }
}

describe.each(drawn)('%s', (id) => {
  const { run } = new Engine(compile(load(id)));
  const names = [...new Set(run.slots.slice(0, 4000).flatMap((slot) => slot.names.slice(0, 1)))];

  test('a short name is never too wide and has no part of a number', () => {
    const faults: string[] = [];
    // One of those that differ in digits alone: they are shortened alike.
    const shapes = new Map(names.map((name) => [name.replace(/\d/gu, '0'), name]));
    for (const name of shapes.values()) {
      for (let columns = 0; columns <= name.length; columns++) {
        const short = shortName(name, columns);
        if (short.length > columns || /\d…|…\d/u.test(short) || !isClosed(short))
          faults.push(`${name} in ${columns}: ${short}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('as long as the start of a name is there, different names look different', () => {
    for (const columns of [20, 24]) {
      const seen = new Map<string, string>();
      for (const name of names) {
        const short = shortName(name, columns);
        if (short.startsWith('…')) continue;
        expect(seen.get(short) ?? name, short).toBe(name);
        seen.set(short, name);
      }
    }
  });
});

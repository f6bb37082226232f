import { expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { hoverValue } from '../../src/dap/evaluate.ts';
import type { Target } from '../../src/dap/target.ts';
import { groupNames, groupsOf } from '../../src/dap/value-groups.ts';
import { scopes, variables } from '../../src/dap/variables.ts';
import { listingOf } from '../../src/numpy/listing.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { load, parse } from '../support/scenario.ts';

function targetOf(scenario: Scenario): Target {
  const debug = new Debugger(new Session(scenario));
  return { debug, listing: '/l.py', file: '/s.yaml', places: [], firstLine: 1, firstColumn: 1 };
}

test('every shown value is in one group', () => {
  for (const id of ['target-13', 'lstm', 'xor']) {
    const session = new Session(load(id));
    const groups = groupsOf(session);
    const ranks = groupNames.flatMap((name) => [
      ...groups[name].ranks,
      ...[...groups[name].layers.values()].flat(),
    ]);
    expect(ranks.sort((one, other) => one - other)).toEqual(ranks.map((_rank, index) => index));
    expect(session.values.slotsOfRank(ranks.length)).toEqual([]);
  }
});

test('a name of the code has the numbers that NumPy would print there', () => {
  const target = targetOf(load('lstm'));
  const { session } = target.debug;
  session.seek(session.total);
  const lines = listingOf(session).lines;
  expect(lines.some((line) => /^\s*U -= /.test(line))).toBe(true);
  const updated = [0, 1, 2, 3].map((index) => session.read(`U[${index}]`));
  expect(hoverValue(target, 'U', undefined)).toBe(`[${updated.join(', ')}]`);
  expect(hoverValue(target, 'U[2]', undefined)).toBe(String(updated[2]));
  // The gradient of 4 × 2 weights: a matrix.
  const rows = [0, 1, 2, 3].map((row) => [0, 1].map((column) => session.read(`grad(W[${row}][${column}])`)));
  expect(hoverValue(target, 'grad_W', undefined)).toBe(
    `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`,
  );
  expect(() => hoverValue(target, 'range', undefined)).toThrow('range');
});

test('many values come in pages, and an editor that asks for all gets the first and how many are left', () => {
  const names = Array.from({ length: 40 }, (_name, index) => `x${index}`);
  const target = targetOf(
    parse(
      JSON.stringify({
        title: 'wide',
        inputs: names,
        layers: [{ name: 'hidden', size: 30, init: { kind: 'xavier', seed: 1 } }],
        data: [{ inputs: names.map((_name, index) => index) }],
      }),
    ),
  );
  const { session } = target.debug;
  session.seek(session.total);
  const all = groupsOf(session).layers.layers.get('hidden') ?? [];
  const layers = scopes(target).scopes.find(({ name }) => name === 'Layers');
  const [hidden] = variables(target, { variablesReference: layers?.variablesReference ?? 0 }).variables;
  expect(hidden).toMatchObject({ name: 'hidden', indexedVariables: all.length });
  expect(all.length).toBeGreaterThan(2000);
  const { variablesReference = 0 } = hidden ?? {};
  const page = variables(target, { variablesReference, start: 1100, count: 3 }).variables;
  expect(page.map(({ name, value }) => [name, value])).toEqual(
    all.slice(1100, 1103).map((rank) => {
      const name = session.engine.run.slots[session.values.slotsOfRank(rank)[0] ?? 0]?.name ?? '';
      return [name, String(session.read(name))];
    }),
  );
  const first = variables(target, { variablesReference }).variables;
  expect(first).toHaveLength(1001);
  expect(first.at(-1)?.value).toBe(
    `${(all.length - 1000).toLocaleString('en')} more: read one by its name, or in pages`,
  );
});

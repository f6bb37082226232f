import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkDiagram } from '../../../src/view/diagram/diagram.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { load } from '../../support/scenario.ts';

test('every value has one node, in a column before its uses; given values are as near to their uses as possible', () => {
  let later = 0;
  fc.assert(
    fc.property(formulaDocuments(), (document) => {
      const { columns, edges } = networkDiagram(scenarioOf(document));
      const columnOf = new Map(
        columns.flatMap((column, index) => column.map(({ name }) => [name, index] as const)),
      );
      const names = [...document.inputs, 'b', 'w[0]', 'w[1]', ...Object.keys(document.formulas)];
      expect([...columnOf.keys()].sort()).toEqual([...names].sort());
      expect(columns.flat()).toHaveLength(names.length);
      expect(columns.every(({ length }) => length > 0)).toBe(true);
      for (const [name, text] of Object.entries(document.formulas)) {
        // Matches whole names only: not a part of another name.
        const used = names.filter((each) =>
          new RegExp(`(?<![\\w\\]])${each.replace(/[[\]]/g, '\\$&')}(?!\\w)`).test(text),
        );
        expect(edges.flatMap(({ from, to }) => (to === name ? [from] : [])).sort()).toEqual(used.sort());
        for (const from of used) expect(columnOf.get(from)).toBeLessThan(columnOf.get(name) as number);
      }
      for (const given of names.slice(0, names.length - Object.keys(document.formulas).length)) {
        const users = edges.flatMap(({ from, to }) => (from === given ? [columnOf.get(to) as number] : []));
        if (users.length > 0) expect(columnOf.get(given)).toBe(Math.min(...users) - 1);
        later += Number(users.length > 0 && Math.min(...users) > 1);
      }
    }),
    networksTried(150),
  );
  expect(later).toBeGreaterThan(shareOf(24));
});

test('a formula of numbers alone is beside what is given, and a formula that is one function has its name', () => {
  const { columns } = networkDiagram(load('attention'));
  const nodes = new Map(columns.flat().map((node) => [node.name, node]));
  expect(columns[0]?.map(({ name }) => name)).toContain('root');
  expect(nodes.get('root')).toMatchObject({ isSource: true, detail: null });
  expect(nodes.get('e1')).toMatchObject({ isSource: false, detail: 'exp' });
  expect(nodes.get('total')).toMatchObject({ isSource: false, detail: null });
  expect([...nodes.values()].filter(({ isSource }) => isSource)).toHaveLength(12);
});

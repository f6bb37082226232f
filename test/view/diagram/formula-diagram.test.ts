import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { networkDiagram } from '../../../src/view/diagram/diagram.ts';
import { networkLines } from '../../../src/view/network/drawing.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import { networksTried, scenarioOf } from '../../support/networks.ts';
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
  expect(later).toBeGreaterThan(10);
});

test("the edges of a step's operands are marked, and in the backward phase the edge of its gradient", () => {
  const debug = new Debugger(new Session(load('circuit')));
  const arrows = (position: number) => {
    debug.seek(position);
    const lines = networkLines(new Scene(debug), { columns: 78, rows: 9 });
    return lines.map(plainText).join('').match(/[◂▸]/gu) ?? [];
  };
  expect(arrows(0)).toEqual([]);
  // x + y, then q × z: two edges lead to the node.
  expect(new Set(arrows(1))).toEqual(new Set(['▸']));
  expect(new Set(arrows(2))).toEqual(new Set(['▸']));
  expect(arrows(3)).toEqual(['◂']);
  expect(arrows(4)).toEqual(['◂']);
});

test('formulas are next to their names if there is room for all or most of their text', () => {
  const debug = new Debugger(new Session(load('attention')));
  debug.seek(20);
  const text = (columns: number) =>
    networkLines(new Scene(debug), { columns, rows: 30 }).map(plainText).join('\n');
  expect(text(200)).toContain('e1 = exp(score1)');
  expect(text(70)).not.toMatch(/e1 =/);
  expect(text(70)).toContain('e1');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import type { Level } from '../../../src/session/frames.ts';
import { Session } from '../../../src/session/session.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { windowStart } from '../../../src/view/terminal/text.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';

test('the values around the selected or changed one are a window of all known values', () => {
  let selections = 0;
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, optimizers: true, layers: 3, nodes: 3, epochs: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom<(Level | null)[]>(null, null, 'node', 'layer', 'phase', 'epoch'),
      fc.nat(),
      (document, part, rows, frame, pick) => {
        const scene = new Scene(new Debugger(new Session(scenarioOf(document))));
        const { session } = scene;
        session.seek(Math.floor(part * session.total));
        const all = scene.shownValues(frame);
        const { names } = session.values;
        for (const subject of [null, names[pick % names.length] as string, 'nothing']) {
          const selected = all.findIndex((value) => subject !== null && value.names.includes(subject));
          const changed = all.findIndex(({ slot }) => slot === scene.lastStep?.instruction.result);
          const focus = Math.max(0, selected < 0 ? changed : selected);
          const length = Math.min(rows, all.length);
          const first = windowStart(all.length, length, focus);
          expect(scene.valuesAround(frame, subject, rows)).toEqual(all.slice(first, first + length));
          if (selected >= 0) selections += 1;
        }
      },
    ),
    networksTried(300),
  );
  expect(selections).toBeGreaterThan(shareOf(36));
});

/** Large letters: whatever the size and the explanations, the numbers of the operation are larger than usual. */
import { expect, test } from 'vitest';
import { layoutOf } from '../../src/view/layout.ts';
import { pictureNeeds } from '../../src/view/network/network-pane.ts';
import { defaultViewOptions, wordLevels } from '../../src/view/scene/view-options.ts';
import { hasSidePlot } from '../../src/view/side-plot.ts';
import { largeHeight } from '../../src/view/terminal/letters.ts';
import { shippedScene } from '../support/pictures.ts';

/** Rows of a panel beside its digits: the names, the formula and two borders. */
const BESIDE = 4;
const LEAST_PICTURE = 6;

test('the operation has rows for digits one scale larger, and the picture keeps its place', () => {
  const scene = shippedScene('target-13');
  for (const words of wordLevels)
    for (let rows = 16; rows <= 60; rows++)
      for (const columns of [60, 80, 100, 140, 200]) {
        const size = { columns, rows };
        const rowsOf = (isLarge: boolean) => {
          const looks = { ...defaultViewOptions, words, isLarge };
          const panels = layoutOf(size, looks, pictureNeeds(scene, size, looks), hasSidePlot(scene, looks));
          return new Map(panels.map(({ name, place }) => [name, place.rows]));
        };
        const scaleIn = (room: number) =>
          [4, 3, 2, 1, 0].find((scale) => largeHeight(scale) + BESIDE <= room);
        const [usual, large] = [rowsOf(false), rowsOf(true)];
        const where = `${columns} × ${rows}, ${words}`;
        const before = scaleIn(usual.get('operation') ?? 0) ?? 0;
        // Where the picture is as low as it may be, there are no more rows.
        if (large.get('picture') !== LEAST_PICTURE)
          expect(scaleIn(large.get('operation') ?? 0), where).toBeGreaterThanOrEqual(Math.min(4, before + 1));
        expect(large.get('picture'), where).toBeGreaterThanOrEqual(LEAST_PICTURE);
      }
});

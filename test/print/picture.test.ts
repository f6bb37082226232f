import { expect, test } from 'vitest';
import { pictureLines } from '../../src/print/exports/picture.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { shippedScene } from '../support/print.ts';

test.each([
  [0, '→ step  n node  f layer  c run  w why  ? keys'],
  [13, '→ step  ← back  n node  f layer  c run  N node back  g start  w why  ? keys'],
  [32, '← back  N node back  g start  w why  ? keys'],
])('at step %i the keys at the bottom are those that can be pressed', (position, keys) => {
  const lines = pictureLines(shippedScene('target-13', position), 'target-13', { columns: 100, rows: 30 });
  expect(lines).toHaveLength(30);
  expect(plainText(lines.at(-1) ?? []).trim()).toBe(keys);
});

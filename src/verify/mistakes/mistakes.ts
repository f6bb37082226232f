/** The mistakes that are tried. To add one, add an entry to the table of its group. */
import { functions } from './functions.ts';
import type { Mistake } from './mistake.ts';
import { operands } from './operands.ts';
import { products } from './products.ts';
import { signs } from './signs.ts';
import { sums } from './sums.ts';
import { updates } from './updates.ts';

export const mistakes: readonly Mistake[] = [
  ...products,
  ...sums,
  ...signs,
  ...updates,
  ...operands,
  ...functions,
];

/** Makes two changes at once: only these are made together, since otherwise almost every number could be explained. */
export const madeTogether = 'factor missing';

/** All functions over arrays. To add one, write it in a file beside this one, and its family here. */
import { arrangements } from './arrangement.ts';
import type { ArrayFunction } from './array-function.ts';
import { products } from './products.ts';
import { reductions } from './reductions.ts';
import { softmaxes } from './softmax.ts';
import { windows } from './windows.ts';

export const arrayFunctions: readonly ArrayFunction[] = [
  ...reductions,
  ...softmaxes,
  ...products,
  ...arrangements,
  ...windows,
];

export const arrayFunctionOf: ReadonlyMap<string, ArrayFunction> = new Map(
  arrayFunctions.flatMap((each) => each.names.map((name) => [name, each] as const)),
);

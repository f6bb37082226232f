/** All optimizers of the format. A new one is a file in kinds/ and a line here. */
import type { Setting } from '../losses/common/setting.ts';
import type { Optimizer } from './common/optimizer.ts';
import { adadelta } from './kinds/adadelta.ts';
import { adagrad } from './kinds/adagrad.ts';
import { adam, adamw } from './kinds/adam.ts';
import { lion } from './kinds/lion.ts';
import { momentum, nesterov } from './kinds/momentum.ts';
import { nadam } from './kinds/nadam.ts';
import { rmsprop } from './kinds/rmsprop.ts';
import { sgd } from './kinds/sgd.ts';

const table = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
  nadam,
  lion,
} satisfies Record<string, Optimizer>;

export type OptimizerName = keyof typeof table;

export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = table;

export const optimizerNames = Object.keys(table) as OptimizerName[];

/** The optimizer with that name, as a file has it; null if there is none. */
export function optimizerNamed(kind: unknown): OptimizerName | null {
  return optimizerNames.find((name) => name === kind) ?? null;
}

/** The numbers of all optimizers, by their keys in the format. A key has the same range for every optimizer. */
export const optimizerSettings: ReadonlyMap<string, Setting> = new Map(
  Object.values(optimizers).flatMap(({ keys }) => Object.entries(keys)),
);

/** All words that a form can be, by its key in the format. An optimizer may have only some of them. */
export const optimizerWords: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(optimizers)
    .flatMap(({ forms }) => Object.keys(forms))
    .map((key) => [key, wordsOf(key)]),
);

/** Whether a key of the format is a number or a form of other optimizers, and not of this one. */
export function isForeign(key: string, kind: OptimizerName): boolean {
  const { keys, forms } = optimizers[kind];
  const isOwn = Object.hasOwn(keys, key) || Object.hasOwn(forms, key);
  return !isOwn && (optimizerSettings.has(key) || optimizerWords.has(key));
}

function wordsOf(key: string): string[] {
  return [...new Set(Object.values(optimizers).flatMap(({ forms }) => Object.keys(forms[key] ?? {})))];
}

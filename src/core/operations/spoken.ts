/** Texts shared by several operations. The function's name is a placeholder, so a locale needs each text only once. */
import { t } from '../../i18n/translate.ts';

/** Values in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : t`${values.slice(0, -1).join(', ')} and ${last}`;
}

type Spoken = (a: string, b: string, result: string) => string;

/** For a function: `sigmoid of 2 is 0.88`. */
export const called =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`${name} of ${a} is ${result}`;

/** For a slope that is computed from the function's input. */
export const slopeAt =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`the slope of ${name} at ${a} is ${result}`;

/** For a slope that is computed from the function's result. */
export const slopeWhere =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`the slope of ${name} where its result is ${a} is ${result}`;

/** The name of the operation that computes a function's slope. */
export const slopeName = (name: string) => () => t`${name.replaceAll('_', ' ')} slope`;

/** Spoken forms that several operations share. The name of the function is a value of the text, so a locale needs each once. */
import { t } from '../../i18n/translate.ts';

type Spoken = (a: string, b: string, result: string) => string;

/** Of a function: `sigmoid of 2 is 0.88`. */
export const called =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`${name} of ${a} is ${result}`;

/** Of a slope that is computed from what goes into the function. */
export const slopeAt =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`the slope of ${name} at ${a} is ${result}`;

/** Of a slope that is computed from the function's result. */
export const slopeWhere =
  (name: string): Spoken =>
  (a, _b, result) =>
    t`the slope of ${name} where its result is ${a} is ${result}`;

/** What the slope of a function is called where a value is said to come from it. */
export const slopeName = (name: string) => () => t`${name.replaceAll('_', ' ')} slope`;

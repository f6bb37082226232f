import { english, t, translated } from '../i18n/translate.ts';

/** Words for kinds of values and of operations. */
const words: Readonly<Record<string, string>> = {
  input: english('given: an input'),
  target: english('given: a target'),
  parameter: english('given: a weight or bias'),
  setting: english('given: a setting'),
  statistic: english('computed from the data before the run'),
  constant: english('a constant'),
  accumulator: english('a sum that starts at 0'),
  multiply: english('multiply'),
  add: english('add'),
  subtract: english('subtract'),
  square: english('square'),
  divide: english('divide'),
  divide_slope: english('divide slope'),
  negate: english('negate'),
  maximum: english('maximum'),
  minimum: english('minimum'),
  greater: english('greater'),
  floor: english('floor'),
  power: english('power'),
  power_slope: english('power slope'),
  exponent_slope: english('exponent slope'),
};

/**
 * `multiply`, `relu slope`; for what no operation made, what it is. Functions are called as they are written in
 * formulas and on the screen, in every language.
 */
export function operationName(kind: string): string {
  const word = words[kind];
  if (word !== undefined) return translated(word);
  const name = kind.replaceAll('_', ' ');
  const ofSlope = / slope$/.exec(name);
  return ofSlope ? t`${name.slice(0, ofSlope.index)} slope` : name;
}

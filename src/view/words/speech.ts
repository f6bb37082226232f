/** A step as it is read aloud: no signs, only words and numbers. */
import type { OpName } from '../../core/operations.ts';
import type { Phase } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber } from '../terminal/format.ts';
import { stepText } from './words.ts';

/** A number with words for its signs: `minus 8`, `1.235 times 10 to the power of minus 5`. */
export function spokenNumber(value: number): string {
  const text = formatNumber(value);
  if (Number.isNaN(value)) return t`not a number`;
  if (text.startsWith('−')) return t`minus ${spokenNumber(-value)}`;
  if (value === Number.POSITIVE_INFINITY) return t`infinity`;
  const [digits = '', exponent] = text.split('e');
  return exponent === undefined
    ? digits
    : t`${digits} times 10 to the power of ${spokenNumber(Number(exponent.replace('−', '-')))}`;
}

type Operation = (a: string, b: string, result: string) => string;

const called =
  (name: string): Operation =>
  (a, _b, result) =>
    t`${name} of ${a} is ${result}`;
const slopeAt =
  (name: string): Operation =>
  (a, _b, result) =>
    t`the slope of ${name} at ${a} is ${result}`;
const slopeWhere =
  (name: string): Operation =>
  (a, _b, result) =>
    t`the slope of ${name} where its result is ${a} is ${result}`;

const operations: Readonly<Record<OpName, Operation>> = {
  multiply: (a, b, result) => t`${a} times ${b} is ${result}`,
  add: (a, b, result) => t`${a} plus ${b} is ${result}`,
  subtract: (a, b, result) => t`${a} minus ${b} is ${result}`,
  square: (a, _b, result) => t`the square of ${a} is ${result}`,
  divide: (a, b, result) => t`${a} divided by ${b} is ${result}`,
  divide_slope: (a, b, result) => t`minus the quotient of ${a} and ${b} is ${result}`,
  negate: (a, _b, result) => t`the negative of ${a} is ${result}`,
  exp: (a, _b, result) => t`e to the power of ${a} is ${result}`,
  log: (a, _b, result) => t`the logarithm of ${a} is ${result}`,
  sqrt: (a, _b, result) => t`the square root of ${a} is ${result}`,
  abs: (a, _b, result) => t`the absolute value of ${a} is ${result}`,
  abs_slope: (a, _b, result) => t`the sign of ${a} is ${result}`,
  max: (a, b, result) => t`the larger of ${a} and ${b} is ${result}`,
  maximum: (a, b, result) => t`the larger of ${a} and ${b} is ${result}`,
  minimum: (a, b, result) => t`the smaller of ${a} and ${b} is ${result}`,
  greater: (a, b, result) => t`the test whether ${a} is above ${b} gives ${result}`,
  floor: (a, _b, result) => t`${a} rounded down is ${result}`,
  sin: (a, _b, result) => t`the sine of ${a} is ${result}`,
  cos: (a, _b, result) => t`the cosine of ${a} is ${result}`,
  power: (a, b, result) => t`${a} to the power of ${b} is ${result}`,
  cos_slope: (a, _b, result) => t`the slope of the cosine at ${a} is ${result}`,
  power_slope: (a, b, result) =>
    t`the slope of ${a} to the power of ${b} with respect to the base is ${result}`,
  exponent_slope: (a, b, result) =>
    t`the slope of ${a} to the power of ${b} with respect to the exponent is ${result}`,
  huber: (a, b, result) => t`huber of ${a} with the limit ${b} is ${result}`,
  huber_slope: (a, b, result) => t`the slope of huber at ${a} with the limit ${b} is ${result}`,
  identity: called('identity'),
  relu: called('relu'),
  relu_slope: slopeAt('relu'),
  leaky_relu: called('leaky_relu'),
  leaky_relu_slope: slopeAt('leaky_relu'),
  sigmoid: called('sigmoid'),
  sigmoid_slope: slopeWhere('sigmoid'),
  tanh: called('tanh'),
  tanh_slope: slopeWhere('tanh'),
  elu: called('elu'),
  elu_slope: slopeAt('elu'),
  softplus: called('softplus'),
  softplus_slope: slopeAt('softplus'),
  gelu: called('gelu'),
  gelu_slope: slopeAt('gelu'),
};

const phases: Readonly<Record<Phase, () => string>> = {
  forward: () => t`forward phase`,
  loss: () => t`loss phase`,
  backward: () => t`backward phase`,
  update: () => t`update phase`,
};

/**
 * The step just done, for a screen reader: where it is, the operation, its name, what its number means. At the
 * start: how many steps there are, and what will be done first.
 */
export function sentenceOf({ session }: Scene): string {
  const { position, total } = session;
  if (total === 0) return t`This scenario computes nothing.`;
  if (position === 0) {
    const { what } = stepText(session, 1, spokenNumber);
    return `${t`This is the start of ${total} steps. Nothing is computed yet; ${session.step(1).result.name} comes first.`} ${what}`;
  }
  const { kind, phase, operands, result } = session.step(position);
  const [a = '', b = ''] = operands.map(({ value }) => spokenNumber(value));
  const operation = operations[kind](a, b, spokenNumber(result.value));
  const { means } = stepText(session, position, spokenNumber);
  return `${t`Step ${position} of ${total}, ${phases[phase]()}: ${operation}. This is ${result.name}.`} ${means}`;
}

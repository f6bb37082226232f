/** Words for formulas: their operations, and the slopes of those. */
import type { OpName } from '../../core/operations.ts';
import { t } from '../../i18n/translate.ts';
import { chainRule, effectBy, productEffect } from './backward.ts';
import type { Facts, Words } from './facts.ts';

/** A value with its name; a constant has its number alone. */
const told = ({ name, text, isConstant }: Facts['a']) => (isConstant ? text : `${name} (${text})`);

const sentences: Readonly<Partial<Record<OpName, (a: string, b: string) => string>>> = {
  multiply: (a, b) => t`${a} is multiplied by ${b}.`,
  add: (a, b) => t`${b} is added to ${a}.`,
  subtract: (a, b) => t`${b} is subtracted from ${a}.`,
  divide: (a, b) => t`${a} is divided by ${b}.`,
  power: (a, b) => t`${a} is raised to the power of ${b}.`,
  square: (a) => t`${a} is squared.`,
  negate: (a) => t`The sign of ${a} is flipped.`,
  exp: (a) => t`e is raised to the power of ${a}.`,
  log: (a) => t`The natural logarithm of ${a} is taken: the exponent of e that gives it.`,
  sqrt: (a) => t`The square root of ${a} is taken.`,
  abs: (a) => t`The absolute value of ${a} is taken.`,
  sin: (a) => t`The sine of ${a} is taken.`,
  cos: (a) => t`The cosine of ${a} is taken.`,
  maximum: (a, b) => t`The larger of ${a} and ${b} is kept.`,
  minimum: (a, b) => t`The smaller of ${a} and ${b} is kept.`,
};

export const formula: Words<'formula'> = {
  what: ({ op }, { a, b }) => sentences[op]?.(told(a), told(b)) ?? '',
  why: () =>
    t`A formula is computed from the inside out, one operation at a time. Each operation is simple enough that its slope is known.`,
  means: ({ formula: name, isPart }, { result }) =>
    isPart ? t`${result.text} is used in the rest of ${name}.` : t`${name} is ${result.text}.`,
};

/** What the slope of an operation is, as it is learnt. */
const slopes: Readonly<Partial<Record<OpName, () => string>>> = {
  multiply: () => t`The slope of a product with respect to one factor is the other factor.`,
  subtract: () => t`A value that is subtracted counts with its sign flipped: its slope is −1.`,
  negate: () => t`Flipping the sign has slope −1.`,
  square: () => t`The slope of x² is 2 × x.`,
  divide: () => t`The slope of a ÷ b is 1 ÷ b with respect to a, and −(a ÷ b) ÷ b with respect to b.`,
  power: () => t`The slope of x ** n with respect to x is n × x ** (n − 1).`,
  exp: () => t`The slope of exp(x) is exp(x) itself.`,
  log: () => t`The slope of log(x) is 1 ÷ x.`,
  sqrt: () => t`The slope of sqrt(x) is ½ ÷ sqrt(x).`,
  abs: () => t`The slope of abs(x) is 1 above zero and −1 below zero; at 0 it is taken as 0.`,
  sin: () => t`The slope of the sine is the cosine.`,
  cos: () => t`The slope of the cosine is minus the sine.`,
  maximum: () =>
    t`Only the value that is kept counts: its slope is 1, the other slope is 0. If both are equal, each slope is ½.`,
  minimum: () =>
    t`Only the value that is kept counts: its slope is 1, the other slope is 0. If both are equal, each slope is ½.`,
};

export const formulaSlope: Words<'formulaSlope'> = {
  what: ({ of, from }, { a, b }) =>
    from === 'both'
      ? t`The slope of ${of} is worked out from ${told(a)} and ${told(b)}.`
      : t`The slope of ${of} is worked out from ${told(from === 'first' ? a : b)}.`,
  why: ({ op }) => slopes[op]?.() ?? t`The chain rule needs the slope of every operation on the way back.`,
  means: ({ of, by }, facts) =>
    by
      ? effectBy(by, of, facts)
      : t`The slope is ${facts.result.text}: a small change counts this many times in ${of}.`,
};

export const formulaGradient: Words<'formulaGradient'> = {
  what: ({ of }, { a, b, goal }) =>
    goal === null
      ? t`${told(a)} is multiplied by the slope of the loss at ${of} (${b.text}).`
      : t`${told(a)} is multiplied by the slope of ${goal} at ${of} (${b.text}).`,
  // Where the slope was no step of its own, this is the place to say what it is.
  why: ({ op }, { a }) => (a.isSlope ? chainRule() : (slopes[op]?.() ?? chainRule())),
  means: ({ of, by }, facts) => productEffect(by, of, facts),
};

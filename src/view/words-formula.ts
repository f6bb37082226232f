/** Words for formulas: their operations, and the slopes of those. */
import type { OpName } from '../core/ops.ts';
import { t } from '../language/translate.ts';
import type { Facts, Words } from './facts.ts';
import { chainRule, effectBy, productEffect } from './words-backward.ts';

/** A value with its name; a constant has its number alone. */
const told = ({ name, text }: Facts['a']) => (/^[-\d]/.test(name) ? text : `${name} (${text})`);

const sentences: Readonly<Partial<Record<OpName, (a: string, b: string) => string>>> = {
  multiply: (a, b) => t`${a} is multiplied by ${b}.`,
  add: (a, b) => t`${b} is added to ${a}.`,
  subtract: (a, b) => t`${b} is subtracted from ${a}.`,
  divide: (a, b) => t`${a} is divided by ${b}.`,
  power: (a, b) => t`${a} is raised to the power of ${b}.`,
  square: (a) => t`${a} is multiplied by itself.`,
  negate: (a) => t`The sign of ${a} is turned.`,
  exp: (a) => t`e is raised to the power of ${a}.`,
  log: (a) => t`The logarithm of ${a} is taken: the power of e that gives it.`,
  sqrt: (a) => t`The square root of ${a} is taken.`,
  abs: (a) => t`The sign of ${a} is dropped.`,
  sin: (a) => t`The sine of ${a} is taken.`,
  cos: (a) => t`The cosine of ${a} is taken.`,
  maximum: (a, b) => t`The larger of ${a} and ${b} is kept.`,
  minimum: (a, b) => t`The smaller of ${a} and ${b} is kept.`,
};

export const formula: Words<'formula'> = {
  what: ({ op }, { a, b }) => sentences[op]?.(told(a), told(b)) ?? '',
  why: () =>
    t`A formula is worked out from the inside, one operation at a time: each is so simple that its slope is known.`,
  means: ({ formula: name, isPart }, { result }) =>
    isPart ? t`${result.text} goes on into the rest of ${name}.` : t`${name} is ${result.text}.`,
};

/** What the slope of an operation is, as it is learnt. */
const slopes: Readonly<Partial<Record<OpName, () => string>>> = {
  multiply: () => t`The slope of a product for one factor is the other factor.`,
  subtract: () => t`What is subtracted counts with its sign turned: its slope is −1.`,
  negate: () => t`Turning the sign has the slope −1.`,
  square: () => t`The slope of a square is twice what is squared.`,
  divide: () => t`The slope of a ÷ b is 1 ÷ b for a, and −(a ÷ b) ÷ b for b.`,
  power: () =>
    t`The slope of a power for its base is the exponent times the power with an exponent one less.`,
  exp: () => t`A power of e is its own slope.`,
  log: () => t`The slope of a logarithm is 1 ÷ what it is taken of.`,
  sqrt: () => t`The slope of a square root is ½ ÷ the root.`,
  abs: () => t`The slope of a size is 1 right of zero and −1 left of it; at 0 it is taken as 0.`,
  sin: () => t`The slope of the sine is the cosine.`,
  cos: () => t`The slope of the cosine is the sine with its sign turned.`,
  maximum: () =>
    t`Only what is kept counts: its slope is 1, that of the other 0, and ½ each where they are equal.`,
  minimum: () =>
    t`Only what is kept counts: its slope is 1, that of the other 0, and ½ each where they are equal.`,
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
      : t`The slope is ${facts.result.text}: so many times a small change counts in ${of}.`,
};

export const formulaGradient: Words<'formulaGradient'> = {
  what: ({ of }, { a, b, goal }) =>
    goal === null
      ? t`${told(a)} is multiplied by the slope of the loss at ${of}, ${b.text}.`
      : t`${told(a)} is multiplied by the slope of ${goal} at ${of}, ${b.text}.`,
  // Where the slope was no step of its own, this is the place to say what it is.
  why: ({ op }, { a }) => (a.name.startsWith('slope(') ? chainRule() : (slopes[op]?.() ?? chainRule())),
  means: ({ of, by }, facts) => productEffect(by, of, facts),
};

/** Texts for formulas: their operations and the slopes of these. */
import { ops } from '../../core/operations.ts';
import { t } from '../../i18n/translate.ts';
import { chainRule, effectBy, productEffect, slopeEffect, slopeSource, slopesNeeded } from './backward.ts';
import { told, type Words } from './facts.ts';

export const formula: Words<'formula'> = {
  what: ({ op }, { operands }) => {
    const [a = '', b = a, ...rest] = operands.map(told);
    return ops[op].formula?.words?.step(a, b, ...rest) ?? '';
  },
  why: ({ op }, { isOfNext, operands }) => {
    if (isOfNext) return becauseKept();
    const [purpose] = [op, ...operands.map(({ madeBy }) => madeBy)].flatMap(
      (each) => (each && ops[each].formula?.words?.purpose) ?? [],
    );
    return (
      purpose?.() ??
      t`A formula is computed from the inside out, one operation at a time. Each operation is simple enough that its slope is known.`
    );
  },
  means: ({ formula: name, isPart }, facts) => {
    const { op, result, whole } = facts;
    const usual = !isPart
      ? t`${name} is ${result.text}.`
      : whole === null
        ? t`${result.text} is used in the rest of ${name}.`
        : t`${result.text} is a part of ${whole}.`;
    const reason = ops[op].formula?.words?.because?.(facts);
    return reason === undefined ? usual : `${reason} ${usual}`;
  },
};

const becauseKept = () =>
  t`A kept value is changed by a formula, not by the optimizer. The next batch starts with the new value.`;

export const copied: Words<'copied'> = {
  what: ({ name }, { a }) => t`${name} takes the value of ${told(a)}.`,
  why: ({ name }, { isOfNext }) =>
    isOfNext
      ? becauseKept()
      : t`Nothing is computed here, but ${name} gets a gradient of its own: the one that comes back through it.`,
  means: ({ name }, { result }) => t`${name} is ${result.text}.`,
};

export const formulaSlope: Words<'formulaSlope'> = {
  what: slopeSource,
  why: ({ op }) => ops[op].formula?.words?.slope?.() ?? slopesNeeded(),
  means: slopeEffect,
};

export const formulaGradient: Words<'formulaGradient'> = {
  what: ({ of }, { a, b, goal }) =>
    goal === null
      ? t`${told(a)} is multiplied by the gradient at ${of} (${b.text}).`
      : t`${told(a)} is multiplied by the slope of ${goal} at ${of} (${b.text}).`,
  // If no step has computed the slope, its rule is explained here.
  why: ({ op }, { a }) => (a.isSlope ? chainRule() : (ops[op].formula?.words?.slope?.() ?? chainRule())),
  means: ({ of, by }, facts) => productEffect(by, of, facts),
};

export const constantGradient: Words<'constantGradient'> = {
  what: ({ by }, { a }) => t`The gradient of ${by.address} is the number ${a.text}.`,
  why: ({ by }) =>
    t`All slopes on the way from the loss to ${by.address} are constants, so the gradient is the same for all values.`,
  means: ({ by, through }, facts) => effectBy(by, through, facts),
};

/**
 * The place of the largest or the smallest of several values, counted from 0: of the first of them if several are equal,
 * and of the first NaN if there is one, as argmax and argmin of NumPy and PyTorch. A place jumps and is flat between its
 * jumps, so no gradient goes back through it.
 */
import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type OperationMistake } from '../operation.ts';
import { listed } from '../spoken.ts';
import type { StepFacts } from '../step-facts.ts';

type Place = (...values: number[]) => number;

/** @param extreme Math.max or Math.min, which give NaN if any value is NaN */
function firstPlace(extreme: Place): Place {
  return (...values) => {
    const wanted = extreme(...values);
    return Number.isNaN(wanted) ? values.findIndex(Number.isNaN) : values.indexOf(wanted);
  };
}

function mistakes(place: Place, extreme: Place): readonly OperationMistake[] {
  return [
    {
      forward: (...values) => place(...values) + 1,
      words: (name) => t`The place in ${name} is counted from 1, but it should be counted from 0.`,
    },
    {
      forward: (...values) => values.lastIndexOf(extreme(...values)),
      words: (name) => t`${name} is the place of the last of the equal values, but it should be the first.`,
    },
    {
      forward: (...values) => extreme(...values),
      words: (name) => t`${name} is the value itself, but it should be its place.`,
    },
  ];
}

/** Why this place: which value it is, and whether others are equal to it. */
function because({ operands, result }: StepFacts): string {
  const place = result.text;
  // The result may have been set by hand.
  const { name, text, value } = operands[result.value] ?? result;
  if (Number.isNaN(value)) return t`${name} is not a number, and such a value counts first: place ${place}.`;
  const equal = operands.filter((each) => each.value === value).length;
  return equal === 1
    ? t`${name} (${text}) is at place ${place}.`
    : t`${equal} values are equal (${text}). The first of them is ${name}, at place ${place}.`;
}

/** What argmax and argmin have in common. @param call how it is written in NumPy */
function placeOf(name: string, call: string, extreme: Place) {
  const forward = firstPlace(extreme);
  // A whole number of NumPy has no negative powers.
  const asFloat = { text: `1.0 * ${call}`, binds: binding.product, needs: [0] } as const;
  return {
    arity: 'many',
    forward,
    derivatives: [],
    paper: { text: `${name}({0…})`, binds: binding.atom, needs: [0] },
    numpy: asFloat,
    wasm: null,
    convention: () =>
      t`argmax and argmin: places are counted from 0, the first of equal values counts, and no gradient goes back`,
    mistakes: mistakes(forward, extreme),
    traits: { kink: 'jump', bounds: { least: 0, most: Number.POSITIVE_INFINITY } },
  } as const satisfies Partial<Operation>;
}

export const places = {
  argmax: {
    ...placeOf('argmax', 'np.argmax([{0…}], 0)', Math.max),
    spoken: (_a, _b, result, all) =>
      t`the place of the largest of ${listed(all)}, counted from 0, is ${result}`,
    worksheet: {
      sentence: () =>
        t`${'`argmax(a, b, …)`'} is the place of the first of the largest values, counted from 0.`,
    },
    formula: {
      names: ['argmax'],
      words: {
        step: (...values) => t`The place of the largest of ${listed(values)} is found, counted from 0.`,
        because,
      },
    },
  },
  argmin: {
    ...placeOf('argmin', 'np.argmin([{0…}], 0)', Math.min),
    spoken: (_a, _b, result, all) =>
      t`the place of the smallest of ${listed(all)}, counted from 0, is ${result}`,
    worksheet: {
      sentence: () =>
        t`${'`argmin(a, b, …)`'} is the place of the first of the smallest values, counted from 0.`,
    },
    formula: {
      names: ['argmin'],
      words: {
        step: (...values) => t`The place of the smallest of ${listed(values)} is found, counted from 0.`,
        because,
      },
    },
  },
} satisfies Record<string, Operation>;

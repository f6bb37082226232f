/** Checks of formulas: the names in them are defined, and a scenario does not have both formulas and layers. */

import { type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { MOST_SHOWN } from '../../diagnostics/shown.ts';
import { type FormulaTree, shapeText } from '../../expression/arrays/terms.ts';
import { possibleNames } from '../../expression/formula.ts';
import { t } from '../../i18n/translate.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import type { OutlineFormula } from '../reading/formulas.ts';
import type { Outline } from '../reading/outline.ts';
import { isMapping } from '../yaml/mapping.ts';
import { unevenLists } from './arrays.ts';

/** Checks that a scenario has either layers or formulas, and that each formula is valid. */
export function checkFormulas(document: Outline): Problem[] {
  const { raw, inputs, formulas, nexts, kept } = document;
  const parameters = Object.keys(isMapping(raw.parameters) ? raw.parameters : {});
  const known = new Set([...(inputs ?? []), ...parameters, ...kept.keys()]);
  let quotedNames: ReadonlyMap<string, string> | null = null;
  const quotedName = (found: string) => {
    quotedNames ??= new Map(formulas.map(({ name }) => [quoted(name), name]));
    return quotedNames.get(found);
  };
  const faults: Problem[] = [];
  for (const formula of [...formulas, ...nexts]) {
    // Formulas are in the order of the file: later ones are not shown, and need no fix.
    const needsFix = faults.length < MOST_SHOWN;
    for (const problem of checkFormula(formula, known, quotedName, needsFix)) faults.push(problem);
    known.add(formula.name);
  }
  const isEmpty = raw.formulas !== undefined && formulas.length === 0;
  const none: Problem = {
    path: ['formulas'],
    expected: t`at least one formula`,
    found: t`nothing`,
    fix: t`add one, for example ${'q: x + y'}`,
  };
  return [
    ...checkForm(document),
    ...(isEmpty ? [none] : []),
    ...checkArrays(document),
    ...checkOwnLoss(document),
    ...checkKept(document),
    ...faults,
  ];
}

/** Checks that a loss given as a formula is the only loss, and that no other formula uses it. */
function checkOwnLoss({ raw, formulas, hasOwnLoss }: Outline): Problem[] {
  if (!hasOwnLoss) return [];
  const user = formulas.find(
    ({ name, raw: text }) =>
      name !== LOSS_FORMULA && typeof text === 'string' && possibleNames(text).includes(LOSS_FORMULA),
  );
  const both = (key: string): Problem[] =>
    raw[key] === undefined
      ? []
      : [
          {
            path: [key],
            at: 'key',
            expected: t`one loss`,
            found: t`the formula ${quoted(LOSS_FORMULA)} as well`,
            fix: t`remove one of the two`,
          },
        ];
  const used: Problem[] = user
    ? [
        {
          path: user.path,
          expected: t`a formula that does not use the loss: nothing may be computed from it`,
          found: quoted(String(user.raw)),
          fix: t`give the formula called loss another name, or do not use it here`,
        },
      ]
    : [];
  return [...both('loss'), ...both('output_gradient'), ...used];
}

/** Checks that the lists in each parameter have the same length, as the rows of a matrix do. */
function checkArrays({ raw }: Outline): Problem[] {
  const parameters = Object.entries(isMapping(raw.parameters) ? raw.parameters : {});
  return parameters.flatMap(([name, value]) => unevenLists(value, ['parameters', name]));
}

/** Checks that each next kept value has the shape of the one at the start. */
function checkKept({ raw, kept, nexts }: Outline): Problem[] {
  const starts = Object.entries(isMapping(raw.keep) ? raw.keep : {});
  const uneven = starts.flatMap(([name, value]) =>
    unevenLists(isMapping(value) ? value.start : undefined, ['keep', name, 'start']),
  );
  const others = nexts.flatMap(({ name, path, parsed }): Problem[] => {
    const start = kept.get(name);
    if (start === undefined || !parsed?.ok || parsed.terms.shape.join() === start.join()) return [];
    const expected = t`the same shape as at the start, ${shapeText(start)}`;
    return [{ path, expected, found: shapeText(parsed.terms.shape), fix: '' }];
  });
  return [...uneven, ...others];
}

function checkForm({ raw, inputs }: Outline): Problem[] {
  const { layers, formulas, parameters, keep } = raw;
  const problems: (Problem | false)[] = [
    layers === undefined &&
      formulas === undefined && {
        path: ['layers'],
        expected: t`layers, or formulas`,
        found: t`nothing`,
        fix: t`add layers, for example ${'layers: [{ name: output, nodes: { y: [1, 1] } }]'}`,
      },
    layers !== undefined &&
      formulas !== undefined && {
        path: ['formulas'],
        at: 'key',
        expected: t`layers, or formulas`,
        found: t`both`,
        fix: t`remove one of the two`,
      },
    parameters !== undefined &&
      formulas === undefined && {
        path: ['parameters'],
        at: 'key',
        expected: t`formulas that use them`,
        found: t`none`,
        fix: t`remove it: with layers, the weights belong to the nodes`,
      },
    keep !== undefined &&
      formulas === undefined && {
        path: ['keep'],
        at: 'key',
        expected: t`formulas that use them`,
        found: t`none`,
        fix: t`remove keep, or write the layers as formulas`,
      },
    formulas === undefined &&
      inputs === null &&
      Array.isArray(raw.inputs) && {
        path: ['inputs'],
        expected: t`at least ${1} value`,
        found: t`an empty list`,
        fix: t`add at least one`,
      },
  ];
  return problems.filter((problem) => problem !== false);
}

/** Fixes for common mistakes with a name: a value used as a function, and `²`. Null for others. */
function nameFix(text: string, at: number, known: ReadonlySet<string>): string | null {
  const [word = ''] = /^[A-Za-z_]\w*/.exec(text.slice(at)) ?? [];
  const next = text.slice(at + word.length).trimStart()[0];
  if (word === '') return null;
  if (next === '²') return t`write ${word} ** 2`;
  return known.has(word) && next === '(' ? t`write * for a product` : null;
}

/**
 * @param known the names that it can use
 * @param quotedName the name of a formula that a message quotes; undefined if there is none
 */
function checkFormula(
  { name, raw, path, parsed, fix: ownFix }: OutlineFormula,
  known: ReadonlySet<string>,
  quotedName: (found: string) => string | undefined,
  needsFix: boolean,
): Problem[] {
  if (typeof raw !== 'string' || parsed === null) return [];
  if (parsed.ok) {
    const { shape, cells } = parsed.terms;
    if (shape.length > 0 || !('number' in (cells[0] as FormulaTree))) return [];
    const expected = t`a formula: a value, or an operation`;
    return [
      { path, expected, found: quoted(raw), fix: t`write a plain number as an input, or where it is used` },
    ];
  }
  const { fault } = parsed;
  if (fault.follows) return [];
  const { at, expected, found } = fault;
  // The name of a formula that is defined later: the order is wrong, not the name.
  const later = quotedName(found);
  if (later === undefined || known.has(later)) {
    const fix = needsFix ? (nameFix(raw, at, known) ?? ownFix) : '';
    return [{ path, inside: at, expected, found, fix }];
  }
  return [
    {
      path,
      inside: at,
      expected: t`an earlier formula`,
      found: later === name ? t`${quoted(name)} itself` : t`${quoted(later)}, which is defined later`,
      fix: later === name ? t`give the result another name` : t`move ${name} below ${later}`,
    },
  ];
}

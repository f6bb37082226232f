/** Checks of the data, the loss, the optimizer and the phases. */

import { describeValue, type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { type Countable, countDifference, joinList, plural } from '../../diagnostics/plurals.ts';
import { listChoices, nearest } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { targetNames } from '../losses/loss-list.ts';
import {
  isForeign,
  optimizerNamed,
  optimizerSettings,
  optimizers,
  optimizerWords,
} from '../optimizers/optimizers.ts';
import { writtenHere } from '../optimizers/other-names.ts';
import type { Outline } from '../reading/outline.ts';
import { listOf } from '../reading/written-values.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { checkShape } from './arrays.ts';

/** Checks that each example has a number for each input and, if there is a loss, for each output. */
export function checkData(document: Outline): Problem[] {
  const { raw, outputs } = document;
  const problems = listOf(raw.data).flatMap((row, index) => {
    if (!isMapping(row)) return [];
    const ofInputs = checkInputs(row.inputs, ['data', index, 'inputs'], document);
    return [...ofInputs, ...checkTargetsOf(row.target, ['data', index], document)];
  });
  if (raw.output_gradient === undefined || !outputs) return problems;
  const given = amount(raw.output_gradient, outputs);
  return [...problems, ...checkLength(['output_gradient'], given, outputs, 'gradient', 'output')];
}

/** Checks that there is a value for each input, with the shape that it has in the first example. */
function checkInputs(given: unknown, path: Path, { inputs, writtenInputs, arrays }: Outline): Problem[] {
  if (!inputs || !writtenInputs || !Array.isArray(given)) return [];
  const shapeOf = new Map(arrays.map(({ name, shape }) => [name, shape]));
  const isNested = writtenInputs.some((name) => shapeOf.has(name));
  const names = isNested ? writtenInputs : inputs;
  if (given.length !== names.length) return checkLength(path, given.length, names, 'number', 'input');
  return given.flatMap((value, index) => {
    const name = names[index] as string;
    return checkShape(value, name, shapeOf.get(name) ?? [], [...path, index]);
  });
}

/** Checks that there is a target for each output. Of several losses, each target has a name if there are several. */
function checkTargetsOf(target: unknown, path: Path, { losses, targets }: Outline): Problem[] {
  if (!targets || targets.length === 0) return [];
  if (target === undefined) return [noTarget(path, targets)];
  const own = [...path, 'target'];
  const named = losses?.targets ?? [];
  if (!isMapping(target)) {
    if (named.length > 1 && losses?.isOfRows === false)
      return [unnamedTargets(own, describeValue(target), named)];
    return checkLength(own, amount(target, targets), targets, 'target', 'output');
  }
  if (losses === null) {
    const fix = t`write the targets as a list, in the order of the outputs`;
    return [
      { path: own, expected: t`targets without names, because there is one loss`, found: t`a mapping`, fix },
    ];
  }
  // A target that no loss uses is not wrong: a loss can be left out to see what it does.
  const unused = Object.keys(target).filter((name) => !named.some((each) => each.name === name));
  return named.flatMap(({ name, count }): Problem[] => {
    const numbers = targetNames([{ name, count }]);
    if (Object.hasOwn(target, name))
      return checkLength([...own, name], amount(target[name], numbers), numbers, 'target', 'output');
    const meant = unused.find((each) => nearest(each, [name]) !== null);
    if (meant === undefined) {
      const first = named.find((each) => !Object.hasOwn(target, each.name));
      const found = joinList(Object.keys(target).map(quoted)) || t`nothing`;
      return first?.name === name ? [unnamedTargets(own, found, named)] : [];
    }
    const expected = t`a target that a loss uses`;
    const fix = t`did you mean ${quoted(name)}?`;
    return [{ path: [...own, meant], at: 'key', expected, found: quoted(meant), fix }];
  });
}

function unnamedTargets(path: Path, found: string, named: readonly { readonly name: string }[]): Problem {
  const names = named.map(({ name }) => name);
  const fix = t`write ${`target: { ${names.map((name) => `${name}: …`).join(', ')} }`}`;
  return { path, expected: t`a target for each of ${joinList(names)}, by its name`, found, fix };
}

/** The number of values that are given; the expected number if the schema already reports the value. */
function amount(value: unknown, wanted: readonly string[]): number {
  return typeof value === 'number' ? 1 : [value].flat(Infinity).length || wanted.length;
}

/** Checks that there are as many values as inputs or outputs. */
export function checkLength(
  path: Path,
  given: number,
  names: readonly string[],
  what: Countable,
  of: 'input' | 'output',
): Problem[] {
  if (given === names.length) return [];
  const [wanted, listed] = [plural(names.length, what), joinList(names)];
  return [
    {
      path,
      expected:
        of === 'input'
          ? t`${wanted}, one for each input (${listed})`
          : t`${wanted}, one for each output (${listed})`,
      found: plural(given, what),
      fix: countDifference(given, names.length),
    },
  ];
}

function noTarget(path: Path, outputs: readonly string[]): Problem {
  const single = outputs.length === 1;
  return {
    path,
    expected: t`a target for each output (${joinList(outputs)}), because there is a loss`,
    found: t`nothing`,
    fix: single
      ? t`add a target, for example target: 13, or remove the loss`
      : t`add the targets as a list under target, or remove the loss`,
  };
}

/** Checks that all settings belong to the optimizer. */
export function checkOptimizer({ raw: { optimizer, formulas } }: Outline): Problem[] {
  if (!isMapping(optimizer)) return [];
  const own = optimizerNamed(optimizer.kind);
  if (own === null) return [];
  const { keys, forms } = optimizers[own];
  const known = [...Object.keys(keys), ...Object.keys(forms)];
  const foreign = [...optimizerSettings.keys(), ...optimizerWords.keys()]
    .filter((key) => optimizer[key] !== undefined && isForeign(key, own))
    .map((key): Problem => {
      return {
        path: ['optimizer', key],
        at: 'key',
        expected: t`a setting of ${own}`,
        found: quoted(key),
        fix: writtenHere(key, optimizer[key], own) ?? t`remove it, or ${listChoices(known)}`,
      };
    });
  const wrong = [...optimizerWords].flatMap(([key, words]): Problem[] => {
    const word = optimizer[key];
    const allowed = Object.keys(forms[key] ?? {});
    if (allowed.length === 0 || !words.includes(String(word)) || allowed.includes(String(word))) return [];
    const expected = t`one of ${allowed.join(', ')}`;
    return [{ path: ['optimizer', key], expected, found: describeValue(word), fix: listChoices(allowed) }];
  });
  return [...foreign, ...wrong, ...checkPenaltyOn(optimizer, isMapping(formulas))];
}

/** Checks that penalties are only kept from biases where there are biases. */
function checkPenaltyOn({ penalty_on: on }: Mapping, isOfFormulas: boolean): Problem[] {
  if (on !== 'weights' || !isOfFormulas) return [];
  const expected = t`layers, which have weights and biases`;
  return [{ path: ['optimizer', 'penalty_on'], at: 'key', expected, found: t`formulas`, fix: t`remove it` }];
}

/** Checks that each phase that is used has what it needs. */
export function checkPhases({ raw, hasOwnLoss }: Outline): Problem[] {
  const { loss, output_gradient: gradient, optimizer, stop_after: stop, training, data } = raw;
  const hasLoss = loss !== undefined || hasOwnLoss;
  const goesBack = hasLoss || gradient !== undefined;
  const problems: (Problem | false)[] = [
    loss !== undefined &&
      gradient !== undefined && {
        path: ['output_gradient'],
        at: 'key',
        expected: t`either a loss or an output_gradient`,
        found: t`both`,
        fix: t`remove one: the loss computes the gradient of the output itself`,
      },
    optimizer !== undefined &&
      !goesBack && {
        path: ['optimizer'],
        at: 'key',
        expected: t`a loss for the optimizer`,
        found: t`none`,
        fix: t`add a loss, for example loss: squared_error, or remove the optimizer`,
      },
    ((stop === 'loss' && !hasLoss) || (stop === 'backward' && !goesBack)) && {
      path: ['stop_after'],
      expected: t`a phase of this scenario`,
      found: t`"${stop}" without a loss`,
      fix: t`add a loss, or write stop_after: forward`,
    },
    isMapping(training) &&
      Number(training.accumulate) > 1 &&
      (training.batch === 'all' || (Array.isArray(data) && Number(training.batch ?? 1) >= data.length)) && {
        path: ['training', 'accumulate'],
        expected: t`at least two batches, whose gradients are added up for an update`,
        found: t`one batch`,
        fix: t`write a smaller batch, or remove accumulate`,
      },
    isMapping(training) &&
      training.finish !== undefined &&
      !hasLoss && {
        path: ['training', 'finish'],
        at: 'key',
        expected: t`a loss, which finish needs`,
        found: t`none`,
        fix: t`add a loss, or remove finish`,
      },
  ];
  return problems.filter((problem) => problem !== false);
}

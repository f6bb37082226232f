/** Checks of the loss, or of several: enough outputs, settings that belong to it, values and targets that exist. */
import { describeValue, type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { plural } from '../../diagnostics/plurals.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { shapeText } from '../../expression/arrays/terms.ts';
import { t } from '../../i18n/translate.ts';
import type { ListedLoss, LossList } from '../losses/loss-list.ts';
import { type LossName, losses, lossNames, lossSettings } from '../losses/losses.ts';
import type { Outline } from '../reading/outline.ts';
import type { Mapping } from '../yaml/mapping.ts';
import { checkLength } from './training.ts';

/** A loss, where it is in the document, and what it compares. */
interface Place {
  readonly raw: Mapping;
  /** The key that names the loss: `loss`, or `kind` in a list. */
  readonly key: 'loss' | 'kind';
  readonly path: Path;
  readonly values: readonly string[] | null;
}

/** Checks that there are enough outputs for the loss, and that all settings belong to it. */
export function checkLoss(document: Outline): Problem[] {
  const { raw, outputs, losses: list, rows, withoutRows } = document;
  if (withoutRows?.parsed?.ok) {
    const expected = t`one row for each of the ${rows ?? 0} examples that are taken together`;
    const found = shapeText(withoutRows.parsed.terms.shape);
    return [
      { path: withoutRows.path, expected, found, fix: t`leave the axis of the examples as the first one` },
    ];
  }
  if (list?.isOfRows) {
    const values = list.losses[0]?.of ?? null;
    return checkOne({ raw, key: 'loss', path: [], values });
  }
  if (list === null) return checkOne({ raw, key: 'loss', path: [], values: outputs });
  return [
    ...checkOne({ raw, key: 'loss', path: [], values: null }),
    ...list.losses.flatMap((each, index) => checkListed(each, ['loss', index], list, document)),
  ];
}

function checkOne({ raw, key, path, values }: Place): Problem[] {
  const own = lossNames.find((name) => name === raw[key]);
  const { leastOutputs, keys = {} } = own === undefined ? {} : losses[own];
  const isList = Array.isArray(raw[key]);
  const foreign = [...lossSettings.keys()].filter(
    (each) => raw[each] !== undefined && !Object.hasOwn(keys, each),
  );
  const ofKeys = foreign.map((each): Problem => {
    const owner = lossNames.find((name) => each in (losses[name].keys ?? {})) as string;
    return {
      path: [...path, each],
      at: 'key',
      expected: t`the loss it belongs to`,
      found: describeValue(raw[key]),
      fix: isList ? t`write it in one of the losses` : t`write ${key}: ${owner}, or remove ${each}`,
    };
  });
  ofKeys.push(...checkClassWeights({ raw, key, path, values }, own));
  if (!leastOutputs || !values || values.length >= leastOutputs.count) return ofKeys;
  const found = values.length === 1 ? t`one` : String(values.length);
  const fix = t`write ${key}: ${leastOutputs.instead}, or add an output`;
  return [{ path: [...path, key], expected: leastOutputs.expected(), found, fix }, ...ofKeys];
}

/** Checks that the loss has weights of classes, and that there is one for each output. */
function checkClassWeights({ raw, key, path: base, values }: Place, own: LossName | undefined): Problem[] {
  const weights = raw.class_weights;
  if (weights === undefined) return [];
  const path = [...base, 'class_weights'];
  const owners = lossNames.filter((name) => losses[name].hasClassWeights);
  if (own === undefined || !owners.includes(own)) {
    const fix = Array.isArray(raw[key])
      ? t`write it in one of the losses`
      : t`write ${key}: ${owners[0] as string}, or remove ${'class_weights'}`;
    const expected = t`a loss with classes: ${owners.join(', ')}`;
    return [{ path, at: 'key', expected, found: describeValue(raw[key]), fix }];
  }
  if (!values || !Array.isArray(weights)) return [];
  return checkLength(path, weights.length, values, 'number', 'output');
}

function checkListed(
  { raw, name, of, target }: ListedLoss,
  path: Path,
  { losses: all, targets }: LossList,
  { layers, formulas, hasFaults, rows }: Outline,
): Problem[] {
  if (typeof raw.of !== 'string') return [];
  // It would compare the numbers of all rows as the outputs of one example.
  if (rows !== null && raw.kind !== undefined) {
    const expected = t`only formulas that are losses, since the examples are taken together`;
    const fix = t`write the loss of all rows as a formula and list it with ${'of'} alone, or leave out ${'together: true'}`;
    return [{ path: [...path, 'kind'], expected, found: quoted(String(raw.kind)), fix }];
  }
  const isAgain = all.findIndex((each) => each.name === name) !== all.findIndex((each) => each.raw === raw);
  const again: Problem[] = isAgain
    ? [
        {
          path: raw.name === undefined ? path : [...path, 'name'],
          expected: t`a different name for every loss`,
          found: t`${quoted(name)} again`,
          fix: t`add a name, for example ${`name: ${raw.of}_2`}`,
        },
      ]
    : [];
  if (of === null) {
    const known = [
      ...formulas.filter(({ isInner }) => !isInner).map((each) => each.name),
      ...layers.flatMap((layer) => [layer.name ?? '', ...layer.nodes.map((node) => node.name)]),
    ].filter((each) => each !== '');
    const expected = t`the name of a formula, a node or a layer`;
    const fix = suggestion(raw.of, known);
    return [...again, { path: [...path, 'of'], expected, found: quoted(raw.of), fix }];
  }
  if (hasFaults) return [...again, ...checkOne({ raw, key: 'kind', path, values: null })];
  return [
    ...again,
    ...(raw.kind === undefined
      ? checkValue(raw, of, path)
      : checkOne({ raw, key: 'kind', path, values: of })),
    ...checkCount(of, target, targets, path),
  ];
}

/** Checks that a value that is itself a loss is a single one, and that nothing says what it is compared with. */
function checkValue(raw: Mapping, of: readonly string[], path: Path): Problem[] {
  if (raw.target !== undefined) {
    const expected = t`a kind: the loss that compares ${String(raw.of)} with ${String(raw.target)}`;
    const fix = t`add a kind, for example ${'kind: squared_error'}`;
    return [{ path, expected, found: t`nothing`, fix }];
  }
  const ofKeys = checkOne({ raw, key: 'kind', path, values: of });
  if (of.length === 1) return ofKeys;
  const expected = t`a single value, because without a kind it is itself the loss`;
  const fix = t`add a kind, for example ${'kind: squared_error'}`;
  return [...ofKeys, { path: [...path, 'of'], expected, found: plural(of.length, 'number'), fix }];
}

/** Checks that there are as many targets as values. */
function checkCount(
  of: readonly string[],
  target: ListedLoss['target'],
  targets: LossList['targets'],
  path: Path,
): Problem[] {
  const count =
    target?.kind === 'values'
      ? target.values.length
      : targets.find(({ name }) => target?.kind === 'given' && name === target.name)?.count;
  if (target === null || count === undefined) return [];
  return checkLength([...path, 'target'], count, of, 'target', 'output');
}

/** The tree of where a value comes from, and what a gradient is made of, as rows. */
import { quoted } from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import type { CellOrigin } from '../../explain/cell-origin.ts';
import { beginningsOf, beginningText } from '../../explain/not-finite.ts';
import { operationName } from '../../explain/operation-name.ts';
import {
  continuesSum,
  factorsOf,
  pathContributions,
  traceOrigin,
  type ValueOrigin,
} from '../../explain/provenance.ts';
import { t } from '../../i18n/translate.ts';
import { markText } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import type { NamedValue } from '../../session/steps.ts';
import { count, name, note, number, type Row, valueText } from './row.ts';

/** Levels of the tree that are shown at first, and that one unfolding shows. */
const LEVELS = 4;

/** The columns of the tree. */
export const originHeads = ['name', 'value', 'step', 'from'];

/**
 * The tree of a value: the rows of its first levels, and below the last of them those of the next levels. A row leads
 * to the step that wrote its value.
 *
 * @param what an address, for its value at the cursor, or a step, for the result that it wrote
 * @returns null if the value is not known yet
 */
export function originTree(session: Session, what: string | number): Row[] | null {
  const origin = traceOrigin(session, what, 2 * LEVELS);
  return origin && treeRows(session, origin, 0, LEVELS);
}

/** The row of a value at the cursor alone, which leads to no step; null if the value is not known yet. */
export function originRoot(session: Session, address: string): Row | null {
  const origin = traceOrigin(session, address, 1);
  if (origin === null) return null;
  const { text, cells = [] } = originRow(origin, 0, origin.operands.length);
  return { text, cells };
}

/**
 * The rows below a row of the tree that has not been followed: the operands of its step, and theirs.
 *
 * @param depth the level of the row
 */
export function originBelow(session: Session, step: number, depth: number): Row[] {
  const origin = traceOrigin(session, step, LEVELS);
  return origin ? termsOf(session, origin).flatMap((each) => treeRows(session, each, depth + 1, null)) : [];
}

/** The operands of a value; those of a sum are all its terms. */
function termsOf(session: Session, { step, operands }: ValueOrigin): readonly ValueOrigin[] {
  return operands.flatMap((each) => {
    const isPart = step !== null && each.step !== null && each.operands.length > 0;
    return isPart && continuesSum(session, step, each.step) ? termsOf(session, each) : [each];
  });
}

/** @param last the level below which the rows are folded; null: none */
function treeRows(session: Session, origin: ValueOrigin, depth: number, last: number | null): Row[] {
  const terms = termsOf(session, origin);
  const row = originRow(origin, depth, terms.length);
  const ofCell =
    origin.cell === null ? [] : cellTexts(origin.cell).map((text) => ({ text, depth: depth + 1 }));
  const { step } = origin;
  const below = [...ofCell, ...terms.flatMap((each) => treeRows(session, each, depth + 1, last))];
  if (below.length === 0) return [step === null ? row : { ...row, origin: step }];
  return depth === last ? [{ ...row, below }] : [row, ...below];
}

function originRow(origin: ValueOrigin, depth: number, terms: number): Row {
  const { address, value, step, kind, edit, isOutOfDate } = origin;
  const made = edit ? t`set by hand at step ${String(edit.at)}` : operationName(kind);
  const short = edit ? made : operationName(kind, true);
  const from = edit || step === null ? made : t`${made}, step ${String(step)}`;
  const named = kind === 'constant' ? address : `${address} = ${valueText(value)}`;
  const age = isOutOfDate ? (step === null ? t`edited since then` : markText('stale')) : '';
  return {
    text: [named, from, age].filter(Boolean).join('   '),
    cells: [
      name(kind === 'constant' ? '' : address),
      number(value),
      count(step),
      note([short, terms > origin.operands.length ? t`${terms} terms` : '', age].filter(Boolean).join(' · ')),
    ],
    depth,
    ...(step === null ? {} : { step }),
  };
}

/** Which cell of a file a value is made from, and how: a line each. */
function cellTexts({ file, line, column, text, fill, category, scale }: CellOrigin): string[] {
  const [place, header, cell] = [sanitize(`${file}:${line}`), sanitize(column), quoted(text)];
  if (category !== null)
    return [category ? t`${place}: ${header} is ${cell}, so 1` : t`${place}: ${header} is ${cell}, so 0`];
  const written = text === '' ? t`an empty cell` : cell;
  const read = t`${place}: ${written} in column ${header}`;
  const [filled, mean, deviation] = [fill?.value, scale?.mean, scale?.deviation].map((value) =>
    valueText(value ?? null),
  ) as [string, string, string];
  return [
    read,
    ...(fill === null
      ? []
      : [
          fill.kind === 'mean'
            ? t`filled with the mean ${filled} of the training rows`
            : t`filled with ${filled}`,
        ]),
    ...(scale === null
      ? []
      : [t`standardized: minus the mean ${mean}, divided by the standard deviation ${deviation}`]),
  ];
}

/** Rows for a gradient: the three factors of a weight's gradient, and each path's contribution to a sum. */
export function gradientRows(session: Session, step: number): Row[] {
  const factors = factorsOf(session, step);
  const shares = pathContributions(session, step);
  return [
    ...(factors
      ? [
          { text: t`The three factors`, isHeading: true as const },
          factorRow(t`incoming value`, factors.input),
          factorRow(t`activation slope`, factors.slope),
          factorRow(t`loss slope`, factors.upstream),
        ]
      : []),
    ...(shares.length > 0
      ? [
          { text: t`The paths in this sum`, isHeading: true as const },
          ...shares.map(({ name: path, value, share }) => {
            const percent = share === null ? '' : `${(share * 100).toFixed(1)}%`;
            const text = [`  ${path} = ${valueText(value)}`, percent].filter(Boolean).join('   ');
            return { text, cells: [name(path), number(value), count(percent)] };
          }),
          ...(shares.some(({ share }) => share === null) ? [{ text: noSharesText(session, step) }] : []),
        ]
      : []),
  ];
}

/** Width of the labels of the factors. */
const LABEL = 16;

/** A factor; one that is not a value of the run is 1. */
function factorRow(label: string, value: NamedValue | null): Row {
  const written = value === null ? '1' : `${value.name} = ${valueText(value.value)}`;
  return {
    text: `  ${label.padEnd(LABEL)}   ${written}`,
    cells: [name(value?.name ?? ''), number(value?.value ?? 1), note(label)],
  };
}

function noSharesText(session: Session, step: number): string {
  const { value } = session.step(step).result;
  return t`  no percentages: the sum is ${valueText(value)}`;
}

/** A heading and rows for where a value that is not finite began; no rows for other values. */
export function beginningRows(session: Session, step: number): Row[] {
  const beginnings = beginningsOf(session, step);
  if (beginnings.length === 0) return [];
  return [
    { text: t`Where it stopped being a finite number`, isHeading: true },
    ...beginnings.map((each) => ({ text: `  ${beginningText(each)}`, step: each.step })),
  ];
}

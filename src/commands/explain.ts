/** Commands that explain a value: where it comes from, what uses it, and whether a gradient is correct. */

import { checkAllGradients, checkGradient } from '../analysis/gradient-check.ts';
import { checkLines, checkTable } from '../analysis/gradient-check-text.ts';
import { quoted } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import type { CellOrigin } from '../explain/cell-origin.ts';
import { linkedStep } from '../explain/counterpart.ts';
import { beginningsOf, beginningText } from '../explain/not-finite.ts';
import { operationName } from '../explain/operation-name.ts';
import { factorsOf, pathContributions, traceOrigin, type ValueOrigin } from '../explain/provenance.ts';
import { type Use, usesOf } from '../explain/uses.ts';
import { t } from '../i18n/translate.ts';
import { markText } from '../session/edit-marks.ts';
import type { NamedValue } from '../session/steps.ts';
import { nextWriteOf, previousWriteOf } from '../session/writers.ts';
import { shareRows } from './batch-share-rows.ts';
import { command, type DebuggerCommand, failed, list, type Outcome, type Row } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './movement.ts';
import { optional, required, wordAt } from './parameters.ts';
import { address } from './session-parameters.ts';
import { valueText } from './values.ts';

const noSubject = () => failed(t`Select a value first: press Tab to reach the values, then ↑ or ↓.`);

const noValue = (name: string) => failed(t`${name} has no value yet at this step.`);

/** A tree of origins as indented rows. A row leads to the step that wrote its value. */
function originRows(origin: ValueOrigin, depth = 0): Row[] {
  const { address, value, step, kind, operands, edit, isOutOfDate, cell } = origin;
  const from = edit
    ? t`set by hand at step ${String(edit.at)}`
    : step === null
      ? operationName(kind)
      : t`${operationName(kind)}, step ${String(step)}`;
  const named = kind === 'constant' ? address : `${address} = ${valueText(value)}`;
  const age = isOutOfDate ? `   ${step === null ? t`edited since then` : markText('stale')}` : '';
  const indent = '  '.repeat(depth);
  const text = `${indent}${named}   ${from}${age}`;
  const row = step === null ? { text } : { text, step };
  const ofCell = cell === null ? [] : cellTexts(cell).map((each) => ({ text: `${indent}  ${each}` }));
  return [row, ...ofCell, ...operands.flatMap((operand) => originRows(operand, depth + 1))];
}

/** Which cell of a file a value is made from, and how: a line each. */
function cellTexts({ file, line, column, text, fill, category, scale }: CellOrigin): string[] {
  const [place, name, cell] = [sanitize(`${file}:${line}`), sanitize(column), quoted(text)];
  if (category !== null)
    return [category ? t`${place}: ${name} is ${cell}, so 1` : t`${place}: ${name} is ${cell}, so 0`];
  const written = text === '' ? t`an empty cell` : cell;
  const read = t`${place}: ${written} in column ${name}`;
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
function gradientRows(debug: Debugger, step: number): Row[] {
  const factors = factorsOf(debug.session, step);
  const shares = pathContributions(debug.session, step);
  const factor = (value: NamedValue | null) =>
    value === null ? '1' : `${value.name} = ${valueText(value.value)}`;
  return [
    ...(factors
      ? [
          { text: t`The three factors`, isHeading: true as const },
          { text: t`  incoming value     ${factor(factors.input)}` },
          { text: t`  activation slope   ${factor(factors.slope)}` },
          { text: t`  loss slope         ${factor(factors.upstream)}` },
        ]
      : []),
    ...(shares.length > 0
      ? [
          { text: t`The paths in this sum`, isHeading: true as const },
          ...shares.map(({ name, value, share }) => ({
            text: `  ${name} = ${valueText(value)}${share === null ? '' : `   ${(share * 100).toFixed(1)}%`}`,
          })),
          ...(shares.some(({ share }) => share === null) ? [{ text: noSharesText(debug, step) }] : []),
        ]
      : []),
  ];
}

function noSharesText({ session }: Debugger, step: number): string {
  const { value } = session.step(step).result;
  return t`  no percentages: the sum is ${valueText(value)}`;
}

/** A heading and rows for where a value that is not finite began; no rows for other values. */
function beginningRows({ session }: Debugger, step: number): Row[] {
  const beginnings = beginningsOf(session, step);
  if (beginnings.length === 0) return [];
  return [
    { text: t`Where it stopped being a finite number`, isHeading: true },
    ...beginnings.map((each) => ({ text: `  ${beginningText(each)}`, step: each.step })),
  ];
}

function useText({ step, address: name, phase, isDone }: Use): string {
  const column = phase.padEnd(8);
  return isDone
    ? t`step ${String(step)}  ${column}  ${name}`
    : t`step ${String(step)}  ${column}  ${name}   (later)`;
}

/** What to check: all gradients (null), or that of one address. */
const checked = required<{ readonly address: string | null }, Debugger>(
  'all | ADDRESS',
  (line, at, debug) => {
    if (wordAt(line, at) === 'all') return { value: { address: null }, end: at + 'all'.length };
    const { value, end } = address.read(line, at, debug);
    return { value: { address: value }, end };
  },
  (debug) => ['all', ...address.words(debug)],
);

export const explainCommands: readonly DebuggerCommand[] = [
  command({
    words: ['origin', 'why'],
    keys: ['w'],
    parameters: [optional(address)],
    hint: 'why',
    help: 'show where a value comes from: the operations that computed it',
    run: (debug, typed) => {
      const name = typed ?? debug.subject;
      if (name === null) return noSubject();
      const origin = traceOrigin(debug.session, name);
      if (origin === null) return noValue(name);
      const { step } = origin;
      const [root, ...operands] = originRows(origin) as [Row, ...Row[]];
      const shares = step === null ? [] : shareRows(debug.session, step);
      const steps = shares.length > 0 ? [{ text: t`The last addition`, isHeading: true as const }] : [];
      const more = step === null ? [] : [...beginningRows(debug, step), ...gradientRows(debug, step)];
      return list(t`Where ${name} comes from`, [root, ...shares, ...steps, ...operands, ...more], '');
    },
  }),
  command({
    words: ['uses'],
    keys: ['W'],
    parameters: [optional(address)],
    hint: 'uses',
    help: 'show which steps use a value',
    run: (debug, typed) => {
      const name = typed ?? debug.subject;
      if (name === null) return noSubject();
      if (debug.session.values.resolve(name, debug.session.position) === null) return noValue(name);
      const rows = usesOf(debug.session, name).map((use) => ({ text: useText(use), step: use.step }));
      return list(t`What uses ${name}`, rows, t`Nothing uses ${name}.`);
    },
  }),
  command({
    words: ['counterpart'],
    keys: ['%'],
    parameters: [],
    hint: 'counterpart',
    help: 'go from a forward operation to its gradient, and back',
    run: (debug) => {
      if (debug.session.position === 0) return failed(t`No operation has been done yet.`);
      const found = linkedStep(debug.session, debug.session.position);
      return 'step' in found ? moveTo(debug, found.step, 'goto') : failed(found.reason);
    },
  }),
  command({
    words: ['next-change'],
    keys: [']'],
    parameters: [optional(address)],
    hint: 'next change',
    help: 'go to the next step that writes the value',
    run: (debug, typed) => changeOf(debug, typed, nextWriteOf, (name) => t`No later step writes ${name}.`),
  }),
  command({
    words: ['previous-change'],
    keys: ['['],
    parameters: [optional(address)],
    hint: 'earlier change',
    help: 'go to the previous step that wrote the value',
    run: (debug, typed) =>
      changeOf(debug, typed, previousWriteOf, (name) => t`No earlier step writes ${name}.`),
  }),
  command({
    words: ['prove'],
    keys: ['P'],
    parameters: [optional(checked)],
    hint: 'check',
    help: 'check this gradient, or all, numerically: by central differences',
    run: ({ session }, wanted) => {
      if (wanted?.address === null) return { kind: 'running', isMove: false, work: proveAll(session) };
      const proof = checkGradient(session, wanted?.address);
      if ('reason' in proof) return failed(proof.reason);
      const lines = checkLines(session, proof);
      return list(
        t`Gradient check: ${proof.gradient}`,
        lines.map((text) => ({ text })),
        '',
      );
    },
  }),
];

function* proveAll(session: Debugger['session']): Generator<number, Outcome> {
  const { checks, reasons } = yield* checkAllGradients(session);
  if (checks.length === 0) return failed(reasons.join(' '));
  const agreeing = checks.filter(({ verdict }) => verdict === 'agrees').length;
  return list(
    t`Gradient check: ${agreeing} of ${checks.length} gradients agree with the central difference`,
    [...checkTable(checks), ...reasons.map((text) => ({ text }))],
    '',
  );
}

function changeOf(
  debug: Debugger,
  typed: string | null,
  find: (session: Debugger['session'], address: string) => number | null,
  otherwise: (name: string) => string,
): Outcome {
  const name = typed ?? debug.subject;
  if (name === null) return noSubject();
  const step = find(debug.session, name);
  if (step === null) return failed(otherwise(name));
  const outcome = moveTo(debug, step, 'goto');
  // The same address stays selected, so that the key can be pressed again.
  return outcome.kind === 'stopped' ? { ...outcome, subject: name } : outcome;
}

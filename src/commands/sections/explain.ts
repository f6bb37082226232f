/** Commands that explain a value: where it comes from, what uses it, and whether a gradient is correct. */
import { checkAllGradients, checkGradient } from '../../analysis/gradients/gradient-check.ts';
import { surveyOf, surveyWork } from '../../analysis/survey.ts';
import { linkedStep } from '../../explain/counterpart.ts';
import { beginningsOf, beginningText } from '../../explain/not-finite.ts';
import { MOST_USES, type Use, type Uses, usesOf } from '../../explain/uses.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { isArrayName, numbersOf } from '../../session/array-parts.ts';
import { nextWriteOf, previousWriteOf } from '../../session/writers.ts';
import { command, type DebuggerCommand, failed, list, message, type Outcome } from '../command.ts';
import { type Debugger, emptySelection } from '../debugger.ts';
import { optional, required, wordAt } from '../parameters.ts';
import { shareRows } from '../rows/batch-share-rows.ts';
import { checkRows, checkTable, verdictOf, verdictOfAll } from '../rows/check-rows.ts';
import { beginningRows, gradientRows, originHeads, originRoot, originTree } from '../rows/origin-rows.ts';
import { type Cell, count, note, type Row, valueText } from '../rows/row.ts';
import { address, tooMany } from '../session-parameters.ts';
import { jumpTo } from './movement.ts';

const noSubject = () =>
  failed(
    t`Select a value first: press ${keySign('tab')} to reach the values, then ${keySign('up')} or ${keySign('down')}.`,
  );

const noValue = (name: string) => failed(t`${name} has no value yet at this step.`);

function useText({ step, address: name, phase, isDone }: Use): string {
  const column = phase.padEnd(8);
  return isDone
    ? t`step ${String(step)}  ${column}  ${name}`
    : t`step ${String(step)}  ${column}  ${name}   (later)`;
}

/** The tree of a value, with what its batch, its factors and its paths do; a sum over the batch has its shares first. */
function originOf(session: Debugger['session'], tree: readonly Row[]): Row[] {
  const [root, ...operands] = tree as [Row, ...Row[]];
  const { step } = root;
  if (step === undefined) return [...tree];
  const shares = shareRows(session, step);
  const steps = shares.length > 0 ? [{ text: t`The last addition`, isHeading: true as const }] : [];
  return [
    root,
    ...shares,
    ...steps,
    ...operands,
    ...beginningRows(session, step),
    ...gradientRows(session, step),
  ];
}

function useCells({ step, address: name, phase, isDone }: Use): Cell[] {
  return [
    count(step),
    { kind: 'name', text: phase },
    { kind: 'name', text: name },
    note(isDone ? '' : t`later`),
  ];
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

export const nextChange = command({
  words: ['next-change'],
  effect: 'moves',
  keys: [']'],
  parameters: [optional(address)],
  hint: 'next change',
  help: 'go to the next step that writes the value',
  run: (debug, typed) =>
    changeOf(debug, typed, nextWriteOf, Math.min, (name) => t`No later step writes ${name}.`),
});

export const previousChange = command({
  words: ['previous-change'],
  effect: 'moves',
  keys: ['['],
  parameters: [optional(address)],
  hint: 'earlier change',
  help: 'go to the previous step that wrote the value',
  run: (debug, typed) =>
    changeOf(debug, typed, previousWriteOf, Math.max, (name) => t`No earlier step writes ${name}.`),
});

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
      if (isArrayName(debug.session, name)) return originsOf(debug.session, name);
      const tree = originTree(debug.session, name);
      if (tree === null) return noValue(name);
      return list(t`Where ${name} comes from`, originOf(debug.session, tree), '', { heads: originHeads });
    },
  }),
  command({
    words: ['uses'],
    keys: ['W'],
    parameters: [optional(address)],
    hint: 'uses',
    help: 'show which steps use a value, until another takes its place',
    run: (debug, typed) => {
      const name = typed ?? debug.subject;
      if (name === null) return noSubject();
      const { session } = debug;
      const numbers = numbersOf(session, name);
      const reason = tooMany(name, numbers);
      if (reason !== null) return failed(reason);
      if (numbers.every((each) => session.values.resolve(each, session.position) === null))
        return noValue(name);
      const { uses, areMoreBefore, areMoreAfter } = usesOfAll(session, numbers);
      const rows: Row[] = uses.map((use) => ({ text: useText(use), cells: useCells(use), step: use.step }));
      if (areMoreBefore) rows.unshift({ text: t`Earlier uses of this value are left out.` });
      if (areMoreAfter) rows.push({ text: t`Later uses of this value are left out.` });
      return list(t`What uses ${name}`, rows, t`Nothing uses ${name}.`, {
        heads: ['step', 'phase', 'result'],
      });
    },
  }),
  command({
    words: ['counterpart'],
    effect: 'moves',
    keys: ['%'],
    parameters: [],
    hint: 'counterpart',
    help: 'go from a forward operation to its gradient, and back',
    run: (debug) => {
      if (debug.session.position === 0) return failed(t`No operation has been done yet.`);
      const found = linkedStep(debug.session, debug.session.position);
      return 'step' in found ? jumpTo(debug, found.step, 'goto') : failed(found.reason);
    },
  }),
  nextChange,
  previousChange,
  command({
    words: ['trouble'],
    keys: ['X'],
    parameters: [],
    hint: 'trouble',
    help: 'go to the first NaN or infinity of the run, and show where it comes from',
    run: (debug) => ({ kind: 'running', isMove: false, work: toTrouble(debug) }),
  }),
  command({
    words: ['prove'],
    keys: ['P'],
    parameters: [optional(checked)],
    hint: 'check',
    help: 'check this gradient, or all, numerically: by central differences',
    run: ({ session }, wanted) => {
      if (wanted?.address === null) return { kind: 'running', isMove: false, work: proveAll(session, null) };
      if (wanted && isArrayName(session, wanted.address))
        return {
          kind: 'running',
          isMove: false,
          work: proveAll(session, {
            name: wanted.address,
            addresses: numbersOf(session, wanted.address),
          }),
        };
      const proof = checkGradient(session, wanted?.address);
      if ('reason' in proof) return failed(proof.reason);
      return list(t`Gradient check: ${proof.gradient}`, checkRows(session, proof), '', {
        verdict: verdictOf(proof),
      });
    },
  }),
];

/** The numbers of an array, each with the step that made it; a row shows where that number comes from. */
function originsOf(session: Debugger['session'], name: string): Outcome {
  const rows = numbersOf(session, name).flatMap((each): Row[] => {
    const row = originRoot(session, each);
    return row ? [{ ...row, line: `origin ${each}` }] : [];
  });
  if (rows.length === 0) return noValue(name);
  return list(t`Where the numbers of ${name} come from`, rows, '', { heads: originHeads });
}

/** The steps that use numbers, each step once if there are several numbers. */
function usesOfAll(session: Debugger['session'], numbers: readonly string[]): Uses {
  const found = numbers.map((each) => usesOf(session, each, Math.ceil(MOST_USES / numbers.length)));
  const uses = found.flatMap((each) => each.uses);
  return {
    // A step that uses several of the numbers stands once.
    uses:
      numbers.length === 1
        ? uses
        : [...new Map(uses.map((use) => [use.step, use])).values()].sort((a, b) => a.step - b.step),
    areMoreBefore: found.some(({ areMoreBefore }) => areMoreBefore),
    areMoreAfter: found.some(({ areMoreAfter }) => areMoreAfter),
  };
}

/** Goes to the first step of the run whose result is not finite, and shows its origin. */
function* toTrouble(debug: Debugger): Generator<number, Outcome> {
  const { session } = debug;
  const found = surveyOf(session);
  const work = surveyWork(session);
  while (found.firstNotFinite === null && !found.isComplete) {
    const { done, value } = work.next();
    if (done) break;
    yield value;
  }
  const step = found.firstNotFinite;
  if (step === null) return message(t`No NaN or infinity was found: every number of this run is finite.`);
  let outcome = jumpTo(debug, step, 'exception');
  while (outcome.kind === 'running') outcome = yield* outcome.work;
  if (outcome.kind !== 'stopped') return outcome;
  debug.selection = emptySelection;
  const [first] = beginningsOf(session, step);
  const { name, value } = session.step(step).result;
  const text = first ? beginningText(first) : t`${name} is ${valueText(value)} at step ${String(step)}.`;
  return list(t`The first NaN or infinity`, originTree(session, step) ?? [], '', {
    verdict: { text, isGood: false },
    heads: originHeads,
  });
}

/** @param array the array whose gradients are checked; null for all gradients */
function* proveAll(
  session: Debugger['session'],
  array: Parameters<typeof checkAllGradients>[1],
): Generator<number, Outcome> {
  const { checks, reasons } = yield* checkAllGradients(session, array);
  if (checks.length === 0) return failed(reasons.join(' '));
  return list(
    array ? t`Gradient check: ${array.name}` : t`Gradient check`,
    [...checkTable(checks), ...reasons.map((text) => ({ text }))],
    '',
    { verdict: verdictOfAll(checks), heads: ['name', 'gradient', 'numeric', 'relative error'] },
  );
}

/** @param nearest the nearest of the steps at which numbers are written */
function changeOf(
  debug: Debugger,
  typed: string | null,
  find: (session: Debugger['session'], address: string) => number | null,
  nearest: (...steps: number[]) => number,
  otherwise: (name: string) => string,
): Outcome {
  const name = typed ?? debug.subject;
  if (name === null) return noSubject();
  const numbers = numbersOf(debug.session, name);
  const steps = numbers.flatMap((each) => find(debug.session, each) ?? []);
  if (steps.length === 0) return failed(otherwise(name));
  const outcome = jumpTo(
    debug,
    steps.reduce((one, other) => nearest(one, other)),
    'goto',
  );
  // The same address stays selected, so that the key can be pressed again.
  return outcome.kind === 'stopped' && !isArrayName(debug.session, name)
    ? { ...outcome, subject: name }
    : outcome;
}

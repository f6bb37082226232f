/** The person's own numbers: checking them, going from one wrong number to the next, and what is wrong at a step. */
import { memoizeLast } from '../../core/memo.ts';
import { diagnosticText } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { readNumbers } from '../../verify/reading/read.ts';
import { type Reading, readTimedAddress } from '../../verify/reading/reading.ts';
import { type Finding, type Report, verify } from '../../verify/verify.ts';
import { command, type DebuggerCommand, failed, inSlices, list, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { type Parameter, rest } from '../parameters.ts';
import { explanationOf, verifyHeads, verifyRows, verifyVerdict } from '../rows/verify-rows.ts';
import { jumpTo } from './movement.ts';

const reports = memoizeLast<Report | null>();

/** What is wrong with the numbers that were checked last, on the current timeline; null if none were. */
function reportOf(debug: Debugger): Report | null {
  const { numbers, session } = debug;
  // An edit changes what the numbers should be.
  return reports(
    debug,
    [numbers, session.timeline],
    () => numbers && verify(session, numbers.entries, numbers),
  );
}

/** The wrong number whose value a step computes; null if there is none. Given values belong to the start. */
export function wrongAt(debug: Debugger, step: number): Finding | null {
  if (debug.numbers === null) return null;
  return reportOf(debug)?.findings.find(({ wrong }) => stepOf({ wrong }) === step) ?? null;
}

/** What a person's number at a step should be, and what explains it, as sentences; null if it is not wrong. */
export function wrongText(debug: Debugger, step: number): string | null {
  const finding = wrongAt(debug, step);
  return finding && explanationOf(finding);
}

const stepOf = ({ wrong: { claim } }: Pick<Finding, 'wrong'>) => claim.step ?? claim.position;

/**
 * Checks numbers that were typed, pasted or read.
 *
 * @param file the file that they are from; null if they were typed
 */
export function checkNumbers(debug: Debugger, text: string, file: string | null): Outcome {
  const reading = readNumbers(debug.session, text);
  if (reading.faults.length > 0) return failed(faultText(reading, text, file));
  return inSlices(checking(debug, reading), false);
}

/** A tape with more instructions takes so long that it is said before that something is being done. */
const LONG_TAPE = 5000;

function* checking(debug: Debugger, { entries, blanks, isOrdered }: Reading): Generator<number, Outcome> {
  const { example, update } = debug.session.engine.run;
  if (example.instructions.length + update.instructions.length > LONG_TAPE) yield debug.session.position;
  debug.numbers = { entries, blanks, isOrdered, at: null };
  return reportList(debug);
}

/** Whether a text is meant as numbers, and not as the name of a file: it can be read, or begins with an address. */
export function meansNumbers(debug: Debugger, text: string): boolean {
  const { names } = debug.session.values;
  const address = readTimedAddress(text, 0, names);
  const isBegun = address.ok && /^[\s=:≈,]/.test(text.slice(address.end));
  return isBegun || readNumbers(debug.session, text).faults.length === 0;
}

/** The first fault, in one line. */
function faultText({ faults: [first] }: Reading, text: string, file: string | null): string {
  if (first === undefined) return '';
  const [head = '', ...others] = diagnosticText(file ?? t`your numbers`, text, first).split('\n');
  return [head, ...others.slice(-1).map((each) => each.trim())].join('; ');
}

/** The list of what is wrong with the numbers that were checked last. */
export function reportList(debug: Debugger): Outcome {
  const report = reportOf(debug);
  if (report === null)
    return failed(
      t`There are no numbers to check: type, for example, verify loss 0.25, or verify and a file.`,
    );
  const verdict = verifyVerdict(report, debug.numbers?.blanks ?? 0);
  return list(t`Your numbers`, verifyRows(report), verdict.text, { heads: verifyHeads, verdict });
}

/** A file, or numbers; empty for those that were checked last. */
export const numbersOrFile: Parameter<string, unknown> = {
  ...rest('FILE | ADDRESS NUMBER …', () => ''),
  usage: '[FILE | ADDRESS NUMBER …]',
  isOptional: true,
  read: (line, at) => ({ value: line.slice(at).trimEnd(), end: line.length }),
};

function toWrong(debug: Debugger, direction: 1 | -1): Outcome {
  const report = reportOf(debug);
  if (report === null) return reportList(debug);
  const { position } = debug.session;
  const steps = report.findings.map(stepOf);
  const step =
    direction === 1 ? steps.find((each) => each > position) : steps.findLast((each) => each < position);
  if (step !== undefined) return jumpTo(debug, step, 'goto');
  if (steps.length === 0) return failed(t`None of your numbers is wrong.`);
  return failed(direction === 1 ? t`No later number is wrong.` : t`No earlier number is wrong.`);
}

export const nextWrong = command({
  words: ['next-wrong'],
  effect: 'moves',
  keys: [],
  parameters: [],
  hint: 'next wrong',
  help: 'go to the next wrong one of your numbers; ] does the same while they are checked',
  run: (debug) => toWrong(debug, 1),
});

export const previousWrong = command({
  words: ['previous-wrong'],
  effect: 'moves',
  keys: [],
  parameters: [],
  hint: 'earlier wrong',
  help: 'go to the previous wrong one of your numbers; [ does the same while they are checked',
  run: (debug) => toWrong(debug, -1),
});

export const verifyCommands: readonly DebuggerCommand[] = [nextWrong, previousWrong];

/** The output of `verify`. */
import { verifyRows, verifyVerdict } from '../commands/rows/verify-rows.ts';
import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import type { Session } from '../session/session.ts';
import type { Compared } from '../verify/numbers/compare.ts';
import type { Report } from '../verify/verify.ts';
import { operationText } from '../view/notation/operation.ts';

/**
 * What is said about numbers: a sentence for all of them, then the first wrong one with its operation, then the others.
 *
 * @param blanks the number of places that have no number
 */
export function verifyLines(session: Session, report: Report, blanks: number): string[] {
  const [first] = report.findings;
  const equation = first ? operationLine(session, first.wrong) : null;
  const rows = verifyRows(report).map(({ text, isHeading }) => (isHeading ? text : `  ${text}`));
  // Below the heading and the number.
  if (equation !== null) rows.splice(2, 0, `    ${equation}`);
  return [verifyVerdict(report, blanks).text, ...rows];
}

/** The operation that computes a number, with names and with numbers; null if it is given. */
function operationLine(session: Session, { claim: { step } }: Compared): string | null {
  if (step === null) return null;
  const { kind, operands, result } = session.step(step);
  const names = operationText(
    kind,
    operands.map(({ name }) => name),
  );
  const numbers = operationText(
    kind,
    operands.map(({ value }) => exactNumber(value)),
  );
  return `${result.name} = ${names} = ${numbers} = ${exactNumber(result.value)}`;
}

/** The same as one JSON object. */
export function verifyJson(session: Session, report: Report, blanks: number): string[] {
  const { numbers, findings, unplaced } = report;
  const found = new Map(findings.map((finding) => [finding.wrong, finding]));
  const isGood = findings.length === 0 && unplaced.length === 0;
  const members = numbers.map((compared) => {
    const { claim, exact, own, status, follows } = compared;
    const finding = found.get(compared);
    return {
      address: claim.name,
      line: claim.place.line,
      column: claim.place.column,
      given: claim.number.text,
      status,
      ...timeOf(session, compared),
      value: jsonNumber(exact),
      fromOwn: jsonNumber(own),
      ...(follows ? { follows: follows.name } : {}),
      ...(finding?.again ? { sameAs: finding.again.wrong.claim.name } : {}),
      ...(finding
        ? {
            explanations: (finding.explanations ?? []).map(({ kind, sentences, gives, isEverywhere }) => ({
              kind,
              text: sentences.join(' '),
              gives: jsonNumber(gives),
              everywhere: isEverywhere,
            })),
          }
        : {}),
    };
  });
  const [first] = findings;
  const all = {
    right: isGood,
    first: first ? members[numbers.indexOf(first.wrong)] : null,
    blanks,
    unplaced: unplaced.map(({ entry, reason }) => ({
      line: entry.place.line,
      given: entry.number.text,
      reason,
    })),
    numbers: members,
  };
  return JSON.stringify(all, null, 2).split('\n');
}

function timeOf(session: Session, { claim: { step, position } }: Compared) {
  const { epoch, example } = session.engine.schedule.segmentAt(step ?? Math.min(position + 1, session.total));
  return { step, epoch, example };
}

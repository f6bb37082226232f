/** What checking a person's numbers has found, as rows. */
import { exactNumber } from '../../core/exact-number.ts';
import { t } from '../../i18n/translate.ts';
import type { Compared } from '../../verify/numbers/compare.ts';
import { asPrecise } from '../../verify/numbers/written-number.ts';
import type { Finding, Report } from '../../verify/verify.ts';
import { count, name, note, number, type Row, type Verdict } from './row.ts';

/** The columns: a name, the person's number, that of the run, its step. */
export const verifyHeads = ['name', 'yours', 'run', 'step', ''];

/** The most rows below a heading. */
const MOST_ROWS = 50;

/** What a report says in a sentence. */
export function verifyVerdict({ numbers, findings, unplaced }: Report, blanks: number): Verdict {
  const wrong = findings.length;
  const following = numbers.filter(({ status }) => status === 'follows').length;
  const open = blanks === 0 ? '' : ` ${t`Without a number: ${blanks}.`}`;
  if (numbers.length + unplaced.length === 0)
    return { text: `${t`There are no numbers to compare.`}${open}` };
  if (wrong === 0 && unplaced.length === 0) {
    const text = numbers.length === 1 ? t`The number is right.` : t`All ${numbers.length} numbers are right.`;
    return { text: `${text}${open}`, isGood: true };
  }
  const right = numbers.length - wrong - following;
  const told = t`Right: ${right}. Wrong: ${wrong}. Following from a wrong one: ${following}.`;
  return { text: `${told}${open}`, isGood: false };
}

/** All that is to be said about a report, the first wrong number first. */
export function verifyRows(report: Report): Row[] {
  const { numbers, findings, unplaced } = report;
  const [first, ...further] = findings;
  const of = (status: Compared['status']) => numbers.filter((each) => each.status === status);
  return [
    ...(first ? [heading(t`The first wrong number`), ...findingRows(first)] : []),
    ...section(t`Further wrong numbers`, further, findingRows),
    ...section(t`These follow from a wrong number`, of('follows'), (each) => [
      comparedRow(each, t`follows from ${each.follows?.name ?? ''}`),
    ]),
    ...section(t`These come out if one goes on with rounded numbers`, of('rounded'), (each) => [
      comparedRow(each, ''),
    ]),
    ...section(t`Here digits are cut off, not rounded`, of('cut'), (each) => [comparedRow(each, '')]),
    ...section(t`These mean no value of this run`, unplaced, ({ entry, reason }) => [
      { text: `${entryName(entry)}  ${entry.number.text}  ${unplacedText(reason)}` },
    ]),
  ];
}

const heading = (text: string): Row => ({ text, isHeading: true });

function section<Item>(title: string, items: readonly Item[], rowsOf: (item: Item) => readonly Row[]): Row[] {
  if (items.length === 0) return [];
  const rows = items.slice(0, MOST_ROWS).flatMap(rowsOf);
  const left = items.length - MOST_ROWS;
  return [heading(title), ...rows, ...(left > 0 ? [{ text: t`and ${left} more` }] : [])];
}

function findingRows(finding: Finding): Row[] {
  const { wrong } = finding;
  const sentences = sentencesOf(finding).map((text) => ({ text: `  ${text}`, ...stepOf(wrong) }));
  return [comparedRow(wrong, ''), ...sentences];
}

/** What a wrong number should be, and what explains it. */
export function explanationOf(finding: Finding): string {
  const { claim, exact } = finding.wrong;
  const right = asPrecise(exact, claim.number);
  const told = t`Your number is wrong: ${claim.name} is ${claim.number.text}, and should be ${right}.`;
  // A minus as the screen has it.
  return [told, ...sentencesOf(finding)].join(' ').replace(/-(?=[\d.])/g, '−');
}

function sentencesOf({ wrong, explanations, again }: Finding): string[] {
  const { claim, own, exact } = wrong;
  return [
    ...(agreesInDigits(wrong)
      ? []
      : [t`From your own numbers, ${asPrecise(own, claim.number)} would follow.`]),
    ...(again ? [t`It is the same mistake as in ${again.wrong.claim.name}.`] : []),
    ...(explanations ?? []).flatMap(({ sentences: said, gives }, index) => {
      const [first = '', ...others] = said;
      const begun = index === 0 ? first : t`Or: ${first}`;
      return [begun, ...others, t`This gives ${asPrecise(gives, claim.number)}.`];
    }),
    ...(explanations?.length === 0 && Number.isFinite(exact) ? [t`No known mistake gives this number.`] : []),
  ];
}

/** Whether what follows from the person's numbers is, in the digits that are written, the number of the run. */
function agreesInDigits({ claim, own, exact }: Compared): boolean {
  return asPrecise(own, claim.number) === asPrecise(exact, claim.number);
}

/** `h0 is 0.7, and should be 0.6 (0.598…)`. */
function comparedText({ claim, exact }: Compared): string {
  const rounded = asPrecise(exact, claim.number);
  const full = exactNumber(exact);
  const right = rounded === full ? full : `${rounded} (${full})`;
  return t`${claim.name} is ${claim.number.text}, and should be ${right}`;
}

function comparedRow(compared: Compared, remark: string): Row {
  const { claim, exact } = compared;
  return {
    text: [comparedText(compared), placeText(compared), remark].filter(Boolean).join('   '),
    cells: [name(claim.name), number(claim.number.value), number(exact), count(claim.step), note(remark)],
    ...stepOf(compared),
  };
}

function placeText({ claim: { step } }: Compared): string {
  return step === null ? t`given` : t`step ${String(step)}`;
}

function stepOf({ claim: { step, position } }: Compared): { readonly step: number } {
  return { step: step ?? position };
}

function entryName(entry: Report['unplaced'][number]['entry']): string {
  return entry.kind === 'address' ? entry.name : t`step ${String(entry.step)}`;
}

function unplacedText(reason: Report['unplaced'][number]['reason']): string {
  switch (reason) {
    case 'no such step':
      return t`There is no such step.`;
    case 'no such time':
      return t`It has no value at that time.`;
    case 'too often':
      return t`It is there more often than the run computes it.`;
  }
}

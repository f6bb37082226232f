/**
 * An exercise sheet with its answers in Markdown: questions in the order of the tape, with a blank for each number.
 */
import type { Segment } from '../../core/schedule.ts';
import { t } from '../../i18n/translate.ts';
import { localized } from '../../scenario/format/scenario.ts';
import type { Session } from '../../session/session.ts';
import { DIGITS, formatNumber } from '../../view/terminal/format.ts';
import { stepText } from '../../view/words/words.ts';
import { bullets, givenLines, table } from './worksheet-given.ts';
import { answerLines, BLANK, questionLines } from './worksheet-questions.ts';

/** Maximum number of questions, unless one example needs more. */
const MOST_QUESTIONS = 100;

/** Maximum number of epochs in the table of losses. */
const MOST_EPOCHS = 10;

/**
 * Maximum number of examples for the table of losses. Its answers can only be worked out if all examples are given.
 */
const MOST_EXAMPLES = 30;

const PAGE_BREAK = '<div style="page-break-after: always"></div>';

/**
 * The worksheet of a session's timeline in the current language: what is given, the questions, hints, and the answers
 * on a separate page. It does not depend on the cursor. For a run of several epochs it asks for the steps of the
 * first epoch, or of its first batch or example if that is too long, and then for the loss by epoch.
 */
export function worksheetText(session: Session): string {
  const { scenario, variant, total } = session;
  const titles = [scenario.title, ...(variant ? [variant.title] : [])];
  const title = titles.map((text) => prose(localized(text))).join(' — ');
  // The introduction is left out because it gives away the results; what the scenario teaches does not.
  const teaches = prose(localized(scenario.teaches));
  const segments = segmentsAsked(session);
  const asked = segments.reduce((sum, { length }) => sum + length, 0);
  const losses = lossesByEpoch(session);
  const lines = [
    `# ${t`Worksheet: ${title}`}`,
    '',
    ...(teaches === '' ? [] : [teaches, '']),
    ...givenLines(session, losses.length > 0 ? everyExample(session) : examplesOf(segments)),
    `## ${t`Questions`}`,
    '',
    total === 0
      ? t`This scenario computes nothing.`
      : t`Work out each number and write it on its line, rounded to ${DIGITS} significant digits.`,
    ...(asked < total ? [t`These are only the first ${asked} of ${total} steps.`] : []),
    '',
    ...segments.flatMap((segment) => questionLines(session, segment)),
    ...lossTable(
      session,
      losses.map(({ when }) => [when, BLANK]),
    ),
    ...hintLines(session, asked),
    PAGE_BREAK,
    '',
    `# ${t`Answers: ${title}`}`,
    '',
    ...answerLines(session, asked),
    ...lossTable(
      session,
      losses.map(({ when, value }) => [when, `**${formatNumber(value)}**`]),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The segments to ask: the whole run, its first epoch, its first batch or its first example. */
function segmentsAsked({ engine: { run, schedule }, total }: Session): Segment[] {
  if (total === 0) return [];
  const example = schedule.segmentAt(1).length;
  const whole = run.epochs === 1 ? total : schedule.epochStart(2);
  const end = [whole, schedule.batchStart(1)].find((each) => each <= MOST_QUESTIONS) ?? example;
  const segments: Segment[] = [];
  for (let position = 0; position < end; ) {
    const segment = schedule.segmentAt(position + 1);
    segments.push(segment);
    position = segment.start + segment.length;
  }
  return segments;
}

/** The examples of the segments, by their positions in the first epoch, and always the first example. */
function examplesOf(segments: readonly Segment[]): ReadonlySet<number> {
  return new Set([1, ...segments.flatMap(({ example }) => example ?? [])]);
}

function everyExample({ engine: { run } }: Session): ReadonlySet<number> {
  return new Set(run.data.map((_example, index) => index + 1));
}

interface EpochLoss {
  readonly when: string;
  readonly value: number;
}

/**
 * The loss of each epoch: of its last example, or of its last batch. Empty if the run does not train for several
 * epochs, or if the losses cannot be worked out from what is given: with too many examples, or with an order that
 * changes in every epoch.
 */
function lossesByEpoch(session: Session): EpochLoss[] {
  const { run, schedule } = session.engine;
  const { example, update, finish, epochs } = run;
  const loss = run.batchLoss ?? run.loss;
  const index = example.instructions.findIndex(({ result }) => result === loss);
  if (epochs === 1 || update.instructions.length === 0 || index < 0) return [];
  if (run.data.length > MOST_EXAMPLES || run.order !== null) return [];
  const valueIn = (start: number) => session.step(start + index + 1).result.value;
  const afterExample = update.instructions.length + example.instructions.length;
  const rows = Array.from({ length: Math.min(epochs, MOST_EPOCHS) }, (_, epoch) => ({
    when: String(epoch + 1),
    value: valueIn(schedule.epochStart(epoch + 2) - afterExample),
  }));
  const isFinished = finish.instructions.length > 0 && epochs <= MOST_EPOCHS;
  const last = session.total - finish.instructions.length;
  return isFinished ? [...rows, { when: t`after training`, value: valueIn(last) }] : rows;
}

function lossTable({ engine: { run } }: Session, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const remark =
    run.batch > 1
      ? [t`The loss of an epoch is the loss of its last batch.`, '']
      : run.data.length > 1
        ? [t`The loss of an epoch is the loss of its last example.`, '']
        : [];
  return [`### ${t`The loss, epoch by epoch`}`, '', ...remark, ...table([t`Epoch`, t`Loss`], rows)];
}

/** The reasons for the steps that are asked, each of them once. */
function hintLines(session: Session, asked: number): string[] {
  const reasons = Array.from({ length: asked }, (_, index) => stepText(session, index + 1).why);
  if (asked === 0) return [];
  return [`## ${t`Hints`}`, '', ...bullets([...new Set(reasons)])];
}

/** A scenario's prose with Markdown's special characters escaped. */
function prose(text: string): string {
  return text
    .replace(/[\\`*<>[\]~|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[#+-]/, '\\$&');
}

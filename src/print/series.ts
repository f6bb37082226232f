/** Values of expressions over a run, as CSV and as JSON lines. Each line is printed as soon as it is known. */
import { type SeriesPoint, type SeriesUnit, seriesOf } from '../analysis/curves/series.ts';
import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import { describeValue } from '../diagnostics/diagnostic.ts';
import { skipSpaces } from '../expression/addresses.ts';
import { type Expression, parseExpression } from '../expression/condition.ts';
import { t } from '../i18n/translate.ts';
import { partAt } from '../session/array-parts.ts';
import type { Session } from '../session/session.ts';
import { cliError } from './faults.ts';

/**
 * Checks that a series has expressions, and that the format is one of those for it.
 * @throws CliError if not
 */
export function checkSeries(
  texts: readonly string[],
  every: SeriesUnit | undefined,
  format: string | undefined,
): void {
  const isOfSeries = format === 'csv' || format === 'jsonl';
  if (every !== undefined && texts.length === 0) {
    const fix = t`for example, write --address loss`;
    throw cliError('--every', t`an --address to print`, t`none`, fix);
  }
  if (format === undefined || isOfSeries === (every !== undefined)) return;
  const expected = every === undefined ? t`table or json` : t`csv or jsonl, with --every`;
  const fix = every === undefined ? t`for example, add --every epoch` : t`write --format csv`;
  throw cliError('--format', expected, describeValue(format), fix);
}

/**
 * The expressions of texts. An array or a row stands for all its numbers.
 * @throws CliError for a text that is not an expression over addresses of the run
 */
export function expressionsOf(session: Session, texts: readonly string[]): Expression[] {
  return texts.flatMap((text) => {
    const part = partAt(text, skipSpaces(text, 0), session);
    const isWhole = part !== null && skipSpaces(text, part.end) === text.length;
    return (isWhole ? part.value.addresses : [text]).map((each) => {
      const parsed = parseExpression(each, session.values.names);
      if (parsed.ok) return parsed.expression;
      const { expected, found, fix } = parsed.fault;
      throw cliError(`--address ${text}`, expected, found, fix);
    });
  });
}

const placeOf = ({ step, epoch, batch, example }: SeriesPoint) => ({ step, epoch, batch, example });

/** A heading, then a line for each point. A value that is not known yet is empty. */
export function* seriesCsv(
  session: Session,
  expressions: readonly Expression[],
  unit: SeriesUnit,
): Generator<string> {
  yield ['step', 'epoch', 'batch', 'example', ...expressions.map(({ text }) => text)].map(cell).join(',');
  for (const point of seriesOf(session, expressions, unit)) {
    const numbers = [...Object.values(placeOf(point)), ...point.values];
    yield numbers.map((value) => (value === null ? '' : exactNumber(value))).join(',');
  }
}

/** One JSON object for each point. A value that is not known yet is null; NaN and Infinity are strings. */
export function* seriesJsonLines(
  session: Session,
  expressions: readonly Expression[],
  unit: SeriesUnit,
): Generator<string> {
  for (const point of seriesOf(session, expressions, unit)) {
    const values = point.values.map((value, index) => {
      const text = JSON.stringify(expressions[index]?.text);
      return `${text}:${JSON.stringify(value === null ? null : jsonNumber(value))}`;
    });
    yield `${JSON.stringify(placeOf(point)).slice(0, -1)},"values":{${values.join(',')}}}`;
  }
}

/** A line for each expression, with its value at the cursor. */
export function* expressionLines(session: Session, expressions: readonly Expression[]): Generator<string> {
  const width = Math.max(...expressions.map(({ text }) => text.length));
  for (const each of expressions) {
    const value = session.evaluate(each);
    yield `${each.text.padEnd(width)}  ${value === null ? '' : exactNumber(value)}`.trimEnd();
  }
}

/** The same as one JSON object. */
export function* expressionJson(session: Session, expressions: readonly Expression[]): Generator<string> {
  const members = expressions.map((each) => {
    const value = session.evaluate(each);
    return `  ${JSON.stringify(each.text)}: ${JSON.stringify(value === null ? null : jsonNumber(value))}`;
  });
  yield '{';
  yield* members.map((member, index) => (index < members.length - 1 ? `${member},` : member));
  yield '}';
}

/** A cell of CSV: in quotes if it has a comma or a quote. */
function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

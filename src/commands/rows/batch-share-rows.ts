/** The rows that show where a batch's gradient comes from: one for each example, and what they do together. */
import { type BatchShares, batchShares, type ExampleShare } from '../../explain/batch-shares.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { type Cell, count, name, number, type Row, valueText } from './row.ts';

/** Maximum number of examples in the list. */
const MOST_EXAMPLES = 8;
/** Maximum number of inputs and targets in a row. */
const MOST_GIVEN = 8;

/**
 * Rows for a step that adds an example's gradient to that of its batch: the shares of the examples in their order; of
 * many examples, the largest ones first, and the number of the others. No rows for other steps.
 */
export function shareRows(session: Session, step: number): Row[] {
  const found = batchShares(session, step);
  if (!found) return [];
  const { shares } = found;
  const bySize = [...shares].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const others = bySize.slice(MOST_EXAMPLES);
  const listed = others.length > 0 ? bySize.slice(0, MOST_EXAMPLES) : shares;
  const rest = valueText(others.reduce((sum, { value }) => sum + value, 0));
  return [
    { text: t`What each example adds to it`, isHeading: true },
    ...exampleRows(listed),
    ...(others.length > 0 ? [{ text: `  ${t`and ${others.length} more, together ${rest}`}` }] : []),
    ...togetherText(found).map((text) => ({ text: `  ${text}` })),
  ];
}

/** `example 2   −0.125   a = 0, b = 1, target = 1`: a row leads to the step that adds the share. */
function exampleRows(shares: readonly ExampleShare[]): Row[] {
  const texts = shares.map(({ value }) => valueText(value));
  const width = Math.max(...texts.map(({ length }) => length));
  const digits = Math.max(...shares.map(({ example }) => String(example).length));
  return shares.map(({ example, step, value, given }, index) => {
    const which = t`example ${String(example).padStart(digits)}`;
    return {
      text: `  ${which}   ${(texts[index] as string).padStart(width)}   ${givenText(given)}`,
      cells: [count(`example ${example}`), number(value), ...givenCells(given)],
      step,
    };
  });
}

function givenText(given: ExampleShare['given']): string {
  const shown = given.slice(0, MOST_GIVEN).map(({ name, value }) => `${name} = ${valueText(value)}`);
  return [...shown, ...(given.length > MOST_GIVEN ? ['…'] : [])].join(', ');
}

/** The inputs and targets of an example: a name and a number each. */
function givenCells(given: ExampleShare['given']): Cell[] {
  return given.slice(0, MOST_GIVEN).flatMap(({ name: of, value }) => [name(of), number(value)]);
}

/** What the shares do together, in one sentence; none if there is nothing to say. */
function togetherText({ together, sum, sizes }: BatchShares): string[] {
  const [left, all] = [valueText(sum), valueText(sizes)];
  switch (together) {
    case null:
      return [];
    case 'zero':
      return [t`All of them are 0.`];
    case 'agree':
      return [t`They do not cancel: they add up to ${left}.`];
    case 'partly': {
      const percent = `${((Math.abs(sum) / sizes) * 100).toPrecision(3)}%`;
      return [t`They partly cancel: their sizes add up to ${all}, and ${percent} of that is left (${left}).`];
    }
    case 'cancel':
      return [t`They cancel: their sizes add up to ${all}, but their sum is only ${left}.`];
  }
}

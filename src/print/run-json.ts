/** What commands answer, as JSON lines for other programs. */
import type { Finished } from '../commands/command.ts';
import type { Cell, Row } from '../commands/rows/row.ts';
import { jsonNumber } from '../core/exact-number.ts';
import type { Session } from '../session/session.ts';

/**
 * One JSON object for a command that has not failed, with where the cursor is now. Texts are in the current language; all
 * else is the same in each. NaN, the infinities and −0 are strings.
 */
export function outcomeJson(
  command: string,
  outcome: Exclude<Finished, { readonly kind: 'failed' }>,
  session: Session,
): string {
  return JSON.stringify({ command, kind: outcome.kind, ...contentOf(outcome), ...cursorJson(session) });
}

function contentOf(outcome: Exclude<Finished, { readonly kind: 'failed' }>): object {
  switch (outcome.kind) {
    case 'said':
      return { text: outcome.text };
    case 'listed': {
      const { title, verdict, heads, rows } = outcome;
      return { title, verdict: verdict?.text, good: verdict?.isGood, heads, rows: rows.map(rowJson) };
    }
    case 'stopped': {
      const { reason, text, breakpoints, passed, answers } = outcome;
      return { reason, text, breakpoints, passed: passed?.map(rowJson), answers: answers?.map(rowJson) };
    }
  }
}

function rowJson({ text, cells, step, depth, isHeading }: Row): object {
  return { text, cells: cells?.map(cellJson), step, depth, heading: isHeading };
}

function cellJson(cell: Cell): string | number | null {
  if (cell.kind !== 'number') return cell.text;
  return cell.value === null ? null : jsonNumber(cell.value);
}

/** The position, and the step there as `trace` writes it; null at the start. */
function cursorJson(session: Session): object {
  const { position, total } = session;
  if (position === 0) return { position, total, step: null };
  const { epoch, batch, example, phase, layer, node, kind, operands, result } = session.step(position);
  const numbered = (each: { readonly name: string; readonly value: number }) => ({
    name: each.name,
    value: jsonNumber(each.value),
  });
  const step = { epoch, batch, example, phase, layer, node, kind };
  return {
    position,
    total,
    step: { ...step, operands: operands.map(numbered), result: numbered(result) },
  };
}

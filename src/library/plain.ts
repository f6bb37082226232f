/** What the core has, as the plain data of the library. */
import { requestText, type Breakpoint as Stopper } from '../breakpoints/list.ts';
import type { Finished } from '../commands/command.ts';
import type { Row as CommandRow } from '../commands/rows/row.ts';
import { diagnosticText, type Diagnostic as Found, linesOf } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import type { NamedValue as CoreValue, StepRecord } from '../session/steps.ts';
import type { KnownValue } from '../session/values.ts';
import { CommandError } from './errors.ts';
import type { Breakpoint, Diagnostic, NamedValue, Result, Row, Step, Value } from './types.ts';

/**
 * Diagnostics of a scenario.
 *
 * @param source its text; null if it was an object, which has no lines
 */
export function plainDiagnostics(
  found: readonly Found[],
  name: string,
  source: string | null,
): readonly Diagnostic[] {
  const lines = source === null ? [] : linesOf(source);
  return found.map((each) => {
    const isOfObject = source === null && each.beside === undefined;
    const placed = isOfObject ? { ...each, line: null, column: null } : each;
    const { severity, line, column, path, expected, found, fix, beside } = placed;
    const file = sanitize(beside?.file ?? name);
    const text = diagnosticText(name, lines, placed);
    return { severity, file, line, column, path, expected, found, fix, text };
  });
}

const named = ({ name, value }: CoreValue): NamedValue => ({ address: name, value });

/** A step, with the names of its operands and of its result. */
export function plainStep({ kind, operands, result, ...place }: StepRecord): Step {
  return { ...place, operation: kind, operands: operands.map(named), result: named(result) };
}

/** A value. The first of its addresses is the one that is shown. */
export function plainValue({ names, value, fresh }: KnownValue): Value {
  return { address: names[0] ?? '', addresses: names, value, isCurrent: fresh };
}

/** A breakpoint, with its text as it is typed. */
export function plainBreakpoint(breakpoint: Stopper): Breakpoint {
  const { id, isEnabled, isTemporary, commands } = breakpoint;
  return { id, text: requestText(breakpoint), isEnabled, isTemporary, commands: [...commands] };
}

function plainRow({ text, step, depth }: CommandRow): Row {
  return { text, step: step ?? null, depth: depth ?? 0 };
}

/** @throws CommandError if the command has failed */
export function plainResult(outcome: Finished, line: string, position: number): Result {
  switch (outcome.kind) {
    case 'failed':
      throw new CommandError(outcome.text, outcome.place?.line ?? line, outcome.place?.at ?? null);
    case 'said':
      return { kind: 'said', text: outcome.text };
    case 'listed':
      return { kind: 'listed', title: outcome.title, rows: outcome.rows.map(plainRow) };
    case 'stopped': {
      const { reason, text, breakpoints = [], passed = [], answers = [], failure } = outcome;
      return {
        kind: 'stopped',
        position,
        reason,
        text,
        breakpoints,
        messages: passed.map(plainRow),
        answers: answers.map(plainRow),
        failure: failure ? { line: failure.line, text: failure.text } : null,
      };
    }
  }
}

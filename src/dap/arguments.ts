/** What the arguments of requests have to be, of which the adapter reads something. */
import { entries, type Kind, listOf, number, oneOf, text, truth, whole } from '../diagnostics/arguments.ts';
import { summaryOf } from '../diagnostics/diagnostic.ts';
import { languages } from '../i18n/translate.ts';
import { RequestFault } from './target.ts';

const count = whole(0);

/** In the protocol, what has the same name is the same in all requests, and in their parts. */
const parts = {
  line: number,
  column: number,
  name: text,
  path: text,
  dataId: text,
  filterId: text,
  condition: text,
  hitCondition: text,
  logMessage: text,
};
const kinds: Readonly<Record<string, Kind>> = {
  ...parts,
  source: entries(parts),
  breakpoints: listOf(entries(parts)),
  filters: listOf(text),
  filterOptions: listOf(entries(parts)),
  expression: text,
  value: text,
  text,
  endLine: number,
  frameId: number,
  variablesReference: number,
  startFrame: count,
  levels: count,
  start: count,
  count,
  memoryReference: text,
  offset: number,
  instructionOffset: number,
  instructionCount: count,
  scenario: text,
  variant: text,
  stopOnEntry: truth,
  noDebug: truth,
  lang: oneOf(languages),
};

/** What a request cannot do without. */
const needed: ReadonlyMap<string, readonly string[]> = new Map([
  ['setBreakpoints', ['source']],
  ['setFunctionBreakpoints', ['breakpoints']],
  ['setDataBreakpoints', ['breakpoints']],
  ['setExceptionBreakpoints', ['filters']],
  ['breakpointLocations', ['source', 'line']],
  ['gotoTargets', ['source', 'line']],
  ['variables', ['variablesReference']],
  ['setVariable', ['name', 'value']],
  ['setExpression', ['expression', 'value']],
  ['evaluate', ['expression']],
  ['completions', ['text', 'column']],
  ['dataBreakpointInfo', ['name']],
  ['restartFrame', ['frameId']],
  ['disassemble', ['memoryReference', 'instructionCount']],
]);

/** @throws RequestFault if an argument of a request is not what it has to be */
export function check(command: string, path: string, value: unknown, one: Kind): void {
  const fault = one(value, path);
  if (fault) throw new RequestFault(`${command}: ${summaryOf(fault)}`);
}

/**
 * The arguments of a request. What is null is left out.
 *
 * @throws RequestFault if one that is needed is missing, or is something else
 */
export function checked(command: string, given: unknown): object {
  // What is undefined is not kept.
  const known = JSON.parse(JSON.stringify(given ?? {}), (_key, value) => value ?? undefined);
  check(command, '', known, entries(kinds));
  for (const name of needed.get(command) ?? []) check(command, name, known[name], kinds[name] as Kind);
  return known;
}

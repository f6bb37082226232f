/** What the arguments of requests have to be, of which the adapter reads something. */
import {
  entries,
  filled,
  type Kind,
  kind,
  listOf,
  number,
  oneOf,
  onlyEntries,
  text,
  truth,
  whole,
} from '../diagnostics/arguments.ts';
import { summaryOf } from '../diagnostics/diagnostic.ts';
import { languages, t } from '../i18n/translate.ts';
import { RequestFault, THREAD } from './target.ts';

const count = whole(0);

const launchKinds = {
  scenario: text,
  variant: text,
  stopOnEntry: truth,
  noDebug: truth,
  lang: oneOf(languages),
};

/** In the protocol, what has the same name is the same in all requests, and in their parts. */
const parts = {
  line: count,
  column: count,
  name: filled,
  path: text,
  dataId: filled,
  accessType: oneOf(['write']),
  filterId: filled,
  condition: text,
  hitCondition: text,
  logMessage: text,
};
const kinds: Readonly<Record<string, Kind>> = {
  ...parts,
  ...launchKinds,
  name: text,
  source: entries({ name: text, path: text }),
  breakpoints: listOf(entries(parts)),
  filters: listOf(text),
  filterOptions: listOf(entries(parts)),
  expression: text,
  value: text,
  text,
  endLine: count,
  threadId: oneOf([THREAD]),
  granularity: oneOf(['statement', 'line', 'instruction']),
  frameId: number,
  variablesReference: number,
  startFrame: count,
  levels: count,
  start: count,
  count,
  memoryReference: kind(
    (value) => typeof value === 'string' && /^-?\d+$/.test(value),
    () => t`a whole number`,
  ),
  offset: number,
  instructionOffset: number,
  instructionCount: count,
};

/** What a request cannot do without, and what the parts of its lists cannot. */
const needed: ReadonlyMap<string, string> = new Map([
  ['setBreakpoints', 'source breakpoints.line'],
  ['setFunctionBreakpoints', 'breakpoints breakpoints.name'],
  ['setDataBreakpoints', 'breakpoints breakpoints.dataId'],
  ['setExceptionBreakpoints', 'filters filterOptions.filterId'],
  ['breakpointLocations', 'source line'],
  ['gotoTargets', 'source line'],
  ['variables', 'variablesReference'],
  ['setVariable', 'variablesReference name value'],
  ['setExpression', 'expression value'],
  ['evaluate', 'expression'],
  ['completions', 'text column'],
  ['dataBreakpointInfo', 'name'],
  ['restartFrame', 'frameId'],
  ['disassemble', 'memoryReference instructionCount'],
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
  // Editors add keys of their own to those of a launch.
  if (command === 'launch') check(command, '', known, onlyEntries(launchKinds, true));
  for (const path of needed.get(command)?.split(' ') ?? []) {
    const [name = '', part] = path.split('.');
    if (part === undefined) check(command, name, known[name], kinds[name] as Kind);
    else
      known[name]?.forEach((each: typeof known, index: number) => {
        check(command, `${name}[${index}].${part}`, each[part], parts[part as keyof typeof parts]);
      });
  }
  return known;
}

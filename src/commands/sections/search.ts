/** Commands that search for steps and compare two timelines. */
import { type Comparison, compare, firstDivergence } from '../../analysis/compare.ts';
import { findSteps } from '../../analysis/search.ts';
import { breakpointTargets } from '../../breakpoints/targets.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { command, type DebuggerCommand, failed, list, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { nameOf, optional, rest } from '../parameters.ts';
import { type Cell, number, type Row, type Verdict, valueText } from '../rows/row.ts';
import { jumpTo } from './movement.ts';

function* search(
  debug: Debugger,
  query: string,
  direction: 'forward' | 'backward',
): Generator<number, Outcome> {
  const { session, visited, show } = debug;
  const step = yield* findSteps(session, { query, from: session.position, direction, visited, show });
  if (step === null)
    return failed(
      direction === 'forward'
        ? t`"${query}" was not found after this step.`
        : t`"${query}" was not found before this step.`,
    );
  return jumpTo(debug, step, 'goto');
}

function searchAgain(debug: Debugger, direction: 'forward' | 'backward'): Outcome {
  return debug.search === null
    ? failed(t`Nothing has been searched for yet: press ${keySign('/')} to search.`)
    : { kind: 'running', isMove: false, work: search(debug, debug.search, direction) };
}

/** How many of the values differ at this step. */
function verdictOf(all: readonly Comparison[]): Verdict {
  const differing = all.filter(({ differs }) => differs).length;
  return differing === 0
    ? { text: t`the same at this step ✓`, isGood: true }
    : { text: t`${differing} of ${all.length} values differ at this step` };
}

function* comparison({ session }: Debugger, name: string): Generator<number, Outcome> {
  const step = yield* firstDivergence(session, name);
  const parting: Row =
    step === null
      ? { text: t`Every operation has the same result, bit for bit.` }
      : { text: t`The first operation with another result is step ${String(step)}.`, step };
  const all = compare(session, name);
  const width = all.reduce((widest, { address }) => Math.max(widest, address.length), 0);
  const column = Math.max(16, session.timeline.name.length + 2);
  const rows = all.map(({ address, here, there, differs }) => ({
    text: `${differs ? '≠' : ' '} ${address.padEnd(width)}  ${valueText(here).padEnd(column)}  ${valueText(there)}`,
    cells: [
      { kind: 'sign', text: differs ? '≠' : ' ', isGood: !differs },
      { kind: 'name', text: address },
      number(here),
      number(there),
    ] satisfies Cell[],
  }));
  const heading: Row = {
    isHeading: true,
    cells: [
      { kind: 'sign', text: ' ' },
      { kind: 'name', text: '' },
      { kind: 'count', text: session.timeline.name },
      { kind: 'count', text: name },
    ],
    text: `  ${''.padEnd(width)}  ${session.timeline.name.padEnd(column)}  ${name}`,
  };
  return list(
    t`"${session.timeline.name}" and "${name}" at step ${String(session.position)}`,
    [parting, heading, ...rows],
    '',
    { verdict: verdictOf(all) },
  );
}

/**
 * The timeline that this one was forked from; otherwise the last other one; otherwise the scenario's first variant.
 */
function otherTimeline({ session }: Debugger): string | null {
  const others = session.timelines.all.filter(({ name }) => name !== session.timeline.name);
  const { parent } = session.timeline;
  return parent ?? others.at(-1)?.name ?? session.scenario.variants[0]?.name ?? null;
}

/** What to search for: a part of a name, an operation or a value. */
const query = rest(
  'TEXT',
  () => t`Find what? For example: find relu, find grad(output), find −40.`,
  ({ session }: Debugger) => [...session.values.names, ...breakpointTargets(session).kind],
);

/** A timeline, or a variant that may have none yet. */
const other = nameOf(
  'TIMELINE',
  ({ session }) => [
    ...new Set([
      ...session.timelines.all.map(({ name }) => name),
      ...session.scenario.variants.map(({ name }) => name),
    ]),
  ],
  (name, fix) => t`There is no timeline "${name}": ${fix}`,
);

export const searchCommands: readonly DebuggerCommand[] = [
  command({
    words: ['find'],
    effect: 'moves',
    keys: [],
    parameters: [query],
    hint: 'find',
    help: 'go to the next step with this name, operation or value',
    run: (debug, text) => {
      debug.search = sanitize(text);
      return { kind: 'running', isMove: false, work: search(debug, debug.search, 'forward') };
    },
  }),
  command({
    words: ['find-previous'],
    effect: 'moves',
    keys: [','],
    parameters: [],
    hint: 'previous',
    help: 'go to the previous match',
    run: (debug) => searchAgain(debug, 'backward'),
  }),
  command({
    words: ['find-next'],
    effect: 'moves',
    keys: ['.'],
    parameters: [],
    hint: 'next',
    help: 'go to the next match',
    run: (debug) => searchAgain(debug, 'forward'),
  }),
  command({
    words: ['compare', 'diff'],
    keys: ['D'],
    parameters: [optional(other)],
    hint: 'compare',
    help: 'compare timelines or variants at this step; find the first difference',
    run: (debug, typed) => {
      const { session } = debug;
      const name = typed ?? otherTimeline(debug);
      if (name === null)
        return failed(
          t`There is nothing to compare with yet: press ${keySign('v')} for a variant, or go back and edit a value before an existing edit.`,
        );
      if (session.scenario.variants.some((variant) => variant.name === name)) session.knowVariant(name);
      return { kind: 'running', isMove: false, work: comparison(debug, name) };
    },
  }),
];

/** Commands that search for steps and compare two timelines. */

import { compare, firstDivergence } from '../analysis/compare.ts';
import { findSteps } from '../analysis/search.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { type DebuggerCommand, failed, list, type Outcome, type Row } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './move.ts';
import { valueText } from './values.ts';

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
  return moveTo(debug, step, 'goto');
}

function searchAgain(debug: Debugger, direction: 'forward' | 'backward'): Outcome {
  return debug.search === null
    ? failed(t`Nothing has been searched for yet: press / to search.`)
    : { kind: 'running', isMove: false, work: search(debug, debug.search, direction) };
}

function* comparison({ session }: Debugger, name: string): Generator<number, Outcome> {
  const step = yield* firstDivergence(session, name);
  const parting: Row =
    step === null
      ? { text: t`They never differ: every step is the same, bit for bit.` }
      : { text: t`They first differ at step ${String(step)}.`, step };
  const all = compare(session, name);
  const width = all.reduce((widest, { address }) => Math.max(widest, address.length), 0);
  const column = Math.max(16, session.timeline.name.length + 2);
  const rows = all.map(({ address, here, there, differs }) => ({
    text: `${differs ? '≠' : ' '} ${address.padEnd(width)}  ${valueText(here).padEnd(column)}  ${valueText(there)}`,
  }));
  const heading: Row = {
    isHeading: true,
    text: `  ${''.padEnd(width)}  ${session.timeline.name.padEnd(column)}  ${name}`,
  };
  return list(
    t`"${session.timeline.name}" and "${name}" at step ${String(session.position)}`,
    [parting, heading, ...rows],
    '',
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

export const searchCommands: readonly DebuggerCommand[] = [
  {
    words: ['find'],
    keys: [],
    usage: 'TEXT',
    hint: 'find',
    help: 'go to the next step with this name, operation or value',
    run: (debug, argument) => {
      if (argument === '') return failed(t`Find what? For example: find relu, find grad(output), find −40.`);
      debug.search = argument;
      return { kind: 'running', isMove: false, work: search(debug, argument, 'forward') };
    },
  },
  {
    words: ['find-previous'],
    keys: [','],
    usage: '',
    hint: 'previous',
    help: 'go to the previous match',
    run: (debug) => searchAgain(debug, 'backward'),
  },
  {
    words: ['find-next'],
    keys: ['.'],
    usage: '',
    hint: 'next',
    help: 'go to the next match',
    run: (debug) => searchAgain(debug, 'forward'),
  },
  {
    words: ['compare', 'diff'],
    keys: ['D'],
    usage: '[TIMELINE]',
    hint: 'compare',
    help: 'compare timelines or variants at this step; find the first difference',
    run: (debug, argument) => {
      const { session } = debug;
      const name = argument === '' ? otherTimeline(debug) : argument;
      if (name === null)
        return failed(
          t`There is nothing to compare with yet: press v for a variant, or go back and edit a value before an existing edit.`,
        );
      if (session.scenario.variants.some((variant) => variant.name === name)) session.knowVariant(name);
      const names = session.timelines.all.map((timeline) => timeline.name);
      if (!names.includes(name)) return failed(t`There is no timeline "${name}": ${suggestion(name, names)}`);
      return { kind: 'running', isMove: false, work: comparison(debug, name) };
    },
  },
];

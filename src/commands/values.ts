/** Commands for values: print, list, watch, mark. */

import { currentState, type Metrics } from '../analysis/metrics.ts';
import { type Change, lastChange } from '../analysis/watches.ts';
import { exactNumber } from '../core/exact-number.ts';
import { type Expression, parseExpression } from '../expression/condition.ts';
import { describeFault } from '../expression/error-text.ts';
import { msg, t } from '../i18n/translate.ts';
import type { Level } from '../session/frames.ts';
import { type DebuggerCommand, failed, list, message, type Outcome } from './command.ts';
import type { Debugger } from './debugger.ts';
import { moveTo } from './move.ts';

/** Parses an expression over the session's addresses; returns a failure if it is wrong. */
function expressionOf(
  { session }: Debugger,
  text: string,
): { readonly expression: Expression } | { readonly outcome: Outcome } {
  const parsed = parseExpression(text, session.values.names);
  return parsed.ok
    ? { expression: parsed.expression }
    : { outcome: failed(describeFault(text, parsed.fault)) };
}

/** A value with all its digits, or "not known yet". */
export function valueText(value: number | null): string {
  return value === null ? t`not known yet` : exactNumber(value);
}

function changedText(text: string, { step, before }: Change): string {
  return before === null
    ? t`${text}, since step ${String(step)}`
    : t`${text}, since step ${String(step)} (before: ${valueText(before)})`;
}

function metricsText({ examples, loss, correct }: Metrics): string {
  const number = valueText(loss);
  const text = examples === 1 ? t`loss ${number} on 1 example` : t`loss ${number} on ${examples} examples`;
  return correct === null ? text : t`${text}, ${correct} right (${((correct / examples) * 100).toFixed(1)}%)`;
}

/** The level of a frame, padded to the width of its column. */
const levelWords: Readonly<Record<Level, string>> = {
  node: msg('node   '),
  layer: msg('layer  '),
  phase: msg('phase  '),
  example: msg('example'),
  batch: msg('batch  '),
  epoch: msg('epoch  '),
  run: msg('run    '),
};

export const valueCommands: readonly DebuggerCommand[] = [
  {
    words: ['print', 'p'],
    keys: [],
    usage: 'EXPRESSION',
    hint: 'print',
    help: 'evaluate an expression, in full precision',
    run: (debug, argument) => {
      const found = expressionOf(debug, argument);
      if ('outcome' in found) return found.outcome;
      const value = found.expression.evaluate((address) => debug.session.read(address));
      return message(`${found.expression.text} = ${valueText(value)}`);
    },
  },
  {
    words: ['values'],
    keys: [],
    usage: '',
    hint: 'values',
    help: 'list all known values, in full precision',
    run: ({ session }) =>
      list(
        t`Values at step ${String(session.position)}`,
        session.known().map(({ names, value }) => ({ text: `${names[0]} = ${valueText(value)}` })),
        t`No values are known yet.`,
      ),
  },
  {
    words: ['metrics'],
    keys: [],
    usage: '',
    hint: 'metrics',
    help: 'mean loss, accuracy, loss with penalty, norm of the last gradient',
    run: ({ session }) => {
      const { trained, heldOut, penalisedLoss, gradientNorm } = currentState(session);
      if (trained === null) return failed(t`This scenario has no loss.`);
      return list(
        t`With the current weights`,
        [
          { text: t`training set   ${metricsText(trained)}` },
          ...(heldOut ? [{ text: t`test set       ${metricsText(heldOut)}` }] : []),
          ...(penalisedLoss === null
            ? []
            : [{ text: t`with penalty   loss ${valueText(penalisedLoss)} on the training set` }]),
          ...(gradientNorm === null
            ? []
            : [{ text: t`last update    gradient norm ${valueText(gradientNorm)}` }]),
        ],
        '',
      );
    },
  },
  {
    words: ['where', 'backtrace'],
    keys: [],
    usage: '',
    hint: 'where',
    help: 'show the stack: the frames this step is in',
    run: ({ session }) =>
      list(
        t`Stack, innermost frame first`,
        session.total === 0
          ? []
          : session.frames
              .stack(Math.max(1, session.position))
              .reverse()
              .map(({ level, name, start, end }) => ({
                text: t`${t(levelWords[level])}  ${name.padEnd(14)}  steps ${String(start + 1)} to ${String(end)}`,
                step: start,
              })),
        t`This scenario computes nothing.`,
      ),
  },
  {
    words: ['watch'],
    keys: ['a'],
    usage: '[EXPRESSION]',
    hint: 'watch',
    help: 'watch an expression; with no argument, the selected value',
    run: (debug, argument) => {
      const text = argument === '' ? debug.subject : argument;
      if (text === null) return failed(t`Select a value first, or type one, for example: watch loss.`);
      const found = expressionOf(debug, text);
      if ('outcome' in found) return found.outcome;
      const { expression } = found;
      if (debug.watches.some((watch) => watch.text === expression.text))
        return message(t`${expression.text} is already being watched.`);
      debug.watches = [...debug.watches, expression];
      return message(t`Watch ${String(debug.watches.length)} added: ${expression.text}.`);
    },
  },
  {
    words: ['unwatch'],
    keys: ['x'],
    usage: '[NUMBER]',
    hint: 'unwatch',
    help: 'remove a watch by number (default: the selected value, or the last)',
    run: (debug, argument) => {
      const { watches, subject } = debug;
      if (watches.length === 0) return failed(t`There are no watches.`);
      const own = watches.findIndex(({ text }) => text === subject);
      const index = argument !== '' ? Number(argument) - 1 : own >= 0 ? own : watches.length - 1;
      const dropped = watches[index];
      if (!dropped)
        return failed(
          t`There is no watch "${argument}": choose a number from 1 to ${String(watches.length)}.`,
        );
      debug.watches = watches.filter((watch) => watch !== dropped);
      return message(t`Removed: ${dropped.text}.`);
    },
  },
  {
    words: ['watches', 'display'],
    keys: [],
    usage: '',
    hint: 'watches',
    help: 'list the watches with their values and last changes',
    run: ({ session, watches }) =>
      list(
        t`Watches`,
        watches.map((watch, index) => {
          const value = watch.evaluate((address) => session.read(address));
          const text = `${index + 1}  ${watch.text} = ${valueText(value)}`;
          const change = lastChange(session, watch);
          return change ? { text: changedText(text, change), step: change.step } : { text };
        }),
        t`There are no watches: press a to watch the selected value.`,
      ),
  },
  {
    words: ['mark'],
    keys: [],
    usage: 'LETTER',
    hint: 'mark',
    help: 'mark this step with a letter',
    run: (debug, letter) => {
      if (!/^\p{L}$/u.test(letter)) return failed(t`A mark is one letter, for example: mark a.`);
      debug.mark(letter, debug.session.position);
      return message(t`Step ${String(debug.session.position)} is now marked ${letter}.`);
    },
  },
  {
    words: ['return'],
    keys: [],
    usage: 'LETTER',
    hint: 'return',
    help: "return to a mark; with ', to where you jumped from",
    run: (debug, letter) => {
      const position = debug.marks.get(letter);
      if (position !== undefined) return moveTo(debug, position, 'goto');
      const known = [...debug.marks.keys()].filter((each) => each !== "'");
      return failed(
        known.length === 0
          ? t`There are no marks yet: press m and a letter to mark a step.`
          : t`There is no mark ${letter}: try ${known.join(', ')}`,
      );
    },
  },
];

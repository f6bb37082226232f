/** Commands for values: print, list, watch, mark. */
import { type SeriesUnit, usualUnit } from '../../analysis/curves/series.ts';
import { currentState } from '../../analysis/metrics.ts';
import { type Expression, parseExpression } from '../../expression/condition.ts';
import { describeFault } from '../../expression/error-text.ts';
import { hasWords } from '../../i18n/matching.ts';
import { msg, t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import type { NamedPart } from '../../session/array-parts.ts';
import { editMarks, markedText, markOfExpression, markText } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import { command, type DebuggerCommand, failed, inSlices, list, message, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { count, Misread, optional, type Parameter, required, rest, wordAt } from '../parameters.ts';
import { arrayHeads, arrayRows, arrayTitle } from '../rows/array-rows.ts';
import { frameRows } from '../rows/frame-rows.ts';
import { metricRows } from '../rows/metric-rows.ts';
import { name, note, number, valueText } from '../rows/row.ts';
import { seriesRows } from '../rows/series-rows.ts';
import { watchHeads, watchRows } from '../rows/watch-rows.ts';
import {
  expressionBeforeInterval,
  expressionOrArray,
  expressionOrNumbers,
  expressions,
  interval,
  letter,
  mark,
} from '../session-parameters.ts';
import { jumpTo } from './movement.ts';

const unitNames: Readonly<Record<SeriesUnit, string>> = {
  step: msg('step'),
  example: msg('example'),
  batch: msg('batch'),
  epoch: msg('epoch'),
};

/** A part of the names of values. */
const filter = rest(
  'TEXT',
  () => '',
  ({ session }: Debugger) => session.values.names,
);

/** A watch, by its number in the list. */
const watch: Parameter<Expression> = required(
  'NUMBER',
  (line, at, { watches }) => {
    const word = wordAt(line, at);
    const value = watches[Number(word) - 1];
    if (value) return { value, end: at + word.length };
    if (watches.length === 0) throw new Misread(at, t`There are no watches.`);
    throw new Misread(
      at,
      t`There is no watch "${word}": choose a number from 1 to ${String(watches.length)}.`,
    );
  },
  ({ watches }) => watches.map((_watch, index) => String(index + 1)),
);

export const valueCommands: readonly DebuggerCommand[] = [
  command({
    words: ['print', 'p'],
    keys: [],
    parameters: [expressionOrArray],
    hint: 'print',
    help: 'evaluate an expression, or print an array, in full precision',
    run: ({ session }, printed) => {
      if ('cells' in printed) return printArray(session, printed);
      const value = session.evaluate(printed);
      return message(markedText(`${printed.text} = ${valueText(value)}`, markOfExpression(session, printed)));
    },
  }),
  command({
    words: ['values'],
    keys: [],
    parameters: [optional(filter)],
    hint: 'values',
    help: 'list the known values, or those with a text in their names, in full precision',
    run: ({ session }, wanted) => {
      const known = session.known().filter(({ names }) => hasWords(names.join(' '), wanted ?? ''));
      return list(
        t`Values at step ${String(session.position)}`,
        known.map(({ slot, names, value }) => {
          const edited = editMarks(session).of(slot);
          return {
            text: markedText(`${names[0]} = ${valueText(value)}`, edited),
            cells: [name(names[0] ?? ''), number(value), note(edited === null ? '' : markText(edited))],
          };
        }),
        wanted === null ? t`No values are known yet.` : t`No known value has "${wanted}" in its name.`,
      );
    },
  }),
  command({
    words: ['table'],
    keys: [],
    parameters: [expressions, interval],
    hint: 'table',
    help: 'list the values of expressions at each step, example, batch or epoch up to here',
    run: (debug, listed, unit) => inSlices(tableOf(debug, listed, unit ?? usualUnit(debug.session)), false),
  }),
  command({
    words: ['plot'],
    keys: [],
    parameters: [expressionBeforeInterval, interval],
    hint: 'plot',
    help: 'show an expression as a curve over the steps, examples, batches or epochs up to here',
    run: (debug, plotted, typed) => {
      const unit = typed ?? usualUnit(debug.session);
      debug.plotted = { expression: plotted, unit };
      return { ...message(t`Plotted: ${plotted.text} every ${t(unitNames[unit])}.`), picture: 'curve' };
    },
  }),
  command({
    words: ['metrics'],
    keys: [],
    parameters: [],
    hint: 'metrics',
    help: 'mean loss, accuracy, loss with penalty, norm of the last gradient',
    run: ({ session }) => {
      const rows = metricRows(currentState(session));
      return rows.length === 0
        ? failed(t`This scenario has no loss.`)
        : list(t`With the current weights`, rows, '');
    },
  }),
  command({
    words: ['where', 'backtrace', 'bt'],
    keys: [],
    parameters: [optional(count)],
    hint: 'where',
    help: 'show the stack: the frames this step is in, or only the innermost ones',
    run: ({ session }, most) =>
      list(
        t`Stack, innermost frame first`,
        frameRows(session).slice(0, most ?? undefined),
        t`This scenario computes nothing.`,
      ),
  }),
  command({
    words: ['watch'],
    keys: ['a'],
    parameters: [optional(expressionOrNumbers)],
    hint: 'watch',
    help: 'watch an expression; with no argument, the selected value',
    run: (debug, typed) => {
      const { subject } = debug;
      if (typed !== null) return addWatches(debug, typed);
      if (subject === null) return failed(t`Select a value first, or type one, for example: watch loss.`);
      const parsed = parseExpression(subject, debug.session.values.names);
      return parsed.ok
        ? addWatches(debug, [parsed.expression])
        : failed(describeFault(subject, parsed.fault));
    },
  }),
  command({
    words: ['unwatch', 'undisplay'],
    keys: ['x'],
    parameters: [optional(watch)],
    hint: 'unwatch',
    help: 'remove a watch by number (default: the selected value, or the last)',
    run: (debug, typed) => {
      const { watches, subject } = debug;
      const removed = typed ?? watches.find(({ text }) => text === subject) ?? watches.at(-1);
      if (!removed) return failed(t`There are no watches.`);
      debug.watches = watches.filter((each) => each !== removed);
      return message(t`Removed: ${removed.text}.`);
    },
  }),
  command({
    words: ['watches'],
    keys: [],
    parameters: [],
    hint: 'watches',
    help: 'list the watches with their values and last changes',
    run: listWatches,
  }),
  command({
    words: ['display'],
    keys: [],
    parameters: [optional(expressionOrNumbers)],
    hint: 'display',
    help: 'watch an expression; with no argument, list the watches',
    run: (debug, typed) => (typed === null ? listWatches(debug) : addWatches(debug, typed)),
  }),
  command({
    words: ['mark'],
    keys: [],
    parameters: [letter],
    hint: 'mark',
    help: 'mark this step with a letter',
    run: (debug, name) => {
      debug.mark(name, debug.session.position);
      return message(t`Step ${String(debug.session.position)} is now marked ${name}.`);
    },
  }),
  command({
    words: ['return'],
    effect: 'moves',
    keys: [],
    parameters: [mark],
    hint: 'return',
    help: "return to a mark; with ', to where you jumped from",
    run: (debug, position) => jumpTo(debug, position, 'goto'),
  }),
];

/** A list of numbers is a line, an array with rows a list of them. */
function printArray(session: Session, printed: NamedPart): Outcome {
  const rows = arrayRows(session, printed);
  const [first, second] = rows;
  if (first && !second) return message(first.text);
  return list(arrayTitle(session, printed), rows, '', { heads: arrayHeads(printed) });
}

function* tableOf(
  { session }: Debugger,
  listed: readonly Expression[],
  unit: SeriesUnit,
): Generator<number, Outcome> {
  const { rows, about } = yield* seriesRows(session, listed, unit);
  const title =
    unit === 'batch' || unit === 'epoch'
      ? t`Values at the end of every ${t(unitNames[unit])}, up to step ${String(session.position)}`
      : t`Values up to step ${String(session.position)}`;
  return list(title, rows, t`No step is done yet.`, about);
}

/** Adds those that are not watched yet. */
function addWatches(debug: Debugger, wanted: readonly Expression[]): Outcome {
  const { watches } = debug;
  const added = wanted.filter((each) => !watches.some(({ text }) => text === each.text));
  const [first, second] = added;
  if (!first) return message(t`${wanted[0]?.text ?? ''} is already being watched.`);
  debug.watches = [...watches, ...added];
  const [from, to] = [String(watches.length + 1), String(debug.watches.length)] as const;
  return second
    ? message(t`Watches ${from} to ${to} added, from ${first.text} to ${added.at(-1)?.text ?? ''}.`)
    : message(t`Watch ${to} added: ${first.text}.`);
}

function listWatches({ session, watches }: Debugger): Outcome {
  return list(
    t`Watches`,
    watchRows(session, watches),
    t`There are no watches: press ${keySign('a')} to watch the selected value.`,
    { heads: watchHeads },
  );
}

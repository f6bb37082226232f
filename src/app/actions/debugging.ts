/** Runs commands of the debugger and applies their results to the state. */

import { runSummary, summaryText } from '../../analysis/summary/run-summary.ts';
import { tooFarTexts } from '../../analysis/summary/too-far.ts';
import type { DebuggerCommand, Outcome } from '../../commands/command.ts';
import type { Debugger, Selection } from '../../commands/debugger.ts';
import type { Typed } from '../../commands/parameters.ts';
import { carryOut, execute } from '../../commands/sections/commands.ts';
import { jumpTo } from '../../commands/sections/movement.ts';
import { takeWrittenRows } from '../../commands/sections/running.ts';
import { type Language, setLanguage, t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { Background } from '../../view/scene/background.ts';
import { Scene } from '../../view/scene/scene.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { isAtEnd, nextByEnter } from '../state/course.ts';
import { listRow } from '../state/list-row.ts';
import { rememberedOptions } from '../state/saved-session.ts';
import type { Transition } from '../state/transition.ts';
import { ask, noteMove } from './questions.ts';
import { showPicture } from './showing.ts';

type Stopped = Extract<Outcome, { readonly kind: 'stopped' }>;

/** Runs a command of the debugger. */
export function run(transition: Transition, command: DebuggerCommand, typed: Typed): void {
  takeOf(transition, (debug) => carryOut(command, debug, typed));
}

/** Runs a line with a command of the debugger. */
export function perform(transition: Transition, line: string): void {
  takeOf(transition, (debug) => execute(debug, line));
}

/** Runs something and applies its result. A message about other numbers than before is marked. */
function takeOf(transition: Transition, run: (debug: Debugger) => Outcome): void {
  const { opened } = transition.state;
  if (!opened) return;
  const { session } = opened.debug;
  const { timeline } = session;
  take(transition, run(opened.debug));
  const { message } = transition.state;
  if (message && session.timeline !== timeline) transition.set({ message: { ...message, isOfEdit: true } });
}

/** Applies the result of a command: selects, shows a message or a list, or starts long work. */
export function take(transition: Transition, outcome: Outcome): void {
  const { opened, view } = transition.state;
  // A value stays selected while the values pane has the focus, so that the user can watch it change.
  const address = view.focus === 'values' ? (opened?.debug.selection.address ?? null) : null;
  if (outcome.kind === 'stopped')
    select(transition, { step: null, address: outcome.subject ?? address, line: null });
  // The new timeline can belong to another variant, which has an engine of its own.
  if (opened && opened.scene.engine !== opened.debug.session.engine)
    transition.set({ opened: { ...opened, scene: new Scene(opened.debug, new Background()) } });
  const passedOver = noteMove(transition);
  if (outcome.kind === 'running') {
    begin(transition, outcome);
    return;
  }
  transition.set({ mode: 'session', running: null, message: null });
  if (outcome.kind === 'listed') {
    const { kind: _kind, title, rows, ...about } = outcome;
    transition.showList(title, rows.map(listRow), about);
    return;
  }
  transition.set({ list: null });
  if (outcome.kind === 'failed') transition.say(outcome.text, true, outcome.place);
  else if (outcome.kind === 'stopped') tellStop(transition, outcome, passedOver);
  else {
    if (outcome.picture) showPicture(transition, outcome.picture);
    transition.say(outcome.text);
  }
}

/**
 * Shows why the cursor has stopped, and what breakpoints have written: in one message, or as a list.
 *
 * @param passedOver what to say of the quiz's questions on the way
 */
function tellStop(
  transition: Transition,
  {
    text,
    reason,
    passed = [],
    answers = [],
    failure,
  }: Pick<Stopped, 'text' | 'passed' | 'answers' | 'failure'> & Partial<Pick<Stopped, 'reason'>>,
  passedOver: string,
): void {
  const over = passedOver === '' ? [] : [{ text: passedOver }];
  const rows = [...passed, ...answers, ...over, ...(failure ? [{ text: failure.text }] : [])];
  const said = [text, ...rows.map((row) => row.text)].filter((each) => each !== null);
  if (isAtEnd(transition.state)) noteEnd(transition);
  if (rows.length > 1) transition.showList(text ?? t`Messages of breakpoints`, rows.map(listRow), {});
  else if (failure !== undefined) transition.say(said.join(' '), true);
  else if (isAtEnd(transition.state)) {
    const isSilent = said.length === over.length;
    tellEnd(transition, isSilent ? [t`End of the run.`, ...said] : said, isSilent || reason === 'end');
  } else if (said.length > 0) transition.say(said.join(' '));
}

/** A scenario counts as done from the first time that its end is reached. It is saved at once: the terminal can close. */
function noteEnd(transition: Transition): void {
  const { opened, done, view } = transition.state;
  if (!opened) return;
  transition.set({ opened: { ...opened, atEnd: opened.debug.selection } });
  if (done.includes(opened.entry.key)) return;
  const longer = [...done, opened.entry.key];
  transition.set({ done: longer });
  transition.emit({ kind: 'save-view-options', options: { ...rememberedOptions(view), done: longer } });
}

/**
 * At the end of the run: why it has stopped, what it has changed, and what comes next.
 *
 * @param tellsEnd whether `stop` says that this is the end
 */
function tellEnd(transition: Transition, stop: readonly string[], tellsEnd: boolean): void {
  const { opened, quiz } = transition.state;
  if (!opened) return;
  const { session } = opened.debug;
  // A question of the quiz can be about a number of the summary.
  const summary = quiz === null ? summaryText(session, formatNumber) : '';
  const { tooFar } = runSummary(session);
  const next = nextByEnter(transition.state);
  const more = [
    ...(quiz === null && tooFar !== null ? tooFarTexts(tooFar, formatNumber) : []),
    next === null
      ? t`Press ${keySign('q')} for the menu.`
      : t`Press ${keySign('enter')} for the next scenario: ${next.id}.`,
  ];
  transition.sayMore([...stop, summary].filter(Boolean).join(' '), { more, tellsEnd });
}

/** Says again at the end of the run what it has changed, where there may be room for more of it. */
export function tellEndAgain(transition: Transition): void {
  if (isAtEnd(transition.state)) tellEnd(transition, [t`End of the run.`], true);
}

/** Goes to a step that was chosen from a list, the tape or the listing. */
export function jump(transition: Transition, step: number): void {
  const { opened } = transition.state;
  if (opened) take(transition, jumpTo(opened.debug, step, 'goto'));
}

/** Changes the selection: a step, a value, a line, a frame. Null follows the cursor. */
export function select(transition: Transition, change: Partial<Selection>): void {
  const { opened } = transition.state;
  if (opened) opened.debug.selection = { ...opened.debug.selection, ...change };
}

/** Starts long work; the front end runs it in slices. */
function begin(transition: Transition, { work, isMove }: Extract<Outcome, { kind: 'running' }>): void {
  const { opened, language } = transition.state;
  const from = opened?.debug.session.position ?? 0;
  const running = { from, position: from, elapsed: 0, isMove, isAsking: false };
  transition.set({ mode: 'running', running });
  transition.emit({ kind: 'run', work: inLanguage(language, work) });
}

/** Runs work with its texts in `language`, even if another language is set between its slices. */
function* inLanguage<Done>(language: Language, work: Generator<number, Done>): Generator<number, Done> {
  for (;;) {
    setLanguage(language);
    const next = work.next();
    if (next.done) return next.value;
    yield next.value;
  }
}

/** Applies the result of finished work. */
export function finish(transition: Transition, outcome: Outcome): void {
  const isAsking = transition.state.running?.isAsking ?? false;
  take(transition, outcome);
  if (isAsking && outcome.kind === 'stopped') ask(transition);
}

/** Records the progress of work: the position reached, and the milliseconds since it started. */
export function progress(transition: Transition, position: number, elapsed: number): void {
  const { running } = transition.state;
  if (running) transition.set({ running: { ...running, position, elapsed } });
}

/** Asks the front end to cancel the work. It answers with the event `interrupted`. */
export function interrupt(transition: Transition): void {
  transition.emit({ kind: 'cancel' });
}

/**
 * Ends cancelled work. If the work was a move, the cursor goes to the position reached, and what was written on the way
 * there is shown.
 */
export function stopAt(transition: Transition, position: number): void {
  const { running, opened } = transition.state;
  if (!running || !opened) return;
  const { debug } = opened;
  if (running.isMove) debug.seek(position);
  const passedOver = noteMove(transition);
  transition.set({ mode: 'session', running: null });
  const text = t`Stopped at step ${String(debug.session.position)}.`;
  tellStop(transition, { text, passed: running.isMove ? takeWrittenRows(debug) : [] }, passedOver);
}

/** Opening a scenario, resuming a saved session, saving, and leaving. */
import { Debugger } from '../../commands/debugger.ts';
import { documentText, type KeptSession } from '../../commands/saved/saved.ts';
import { t } from '../../i18n/translate.ts';
import { Session } from '../../session/session.ts';
import { Background } from '../../view/scene/background.ts';
import { Scene } from '../../view/scene/scene.ts';
import { validated } from '../../view/scene/view-options.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { matchesOf } from '../state/catalogue.ts';
import {
  debugHasMade,
  documentOf,
  isWorthSaving,
  rememberedOptions,
  restoredSession,
  resumeOffer,
  savedRow,
  viewOptionsFrom,
} from '../state/saved-session.ts';
import type { ScenarioEntry } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { stopPlaying } from './playing.ts';
import { tellWarnings } from './warnings.ts';

/** Opens a scenario at its start, and asks the front end for its saved session. */
export function open(transition: Transition, entry: ScenarioEntry): void {
  show(transition, entry);
  transition.emit({ kind: 'load-session', entry });
}

/**
 * Opens a scenario with a saved session. If the session is invalid, it says why and opens the scenario at its start.
 * Either way the front end is asked for the sessions that it keeps.
 */
export function openSaved(transition: Transition, entry: ScenarioEntry, text: string): void {
  show(transition, entry);
  resume(transition, text);
  transition.emit({ kind: 'load-session', entry });
}

function show(transition: Transition, entry: ScenarioEntry): void {
  keep(transition);
  const debug = new Debugger(new Session(entry.scenario), formatNumber);
  const { length: warnings } = entry.warnings?.() ?? [];
  transition.set({
    mode: 'session',
    opened: {
      entry,
      debug,
      scene: new Scene(debug, new Background()),
      version: debug.version,
      surveyed: 0,
      warnings,
      saved: [],
      resumed: null,
      atEnd: null,
      reread: null,
    },
    // Each scenario begins with the picture that is its point, and with the focus on its tape, whatever was before.
    view: validated(
      { ...viewOptionsFrom(transition.state.view), picture: entry.scenario.picture, focus: 'tape' },
      false,
    ),
    message: null,
  });
  transition.emit({ kind: 'watch', entry });
  tellWarnings(transition);
}

/** Offers the saved session of the open scenario, when the front end has loaded it; or says what is wrong with it. */
export function offer(transition: Transition, key: string, { text, others, fault }: KeptSession): void {
  const { opened, message } = transition.state;
  if (opened?.entry.key !== key) return;
  if (fault !== null) transition.say(fault, true);
  const { resumed } = opened;
  const saved = [...(text === null ? [] : [text]), ...others].filter((each) => each !== resumed);
  const [latest, ...earlier] = saved;
  if (latest === undefined) return;
  transition.set({ opened: { ...opened, saved } });
  const offered = resumeOffer(latest);
  if (offered === null || resumed !== null || message !== null || fault !== null) return;
  const { length } = earlier;
  const more =
    length === 1 ? t`An earlier session is kept, too.` : t`${length} earlier sessions are kept, too.`;
  transition.sayMore(offered, { more: length === 0 ? [] : [more] });
}

/**
 * Resumes a saved session. If something was made in the open one, that is saved before, and can be resumed. If the text
 * is invalid, says why and returns false.
 */
export function resume(transition: Transition, text: string): boolean {
  const { opened, view: openView } = transition.state;
  if (!opened) return false;
  const found = restoredSession(text, opened.entry);
  if (!found.ok) {
    transition.say(found.text, true);
    return false;
  }
  const { debug, view, notices } = found;
  const isLeft = debugHasMade(opened.debug);
  if (isLeft) keep(transition);
  const left = isLeft ? [documentText(documentOf(opened, openView), opened.entry.key)] : [];
  transition.set({
    mode: 'session',
    opened: {
      ...opened,
      debug,
      scene: new Scene(debug, new Background()),
      version: debug.version,
      saved: [...left, ...opened.saved.filter((each) => each !== text)],
      resumed: text,
    },
    quiz: null,
    view,
    message: null,
  });
  tellWarnings(transition);
  if (notices.length > 0) {
    transition.showList(
      t`What has changed since this was saved`,
      notices.map((text) => ({ text })),
    );
  }
  return true;
}

/** Resumes the saved session of the open scenario. If there is more than one, lists them to choose from. */
export function resumeSaved(transition: Transition): void {
  const [latest, ...others] = transition.state.opened?.saved ?? [];
  if (latest === undefined) transition.say(t`There is no earlier session of this scenario to resume.`);
  else if (others.length === 0) resume(transition, latest);
  else
    transition.showList(t`Earlier sessions, the latest first`, [latest, ...others].map(savedRow), {
      heads: ['at step', 'edits', 'breakpoints', 'watches', 'marks'],
    });
}

/** Asks the front end to read the files of the open scenario again. */
export function reload(transition: Transition): void {
  const { opened } = transition.state;
  if (opened) transition.emit({ kind: 'reread', entry: opened.entry });
}

/** Asks the front end to write the session to a file. */
export function saveAs(transition: Transition, file: string): void {
  const { opened, view } = transition.state;
  if (!opened) return;
  const { entry } = opened;
  transition.emit({ kind: 'write-session', file, entry, document: documentOf(opened, view) });
}

/** Says that a file has been written, or why it could not be. */
export function tellWritten(transition: Transition, file: string, fault: string | null): void {
  transition.say(fault ?? t`Saved. To open it again: backstep ${file}`, fault !== null);
}

/** Saves the session and quits the program. */
export function leave(transition: Transition): void {
  transition.emit({ kind: 'cancel' });
  keep(transition);
  transition.emit({ kind: 'quit' });
}

/** Saves the session and leads to the scenario that follows elsewhere. */
export function goOnward(transition: Transition): void {
  keep(transition);
  transition.emit({ kind: 'go-onward' });
}

/** Saves the session and goes back to the menu. */
export function close(transition: Transition): void {
  stopPlaying(transition);
  keep(transition);
  const { opened } = transition.state;
  const left = matchesOf(transition.state).findIndex(({ key }) => key === opened?.entry.key);
  transition.emit({ kind: 'watch', entry: null });
  transition.set({
    mode: 'menu',
    opened: null,
    list: null,
    message: null,
    quiz: null,
    highlighted: Math.max(0, left),
  });
}

/** Saves the open session while it goes on, if that is worthwhile. */
export function keepMeanwhile(transition: Transition): void {
  const { opened, view } = transition.state;
  if (!opened || !isWorthSaving(opened)) return;
  const { entry, resumed } = opened;
  transition.emit({ kind: 'keep-session', entry, document: documentOf(opened, view), resumed });
}

/** Saves the open session, if that is worthwhile, and the view options. */
export function keep(transition: Transition): void {
  const { opened, view, done } = transition.state;
  if (!opened) return;
  const { entry, resumed } = opened;
  if (isWorthSaving(opened))
    transition.emit({ kind: 'save-session', entry, document: documentOf(opened, view), resumed });
  transition.emit({ kind: 'save-view-options', options: { ...rememberedOptions(view), done } });
}

/** What happens when the files of the open scenario have been read again: it is replaced in place, or stays. */
import { type Reloaded, reloadedDebugger } from '../commands/saved/reloaded.ts';
import { backText } from '../commands/saved/restored.ts';
import { t } from '../i18n/translate.ts';
import { picturesOf } from '../view/network/pictures.ts';
import { Background } from '../view/scene/background.ts';
import { Scene } from '../view/scene/scene.ts';
import { stopPlaying } from './actions/playing.ts';
import { warningsSign, warningsText } from './actions/warnings.ts';
import type { Reread } from './state/effect.ts';
import type { Opened, RereadReport, ScenarioEntry } from './state/state.ts';
import type { Transition } from './state/transition.ts';

/**
 * Takes what was found in the files of a scenario.
 *
 * @param key the scenario's
 * @param isAsked whether the user has asked for it: then it is also said that nothing has changed
 */
export function takeReread(transition: Transition, key: string, found: Reread, isAsked: boolean): void {
  const { opened } = transition.state;
  if (opened?.entry.key !== key) return;
  if (found.kind === 'faulty') tellFaults(transition, opened, found.faults);
  else if (found.kind === 'fixed') {
    if (isAsked) transition.say(t`This scenario does not come from a file that can change.`);
  } else if (found.entry.source !== opened.entry.source) replace(transition, opened, found.entry);
  else if (opened.reread !== null && opened.reread.faults.length > 0) {
    setReport(transition, opened, { ...opened.reread, faults: [] });
    transition.say(t`${opened.entry.id} is again as it was.`);
  } else if (isAsked) transition.say(t`${opened.entry.id} has not changed.`);
}

/** Says that changes of the open scenario's files will not be noticed. */
export function tellUnwatched(transition: Transition, key: string, reason: string): void {
  if (transition.state.opened?.entry.key !== key) return;
  transition.say(t`Changes of the file are not noticed here (${reason}): \`:reload\` reads it again.`, true);
}

function tellFaults(transition: Transition, opened: Opened, faults: RereadReport['faults']): void {
  setReport(transition, opened, { faults, notKept: opened.reread?.notKept ?? [] });
  const head = faults[0]?.head ?? '';
  const way = t`Press ${warningsSign()} to read all of it.`;
  transition.sayMore(t`${head}; the last working version stays.`, { way, isFault: true, isQuote: true });
}

/** Leaves no report that says nothing. */
function setReport(transition: Transition, opened: Opened, report: RereadReport): void {
  const isEmpty = report.faults.length + report.notKept.length === 0;
  transition.set({ opened: { ...opened, reread: isEmpty ? null : report } });
}

/** Goes on in the changed scenario. What shows steps of the run before, a list or a question, is closed. */
function replace(transition: Transition, opened: Opened, entry: ScenarioEntry): void {
  const { mode, running, view, entries } = transition.state;
  const { debug: before } = opened;
  if (running !== null) {
    if (running.isMove) before.seek(running.position);
    transition.emit({ kind: 'cancel' });
  }
  stopPlaying(transition);
  const reloaded = reloadedDebugger(before, entry.scenario);
  const { debug, notices } = reloaded;
  const scene = new Scene(debug, new Background());
  const { length: warnings } = entry.warnings?.() ?? [];
  const isTyping = mode === 'command' || mode === 'search' || mode === 'mark' || mode === 'return';
  // The picture that the scenario names is shown unless the user has chosen another one that there still is.
  const isChosen = view.picture !== opened.entry.scenario.picture && picturesOf(scene).includes(view.picture);
  const picture = isChosen ? view.picture : entry.scenario.picture;
  transition.set({
    entries: entries.map((each) => (each.key === entry.key ? entry : each)),
    mode: isTyping ? mode : 'session',
    list: null,
    running: null,
    quiz: null,
    view: { ...view, picture },
  });
  const { saved, resumed } = opened;
  const next = {
    ...{ entry, debug, scene, version: debug.version, surveyed: 0, warnings, saved, resumed },
    reread: null,
    atEnd: null,
  };
  setReport(transition, next, { faults: [], notKept: notices });
  tellReplaced(transition, next, before.session.position, reloaded);
}

function tellReplaced(
  transition: Transition,
  { entry, warnings }: Opened,
  from: number,
  { cursor: { position, how }, lost: length, back }: Reloaded,
): void {
  const { id } = entry;
  const place =
    how !== 'same'
      ? t`Reloaded ${id}: step ${String(from)} is no longer there; the nearest before it is step ${String(position)}.`
      : position !== from
        ? t`Reloaded ${id}: what was step ${String(from)} is now step ${String(position)}.`
        : t`Reloaded ${id}: you are still at step ${String(position)}.`;
  const lost =
    length === 1
      ? t`1 thing could not be kept: press ${warningsSign()} to read which.`
      : t`${length} things could not be kept: press ${warningsSign()} to read which.`;
  const warned = warningsText(entry.warnings?.() ?? []);
  transition.sayMore(place, {
    way: length === 0 ? '' : lost,
    more: [...backText(back), ...(warned === null ? [] : [warned])],
    isFault: length + warnings > 0,
  });
}

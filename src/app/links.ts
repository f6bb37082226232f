/** Links: a step, a picture or a language that is asked for from outside, whatever is open at the moment. */
import { type Language, t } from '../i18n/translate.ts';
import type { PictureName } from '../scenario/format/picture-names.ts';
import { jump } from './actions/debugging.ts';
import { stopPlaying } from './actions/playing.ts';
import { showPicture, switchLanguage } from './actions/showing.ts';
import type { State } from './state/state.ts';
import { Transition, type Update } from './state/transition.ts';

/** What a link asks for. Null asks for nothing. */
export interface Link {
  readonly step?: number | null;
  readonly picture?: PictureName | null;
  readonly language?: Language | null;
  /** A part of the link that cannot be understood, which is said. */
  readonly wrong?: string | null;
}

/**
 * The state after a link was followed. A list, whose texts belong to one step, is closed; a line
 * that is being typed is left for another step or picture. A run goes on, and in the menu only the language changes.
 */
export function follow(state: State, link: Link): Update {
  const transition = new Transition(state);
  lead(transition, link);
  const { wrong = null } = link;
  if (wrong !== null && transition.state.mode === 'session')
    transition.say(
      t`The address has "${wrong}": expected a step such as step=13, a view such as view=loss, or lang=bn.`,
      true,
    );
  return transition.end();
}

function lead(transition: Transition, { step = null, picture = null, language = null }: Link): void {
  const { state } = transition;
  const { mode, opened, view } = state;
  if (language !== null && language !== state.language) switchLanguage(transition, language);
  const isOtherStep = step !== null && step !== opened?.debug.session.position;
  const isOtherPicture = picture !== null && picture !== view.picture;
  if (!opened || mode === 'running' || (!isOtherStep && !isOtherPicture)) return;
  if (transition.state.mode === 'list') transition.closeList();
  else if (mode !== 'session') transition.set({ mode: 'session', waiting: [] });
  if (state.playing !== 'off') stopPlaying(transition);
  transition.set({ message: null });
  if (isOtherStep) jump(transition, step);
  if (isOtherPicture) showPicture(transition, picture);
  const { total } = opened.debug.session;
  if (step !== null && step > total)
    transition.say(t`There is no step "${String(step)}": type a number from 0 to ${String(total)}.`, true);
}

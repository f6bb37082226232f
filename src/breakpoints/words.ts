/** Breakpoints as they are read, in lists and messages. As they are typed: `requestText`. */
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import type { HitCondition } from './clauses/hit-condition.ts';
import { type BreakpointRequest, type BreakpointSpec, describe, placeText } from './list.ts';

/** `y.w[0] if loss > 0.1, from hit 3 on, writes "loss is {loss}"`. A line of the listing has its text. */
export function requestWords({ spec, hit, log }: BreakpointRequest, session: Session): string {
  return [
    specWords(spec, session),
    ...(hit === null ? [] : [hitWords(hit)]),
    ...(log === null ? [] : [t`writes "${log.text}"`]),
  ].join(', ');
}

function specWords(spec: BreakpointSpec, session: Session): string {
  if (spec.type !== 'place') return describe(spec);
  const { place, name, condition } = spec;
  const what = place === 'at' ? name : placeText(spec, session);
  return condition === null ? what : t`${what} if ${condition.text}`;
}

function hitWords({ test, count }: HitCondition): string {
  switch (test) {
    case 'only':
      return t`at hit ${String(count)}`;
    case 'from':
      return t`from hit ${String(count)} on`;
    case 'every':
      return t`at hits ${String(count)}, ${String(2 * count)}, ${String(3 * count)} …`;
  }
}

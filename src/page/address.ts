/** What the page shows, in the part of its address after `#`, so that a link leads to a step: `step=13&view=loss`. */
import type { State } from '../app/state/state.ts';
import { type Language, languages } from '../i18n/translate.ts';
import { type PictureName, pictureNames } from '../scenario/format/picture-names.ts';

/** A place in a page. What an address does not say, or says wrongly, is null. */
export interface Place {
  /** The id of a scenario. */
  readonly scenario: string | null;
  readonly step: number | null;
  readonly picture: PictureName | null;
  readonly language: Language | null;
  /** The first part that says something wrongly, such as `step=x`; null if there is none. */
  readonly wrong: string | null;
}

/** @param hash the part of an address from its `#` on; empty if there is none */
export function placeFrom(hash: string): Place {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const wordOf = <Word extends string>(known: readonly Word[], name: string) =>
    known.find((word) => word === words.get(name)) ?? null;
  const step = words.get('step') ?? '';
  const read = {
    step: /^\d{1,15}$/.test(step) ? Number(step) : null,
    view: wordOf(pictureNames, 'view'),
    lang: wordOf(languages, 'lang'),
  };
  const wrong = Object.entries(read).find(([name, value]) => value === null && words.has(name))?.[0];
  return {
    scenario: words.get('scenario'),
    step: read.step,
    picture: read.view,
    language: read.lang,
    wrong: wrong === undefined ? null : `${wrong}=${words.get(wrong)}`,
  };
}

/**
 * The address of what a state shows, from its `#` on. It has only what is not so anyway.
 *
 * @param language the language in which the page opens
 */
export function addressOf({ opened, view, language: shown, entries }: State, language: Language): string {
  const words = [
    ...(opened && entries.length > 1 ? [`scenario=${encodeURIComponent(opened.entry.id)}`] : []),
    ...(opened ? [`step=${opened.debug.session.position}`] : []),
    ...(opened && view.picture !== opened.entry.scenario.picture ? [`view=${view.picture}`] : []),
    ...(shown === language ? [] : [`lang=${shown}`]),
  ];
  return `#${words.join('&')}`;
}

/** Actions that change what is shown: panes, the top pane, large text, explanations, the language. */
import { type Language, msg, nextLanguage, setLanguage, t } from '../../i18n/translate.ts';
import { type Bindings, pressedKeys } from '../../keys/bindings.ts';
import { signOf } from '../../keys/key-names.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import { pictureOfKey, pictures, picturesOf } from '../../view/network/pictures.ts';
import { OWN_KEY } from '../../view/plots/picture.ts';
import {
  type Area,
  areas,
  hasSomething,
  paneName,
  type ViewOptions,
  type WordLevel,
  wordLevels,
} from '../../view/scene/view-options.ts';
import type { ListRow, ViewChange } from '../state/list-row.ts';
import type { Transition } from '../state/transition.ts';

/** The name of each part of the screen, and its key in the list of view options. */
const parts: Readonly<Record<Area, { readonly key: string; readonly name: string }>> = {
  picture: { key: 'p', name: 'the view' },
  operation: { key: 'o', name: 'the operation' },
  tape: { key: 't', name: 'the tape' },
  side: { key: 's', name: 'the side panes: values, stack, watches' },
  words: { key: 'w', name: 'the text at the bottom' },
};

function look(transition: Transition, change: Partial<ViewOptions>): void {
  transition.set({ view: { ...transition.state.view, ...change } });
}

/** Zooms the pane with the focus, or shows all panes again. */
function toggleZoom(transition: Transition): void {
  const { zoom, focus } = transition.state.view;
  look(transition, { zoom: zoom === null ? focus : null, isLarge: false });
}

/** Switches large text on or off. */
export function toggleLarge(transition: Transition): void {
  look(transition, { isLarge: !transition.state.view.isLarge, zoom: null });
}

/** Hides or shows a part of the screen. The last part cannot be hidden. */
function toggleArea(transition: Transition, area: Area): void {
  const { hidden } = transition.state.view;
  const isHidden = hidden.includes(area);
  const next = isHidden ? hidden.filter((each) => each !== area) : [...hidden, area];
  if (!hasSomething(next)) transition.say(t`At least one pane has to stay.`, true);
  else look(transition, { hidden: next, zoom: null, isLarge: false });
}

/**
 * Shows a picture in the large panel, shows the panel if it was hidden, and gives it the focus. Of a scenario that does
 * not have the picture, it says what that would need.
 */
export function showPicture(transition: Transition, picture: PictureName): void {
  const { opened, view } = transition.state;
  if (!opened) return;
  const { hidden, zoom } = view;
  if (!picturesOf(opened.scene).includes(picture)) {
    const lack = pictures[picture].lack?.(opened.scene);
    if (lack) transition.say(lack.message, true);
    return;
  }
  look(transition, {
    picture,
    focus: 'picture',
    hidden: hidden.filter((each) => each !== 'picture'),
    zoom: zoom === null ? null : 'picture',
  });
}

/** Shows the picture that only some scenarios have: of several the next. */
export function showOwnPicture(transition: Transition): void {
  const { opened, view } = transition.state;
  if (!opened) return;
  const picture = pictureOfKey(opened.scene, OWN_KEY, view.picture);
  if (picture !== null) showPicture(transition, picture);
  else
    transition.say(
      t`Not here: contour needs a loss of two weights, line an input that varies, shares a softmax, window a kernel, confusion classes.`,
      true,
    );
}

/** Shows the listing and gives it the focus, or hides it. */
export function toggleListing(transition: Transition): void {
  const { hasListing, hidden, zoom } = transition.state.view;
  look(transition, {
    hasListing: !hasListing,
    focus: hasListing ? 'tape' : 'listing',
    zoom: zoom === null || hasListing ? null : 'listing',
    hidden: hidden.filter((each) => each !== 'tape'),
  });
}

/** Shows the next (1) or previous (−1) picture that the scenario has. */
export function nextPicture(transition: Transition, by: 1 | -1): void {
  const { view, opened } = transition.state;
  if (!opened) return;
  const shown = picturesOf(opened.scene);
  const at = shown.indexOf(view.picture);
  // From a picture that the scenario does not have, it goes to the first or the last.
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
  showPicture(transition, shown[next] as PictureName);
}

/** The message for each level of explanation. */
const levelNames: Readonly<Record<WordLevel, string>> = {
  short: msg('Explanations: what each number means.'),
  full: msg('Explanations: what each step does, why, and what its number means.'),
  none: msg("No explanations, only the scenario's notes."),
};

/** Goes to the next level of explanation: short, full, none, then short again. */
export function nextWordLevel(transition: Transition): void {
  const { words } = transition.state.view;
  const next = wordLevels[(wordLevels.indexOf(words) + 1) % wordLevels.length] ?? words;
  look(transition, { words: next });
  transition.say(t(levelNames[next]));
}

/** The keys that only the list of view options has, besides those of the parts. */
const ownKeys = { zoom: 'z', large: 'l', all: 'a' } as const;

/**
 * The keys of a row that does what a key does outside of the list: those that the user has chosen for it, but none that
 * does something else in the list.
 */
function elsewhere(own: string, bindings: Bindings | null): readonly string[] {
  const ofRows = [...Object.values(ownKeys), ...areas.map((area) => parts[area].key)];
  return pressedKeys(own).filter(
    (key) => key === own || !(ofRows.includes(key) || bindings?.list.pressed.has(key)),
  );
}

/** Shows the list of view options. Each row has a key of its own. */
export function openViewMenu(transition: Transition): void {
  const { opened, view, bindings } = transition.state;
  if (!opened) return;
  const { zoom, hidden, isLarge, picture, focus, hasListing } = view;
  // Of the pictures of one key, the row of the next has it.
  const shown = picturesOf(opened.scene).map((name) => {
    const { key } = pictures[name];
    return { name, keys: pictureOfKey(opened.scene, key, picture) === name ? elsewhere(key, bindings) : [] };
  });
  const code = elsewhere('8', bindings);
  const width = Math.max(
    ...[code, ...shown.map(({ keys }) => keys)].map(([key = '']) => signOf(key).length),
    1,
  );
  const row = (own: readonly string[], isOn: boolean, text: string, change: ViewChange): ListRow => ({
    choosing: own,
    text: `${signOf(own[0] ?? '').padEnd(width)}  ${isOn ? '●' : '○'} ${text}`,
    choice: { kind: 'view', change },
  });
  transition.showList(t`Layout`, [
    row([ownKeys.zoom], zoom !== null, t`one pane, full screen: ${paneName(zoom ?? focus)}`, 'zoom'),
    row([ownKeys.large], isLarge, t`large text, for a projector`, 'large'),
    row([ownKeys.all], zoom === null && hidden.length === 0 && !isLarge, t`all panes`, 'all'),
    { text: t`Show or hide panes`, isHeading: true },
    ...areas.map((area) => row([parts[area].key], !hidden.includes(area), t(parts[area].name), { area })),
    row(code, hasListing, t`the code: the same computation in NumPy`, 'listing'),
    { text: t`View`, isHeading: true },
    ...shown.map(({ name, keys }) => row(keys, name === picture, t(pictures[name].name), { picture: name })),
  ]);
}

/** Applies a change that was chosen from the list of view options. */
export function changeView(transition: Transition, change: ViewChange): void {
  if (change === 'zoom') toggleZoom(transition);
  else if (change === 'large') toggleLarge(transition);
  else if (change === 'all') look(transition, { zoom: null, hidden: [], isLarge: false });
  else if (change === 'listing') toggleListing(transition);
  else if ('area' in change) toggleArea(transition, change.area);
  else showPicture(transition, change.picture);
}

/** Switches to a language; null: to the next one. What is said and listed is in one language, and goes. */
export function switchLanguage(transition: Transition, language: Language | null): void {
  if (transition.state.list) transition.closeList();
  const next = language ?? nextLanguage(transition.state.language);
  setLanguage(next);
  transition.set({ language: next, message: null });
}

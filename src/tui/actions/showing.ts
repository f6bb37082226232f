/** What is shown: panes, the picture, the size of the letters, the language. */
import { english, languages, speak, spoken, t, translated } from '../../i18n/translate.ts';
import {
  type Area,
  areas,
  hasSomething,
  type Looks,
  type Picture,
  pictures,
  settled,
  type WordLevel,
  wordLevels,
} from '../../view/scene/view-options.ts';
import type { ListRow } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** What each part of the screen is called, and the key that hides it in the list. */
const parts: Readonly<Record<Area, { readonly key: string; readonly name: string }>> = {
  picture: { key: 'p', name: 'the view' },
  operation: { key: 'o', name: 'the operation' },
  tape: { key: 't', name: 'the tape' },
  side: { key: 's', name: 'the side panes: values, stack, watches' },
  words: { key: 'w', name: 'the text at the bottom' },
};

/** What each picture shows. */
export const pictureNames: Readonly<Record<Picture, string>> = {
  network: 'the network',
  weights: "a layer's weights",
  gradients: "a layer's gradients",
  activation: 'the activation function, with the current point',
  valley: 'the loss against one weight, with the steps down into the valley',
  loss: 'the loss so far',
  surface: "the network's output across its two inputs",
  metrics: 'the metrics (loss, accuracy, gradient norm, dead ReLUs)',
};

/** The key of each picture: the code has the 8. */
export const pictureKeys: Readonly<Record<Picture, string>> = {
  network: '1',
  weights: '2',
  gradients: '3',
  activation: '4',
  valley: '5',
  loss: '6',
  surface: '7',
  metrics: '9',
};

function look(store: Store, change: Partial<Looks>): void {
  const { selection, opened } = store.now;
  const hasWatches = (opened?.debug.watches.length ?? 0) > 0;
  store.set({ selection: settled({ ...selection, ...change }, hasWatches) });
}

/** Gives the pane that has the focus the screen to itself, or shows all again. */
function toggleZoom(store: Store): void {
  const { zoom, focus } = store.now.selection;
  look(store, { zoom: zoom === null ? focus : null, isLarge: false });
}

/** The operation in large letters, or as it was. */
function toggleLarge(store: Store): void {
  look(store, { isLarge: !store.now.selection.isLarge, zoom: null });
}

/** Hides a part, or shows it again. One part stays. */
function toggleArea(store: Store, area: Area): void {
  const { hidden } = store.now.selection;
  const isHidden = hidden.includes(area);
  const next = isHidden ? hidden.filter((each) => each !== area) : [...hidden, area];
  if (!hasSomething(next)) store.say(t`At least one pane has to stay.`, true);
  else look(store, { hidden: next, zoom: null, isLarge: false });
}

/** Shows a picture at the top, also where it was hidden. */
export function showPicture(store: Store, picture: Picture): void {
  const { hidden, zoom } = store.now.selection;
  look(store, {
    picture,
    hidden: hidden.filter((each) => each !== 'picture'),
    zoom: zoom === null ? null : 'picture',
  });
}

/** Shows the listing, or hides it; it has the arrows as long as it is shown. */
export function toggleListing(store: Store): void {
  const { hasListing, hidden, zoom } = store.now.selection;
  look(store, {
    hasListing: !hasListing,
    focus: hasListing ? 'tape' : 'listing',
    isLarge: false,
    zoom: zoom === null || hasListing ? null : 'listing',
    hidden: hidden.filter((each) => each !== 'tape'),
  });
}

/** The picture after the one that is shown, or before it. */
export function nextPicture(store: Store, by: 1 | -1): void {
  const at = pictures.indexOf(store.now.selection.picture);
  showPicture(store, pictures[(at + by + pictures.length) % pictures.length] as Picture);
}

/** What is said of each step at a level. */
const levelNames: Readonly<Record<WordLevel, string>> = {
  short: english('Explanations: what each number means.'),
  full: english('Explanations: what each step does, why, and what its number means.'),
  none: english("No explanations, only the scenario's notes."),
};

/** More words for each step, or fewer. */
export function nextWords(store: Store): void {
  const { words } = store.now.selection;
  const next = wordLevels[(wordLevels.indexOf(words) + 1) % wordLevels.length] ?? words;
  look(store, { words: next });
  store.say(translated(levelNames[next]));
}

/** The list of what can be shown: each row has a key of its own. */
export function showShown(store: Store): void {
  const { zoom, hidden, isLarge, picture, focus, hasListing } = store.now.selection;
  const row = (key: string, isOn: boolean, text: string, act: () => void): ListRow => ({
    key,
    text: `${key}  ${isOn ? '●' : '○'} ${text}`,
    act,
  });
  store.showList(t`Layout`, [
    row('z', zoom !== null, t`one pane, full screen: ${zoom ?? focus}`, () => toggleZoom(store)),
    row('l', isLarge, t`large text, for a projector`, () => toggleLarge(store)),
    row('a', zoom === null && hidden.length === 0 && !isLarge, t`all panes`, () =>
      look(store, { zoom: null, hidden: [], isLarge: false }),
    ),
    { text: t`Show or hide panes`, isHeading: true },
    ...areas.map((area) =>
      row(parts[area].key, !hidden.includes(area), translated(parts[area].name), () =>
        toggleArea(store, area),
      ),
    ),
    row('8', hasListing, t`the code: the same computation in NumPy`, () => toggleListing(store)),
    { text: t`View`, isHeading: true },
    ...pictures.map((each) =>
      row(pictureKeys[each], each === picture, translated(pictureNames[each]), () =>
        showPicture(store, each),
      ),
    ),
  ]);
}

/** Speaks the next language, or the one that is named. */
export function switchLanguage(store: Store, name: string): void {
  const at = languages.indexOf(spoken());
  const next = name === '' ? languages[(at + 1) % languages.length] : languages.find((each) => each === name);
  if (next === undefined) {
    store.say(t`There is no language "${name}": try ${languages.join(', ')}`, true);
    return;
  }
  speak(next);
  store.set({ changes: store.now.changes + 1, message: null });
}

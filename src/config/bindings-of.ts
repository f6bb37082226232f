/** The bindings that a user's keys make, and the keys on which two actions collide. */
import { type Bindable, type Bindings, type KeyMode, keyModes, type ModeBindings } from '../keys/bindings.ts';

/** The keys that a user gives to actions, by their names. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

/** A key that an action cannot have, since another one has it. */
export interface Collision {
  readonly name: string;
  readonly key: string;
  readonly other: string;
  /** Whether it is the only key of the other one, for which none was chosen. */
  readonly isOnly: boolean;
}

/** The collisions in any mode, each once. An action that keeps another key can lose one. */
export function collisionsOf(chosen: Chosen, bindables: readonly Bindable[]): Collision[] {
  const found = keyModes.flatMap((mode) => {
    const own = inMode(mode, bindables);
    return [...collisionsOfChosen(own, chosen), ...lostIn(own, chosen)];
  });
  return found.filter(
    ({ name, key }, index) => found.findIndex((each) => each.name === name && each.key === key) === index,
  );
}

/** The keys that a user gives to two actions of a mode, one of which may have it by itself. */
function collisionsOfChosen(actions: readonly Bindable[], chosen: Chosen): Collision[] {
  const owners = new Map(
    actions.flatMap(({ name, keys }) =>
      keys.filter((key) => chosen.get(name)?.includes(key)).map((key) => [key, name] as const),
    ),
  );
  return takenIn(actions, chosen).flatMap(({ name, key }) => {
    const other = owners.get(key);
    owners.set(key, other ?? name);
    return other === undefined ? [] : [{ name, key, other, isOnly: false }];
  });
}

/** The actions of a mode that would have no key any more, each with what takes its first one. */
function lostIn(actions: readonly Bindable[], chosen: Chosen): Collision[] {
  const taken = takenIn(actions, chosen);
  return actions.flatMap(({ name: other, keys }) => {
    const takers = keys.flatMap((key) => taken.find((each) => each.key === key) ?? []);
    const [first] = takers;
    return chosen.has(other) || !first || takers.length < keys.length
      ? []
      : [{ ...first, other, isOnly: true }];
  });
}

interface Taken {
  readonly name: string;
  readonly key: string;
}

/** The chosen keys of a mode that their action does not have by itself: in lists some keys have two meanings. */
function takenIn(actions: readonly Bindable[], chosen: Chosen): Taken[] {
  const names = [...new Set(actions.map(({ name }) => name))];
  return names.flatMap((name) => {
    const own = actions.filter((each) => each.name === name).flatMap(({ keys }) => keys);
    return (chosen.get(name) ?? []).flatMap((key) => (own.includes(key) ? [] : [{ name, key }]));
  });
}

function inMode(mode: KeyMode, bindables: readonly Bindable[]): readonly Bindable[] {
  return bindables.filter((each) => each.mode === mode);
}

/** The bindings of chosen keys that do not collide; null if none are chosen. */
export function bindingsOf(chosen: Chosen, bindables: readonly Bindable[]): Bindings | null {
  if (chosen.size === 0) return null;
  const of = (mode: KeyMode) => bindingsIn(inMode(mode, bindables), chosen);
  return { session: of('session'), menu: of('menu'), list: of('list') };
}

function bindingsIn(actions: readonly Bindable[], chosen: Chosen): ModeBindings {
  const taken = takenIn(actions, chosen).map(({ key }) => key);
  const keys = new Map<string, readonly string[]>();
  const instead = new Map<string, string>();
  const pressed = new Set<string>();
  for (const { name, keys: own } of actions) {
    const now = chosen.get(name) ?? own.filter((key) => !taken.includes(key));
    if (now.length !== own.length || now.some((key, index) => key !== own[index])) keys.set(name, now);
    for (const key of now) pressed.add(key);
    // The first key is the one that is shown.
    const [first] = own;
    for (const key of own) {
      const isKept = key !== first && now.includes(key);
      if (!instead.has(key)) instead.set(key, isKept ? key : (now[0] ?? key));
    }
  }
  return { keys, instead, pressed };
}

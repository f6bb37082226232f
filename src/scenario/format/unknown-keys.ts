/** Keys that are not allowed where they stand: what was probably meant. */
import * as z from 'zod/mini';
import { type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { listChoices } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { isForeign, optimizerNamed } from '../optimizers/optimizers.ts';
import { writtenHere } from '../optimizers/other-names.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { optimizerSchema, scenarioSchema } from './schema.ts';
import { meantKey, namesOf, plainName, synonymOf } from './synonyms.ts';

/**
 * The problems for keys that are not allowed in the mapping at a path.
 *
 * @param known the keys that are
 * @param mapping what was written there
 */
export function unknownKeys(
  keys: readonly string[],
  path: Path,
  known: readonly string[],
  mapping: unknown,
): Problem[] {
  const expected = t`a key that is allowed here`;
  return keys.map((key) => ({
    path: [...path, key],
    at: 'key',
    expected,
    found: t`unknown key ${quoted(key)}`,
    fix: ofOtherLibrary(key, path, mapping) ?? fixOfKey(key, known),
  }));
}

function ofOtherLibrary(key: string, path: Path, mapping: unknown): string | null {
  if (path.length !== 1 || path[0] !== 'optimizer' || !isMapping(mapping)) return null;
  return writtenHere(key, mapping[key], optimizerNamed(mapping.kind));
}

function fixOfKey(key: string, known: readonly string[]): string {
  if (known.includes(key)) return t`remove it: it cannot be used with the other keys here`;
  // In brackets, YAML takes the comma of 1,5 for the end of the number 1.
  if (/^\d+$/.test(key)) return t`write decimal numbers with a point, for example ${'1.5'}`;
  const home = homeOf(key, known);
  if (home) {
    const [under] = home.under;
    return under === undefined
      ? t`write ${home.key} at the top level, beside title`
      : t`write ${home.key} under ${String(under)}`;
  }
  const meant = meantKey(key, known);
  return meant === null ? t`remove it, or ${listChoices(known)}` : t`did you mean ${quoted(meant)}?`;
}

/** Where a key belongs that is not allowed where it stands: the mapping that has it, and its name there. */
interface Home {
  readonly under: Path;
  readonly key: string;
}

/** The only place for a key, by its own or another name; null if it may be meant here, or if there is no such place. */
function homeOf(key: string, known: readonly string[]): Home | null {
  homes ??= findHomes();
  const [home, ...others] = homes.get(plainName(key)) ?? [];
  return home === undefined || others.length > 0 || synonymOf(key, known) !== null ? null : home;
}

let homes: ReadonlyMap<string, readonly Home[]> | null = null;

/** The places of all names: the document itself, and the mappings in it. A list is a place by its first element. */
function findHomes(): Map<string, Home[]> {
  const found = new Map<string, Home[]>();
  const top = Object.keys(scenarioSchema.shape);
  const places: readonly Path[] = [[], ...top.map((key) => [key]), ...top.map((key) => [key, 0])];
  for (const under of places) {
    const keys = knownKeys([scenarioSchema], under, null);
    for (const name of new Set(keys.flatMap(namesOf))) {
      const key = synonymOf(name, keys) as string;
      found.set(name, [...(found.get(name) ?? []), { under, key }]);
    }
  }
  return found;
}

/** The path of the entry that was probably meant by an unknown key of the mapping at `path`. */
export function meantPath(key: string, path: Path, known: readonly string[]): readonly unknown[] {
  const { under, key: meant } = homeOf(key, known) ?? { under: path, key: meantKey(key, known) };
  return [...under, meant];
}

/**
 * A document in which each unknown key is replaced by the key that was probably meant, so that the checks do not also
 * report that one as missing.
 */
export function asMeant(raw: Mapping): Mapping {
  return renamed(raw, [scenarioSchema]) as Mapping;
}

function renamed(value: unknown, schemas: readonly unknown[]): unknown {
  const inside = (each: unknown, key: string | number) => renamed(each, at(schemas, [key]));
  if (Array.isArray(value)) return value.map(inside);
  if (!isMapping(value)) return value;
  const known = knownKeys(schemas, [], value);
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
    const meant = known.length === 0 || known.includes(key) ? null : meantKey(key, known);
    const name = meant === null || meant in value ? key : meant;
    return [name, inside(each, name)];
  });
  return Object.fromEntries(entries);
}

/**
 * The keys that the schemas allow in the mapping at a path.
 *
 * @param mapping what is written there: an optimizer of a known kind does not have the keys of other kinds
 */
export function knownKeys(schemas: readonly unknown[], path: Path, mapping: unknown): string[] {
  const found = at(schemas, path).flatMap(alternatives);
  const keys = found.flatMap((schema) =>
    schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [],
  );
  const isOptimizer = found.includes(optimizerSchema);
  const kind = isOptimizer && isMapping(mapping) ? optimizerNamed(mapping.kind) : null;
  return kind === null ? keys : keys.filter((key) => key in (mapping as Mapping) || !isForeign(key, kind));
}

/** The possible schemas of the value at a path. */
export function at(schemas: readonly unknown[], path: Path): readonly unknown[] {
  let found = schemas;
  for (const key of path) found = found.flatMap(alternatives).flatMap((schema) => step(schema, key));
  return found;
}

export function alternatives(schema: unknown): unknown[] {
  if (schema instanceof z.ZodMiniOptional) return alternatives(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.flatMap(alternatives);
  return [schema];
}

function step(schema: unknown, key: string | number): unknown[] {
  if (schema instanceof z.ZodMiniObject) return Object.hasOwn(schema.shape, key) ? [schema.shape[key]] : [];
  if (schema instanceof z.ZodMiniArray) return [schema.def.element];
  if (schema instanceof z.ZodMiniRecord) return [schema.def.valueType];
  return [];
}

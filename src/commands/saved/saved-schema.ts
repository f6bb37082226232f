/**
 * The form of saved sessions. The build initializes this file, and with it the library of schemas, when one of its
 * functions is first called: most starts read no session.
 */
import * as z from 'zod/mini';
import { seriesUnits } from '../../analysis/curves/series.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { msg } from '../../i18n/translate.ts';
import type { Edit, Timeline } from '../../session/timeline.ts';
import { FORMAT, VERSION } from './version.ts';

/** The versions that can be read. In version 1, breakpoints had only the first three entries. */
const versions = [1, VERSION] as const;

const position = z.int().check(z.nonnegative());
const line = z.pipe(z.string(), z.transform(sanitize));
// JSON has no numbers for these four.
const value = z.union([
  z.number(),
  z.pipe(z.enum(['NaN', 'Infinity', '-Infinity', '-0']), z.transform(Number)),
]);
const edits = z.array(z.object({ at: position, address: line, value }));

const timeline = z
  .object({ name: line, variant: z.nullable(line), parent: z.nullable(line), edits, undone: edits })
  .check(
    z.refine(({ edits, undone }) => isOrdered([...edits, ...undone.toReversed()]), {
      error: msg('the edits of a timeline must be in the order of their steps'),
    }),
  );

const hitNumber = z.int().check(z.positive());

const breakpoint = z.object({
  id: z.int().check(z.positive()),
  stop: line,
  enabled: z.boolean(),
  temporary: z._default(z.boolean(), false),
  ignored: z._default(z.nullable(z.object({ first: hitNumber, last: hitNumber })), null),
  commands: z._default(z.array(line), []),
});

const breakpoints = z.array(breakpoint);
const watches = z.array(line);
const marks = z.record(z.string().check(z.regex(/^(?:'|\p{L})$/u)), position);

/** A session as data. */
const savedSchema = z
  .object({
    format: z.literal(FORMAT),
    version: z.literal(versions),
    scenario: z.string().check(z.minLength(1)),
    digest: z.string(),
    position,
    visited: position,
    timeline: line,
    timelines: z.array(timeline).check(
      z.refine((all) => isDistinct(all.map(({ name }) => name)), {
        error: msg('timelines must have different names'),
      }),
      z.refine((all) => all.every((each) => each.parent === null || isForkIn(all, each)), {
        error: msg('a timeline must be forked from an existing one'),
      }),
    ),
    breakpoints: breakpoints.check(
      z.refine((all) => isDistinct(all.map(({ id }) => id)), {
        error: msg('breakpoints must have different ids'),
      }),
    ),
    watches,
    plotted: z._default(z.nullable(z.object({ expression: line, unit: z.enum(seriesUnits) })), null),
    marks,
    search: z.nullable(line),
    // What did not fit the scenario, and is tried again when the session is resumed.
    leftOut: z._default(
      z.nullable(z.object({ timelines: z.array(timeline), breakpoints, watches, marks })),
      null,
    ),
    layout: z.record(z.string(), z.unknown()),
  })
  .check(
    z.refine(({ timeline, timelines }) => timelines.some(({ name }) => name === timeline), {
      error: msg('the current timeline must be one of the timelines'),
      path: ['timeline'],
    }),
  );

function isOrdered(all: readonly Edit[]): boolean {
  return all.every(({ at }, index) => index === 0 || at >= (all[index - 1]?.at ?? 0));
}

function isDistinct(all: readonly unknown[]): boolean {
  return new Set(all).size === all.length;
}

function isForkIn(all: readonly Timeline[], { parent, variant }: Timeline): boolean {
  return all.some((other) => other.name === parent && other.variant === variant);
}

/** A saved session after reading. Its texts contain only printable characters. */
export type Saved = z.output<typeof savedSchema>;
/** A saved session before writing. */
export type SavedDocument = z.input<typeof savedSchema>;

const header = z.object({ format: z.literal(FORMAT), version: z.int() });

/** The version of a saved session; null for anything else. */
export function versionOf(json: unknown): number | null {
  const { success, data } = header.safeParse(json);
  return success ? data.version : null;
}

/** What is wrong with data, and where. */
interface Flaw {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A session from data, or what is first wrong with it. */
export function savedFrom(json: unknown): { readonly saved: Saved } | Flaw {
  const { success, data, error } = savedSchema.safeParse(json);
  if (success) return { saved: data };
  const { path, message } = error.issues[0] ?? { path: [], message: '' };
  return { path, message };
}

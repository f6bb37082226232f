/** The format of saved sessions, and messages for texts that do not have it. */
import * as z from 'zod';
import { lazily, memoizeRecent } from '../../core/memo.ts';
import { clip } from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { currentLanguage, msg, t } from '../../i18n/translate.ts';
import type { Edit, Timeline } from '../../session/timeline.ts';

export const FORMAT = 'backstep session';
export const VERSION = 2;
/** The versions that can be read. In version 1, breakpoints had only the first three entries. */
const versions = [1, VERSION] as const;

/** A session as data. The schema is made when a session is read, and not at every start: that takes 10 ms. */
const savedSchema = lazily(() => {
  const position = z.int().nonnegative();
  const line = z.string().transform(sanitize);
  // JSON has no numbers for these four.
  const value = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0']).transform(Number)]);
  const edits = z.array(z.object({ at: position, address: line, value }));

  const timeline = z
    .object({ name: line, variant: line.nullable(), parent: line.nullable(), edits, undone: edits })
    .refine(({ edits, undone }) => isOrdered([...edits, ...undone.toReversed()]), {
      error: msg('the edits of a timeline must be in the order of their steps'),
    });

  const hitNumber = z.int().positive();

  const breakpoint = z.object({
    id: z.int().positive(),
    stop: line,
    enabled: z.boolean(),
    temporary: z.boolean().default(false),
    ignored: z.object({ first: hitNumber, last: hitNumber }).nullable().default(null),
    commands: z.array(line).default([]),
  });

  return z
    .object({
      format: z.literal(FORMAT),
      version: z.literal(versions),
      scenario: z.string().min(1),
      digest: z.string(),
      position,
      visited: position,
      timeline: line,
      timelines: z
        .array(timeline)
        .refine((all) => isDistinct(all.map(({ name }) => name)), {
          error: msg('timelines must have different names'),
        })
        .refine((all) => all.every((each) => each.parent === null || isForkIn(all, each)), {
          error: msg('a timeline must be forked from an existing one'),
        }),
      breakpoints: z.array(breakpoint).refine((all) => isDistinct(all.map(({ id }) => id)), {
        error: msg('breakpoints must have different ids'),
      }),
      watches: z.array(line),
      marks: z.record(z.string().regex(/^(?:'|\p{L})$/u), position),
      search: line.nullable(),
      layout: z.record(z.string(), z.unknown()),
    })
    .refine(({ timeline, timelines }) => timelines.some(({ name }) => name === timeline), {
      error: msg('the current timeline must be one of the timelines'),
      path: ['timeline'],
    });
});

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
export type Saved = z.output<ReturnType<typeof savedSchema>>;
/** A saved session before writing. */
export type SavedDocument = z.input<ReturnType<typeof savedSchema>>;

type Read = { readonly ok: true; readonly saved: Saved } | { readonly ok: false; readonly text: string };

/** Whether a text was meant as a saved session, even if it is damaged. */
export function isSavedSession(text: string): boolean {
  return /^\s*\{/.test(text) && new RegExp(`"format"\\s*:\\s*"${FORMAT}"`).test(text);
}

/** The id of a saved session's scenario, or what is wrong with the text, in one line. */
export function readSavedId(
  text: string,
): { readonly ok: true; readonly id: string } | { readonly ok: false; readonly text: string } {
  const read = readSaved(text);
  return read.ok ? { ok: true, id: read.saved.scenario } : read;
}

const header = lazily(() => z.object({ format: z.literal(FORMAT), version: z.int() }));

/**
 * Reads a saved session. Returns what is wrong with the text, in one line, if it is not one. The latest are kept: a
 * session that is opened is first asked for its scenario.
 */
export const readSaved = memoizeRecent(2, (text: string) => `${currentLanguage()} ${text}`, readText);

function readText(text: string): Read {
  const json = jsonOf(text);
  if (json === undefined) return refused(t`text that is not JSON`, t`the file is damaged: use another one`);
  const { success, data } = header().safeParse(json);
  if (!success) return refused(t`another format`, t`use a file that Backstep saved`);
  if (data.version > VERSION) {
    return refused(
      t`version ${data.version}`,
      t`it was saved by a newer Backstep: open it with that version`,
    );
  }
  const parsed = savedSchema().safeParse(json);
  if (parsed.success) return { ok: true, saved: parsed.data };
  const [issue] = parsed.error.issues;
  const place = clip(sanitize(issue?.path.join('.') ?? ''));
  const reason = t(clip(sanitize(issue?.message ?? '')));
  return refused(t`an error at ${place} (${reason})`, t`the file is damaged: use another one`);
}

function refused(found: string, fix: string): Read {
  return { ok: false, text: t`expected a saved session of version ${VERSION}, found ${found}; ${fix}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads saved sessions, with messages for texts that are none. */
import { memoizeRecent } from '../../core/memo.ts';
import { clip } from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { currentLanguage, t } from '../../i18n/translate.ts';
import { type Saved, savedFrom, versionOf } from './saved-schema.ts';
import { FORMAT, VERSION } from './version.ts';

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

/**
 * Reads a saved session. Returns what is wrong with the text, in one line, if it is not one. The latest are kept: a
 * session that is opened is first asked for its scenario.
 */
export const readSaved = memoizeRecent(2, (text: string) => `${currentLanguage()} ${text}`, readText);

function readText(text: string): Read {
  const json = jsonOf(text);
  if (json === undefined) return refused(t`text that is not JSON`, t`the file is damaged: use another one`);
  const version = versionOf(json);
  if (version === null) return refused(t`another format`, t`use a file that Backstep saved`);
  if (version > VERSION) {
    return refused(t`version ${version}`, t`it was saved by a newer Backstep: open it with that version`);
  }
  const found = savedFrom(json);
  if ('saved' in found) return { ok: true, saved: found.saved };
  const place = clip(sanitize(found.path.join('.')));
  const reason = t(clip(sanitize(found.message)));
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

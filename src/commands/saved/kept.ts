/** Sessions of one scenario that take each other's place: which of them have to be kept besides the latest one. */
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { hasMade } from './saved.ts';
import { readSaved } from './saved-format.ts';

/** What is known of the sessions of one scenario. */
export interface Succession {
  /** The text of the session that was saved last; null if there is none. */
  latest: string | null;
  /** What the session that was saved last goes on with, as `save` was told; undefined while that is not known. */
  resumed: string | null | undefined;
}

/** Whether something was made in a saved session. One that cannot be read counts as if. */
export function savedHasMade(text: string): boolean {
  const read = readSaved(text);
  return !read.ok || hasMade({ ...read.saved, hasLeftOut: read.saved.leftOut !== null });
}

/** Whether a session that goes on with `resumed` is another one than that which was saved last. */
export function isOther({ latest, resumed: before }: Succession, resumed: string | null): boolean {
  return latest !== null && latest !== resumed && before !== resumed;
}

/** What is said when an earlier session is kept besides the one that takes its place. */
export function keptText(): string {
  return t`Your earlier session here is kept, too: ${keySign('r')} resumes it.`;
}

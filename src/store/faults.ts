/** What went wrong with a file, in a few words. */
import { sanitize } from '../diagnostics/printable.ts';

/** `EACCES: permission denied`, without the system call and the name of the temporary file. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return sanitize(message.split(', ')[0] ?? '');
}

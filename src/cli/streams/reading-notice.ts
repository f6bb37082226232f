/** The line on the terminal that says that a large file is being read: it takes seconds, and shows nothing else. */
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';

/** Reading this many bytes takes about half a second. */
const MANY_BYTES = 2_000_000;
const MEGABYTE = 1_000_000;
const ERASE_LINE = '\r\u001b[K';

/** Is told the name and the size, in bytes, of a file that is going to be read. */
export type Reads = (file: string, bytes: number) => void;

/**
 * Runs work that reads files, and says so of large ones while it runs. Not where the terminal belongs to the screen.
 */
export function withNotice<Result>(work: (reads: Reads) => Result): Result {
  const { stderr } = process;
  let isShown = false;
  const reads: Reads = (file, bytes) => {
    if (bytes < MANY_BYTES || !stderr.isTTY) return;
    const size = Math.round(bytes / MEGABYTE);
    stderr.write(`${ERASE_LINE}${t`Reading ${sanitize(file)}, ${size} MB. Ctrl-C stops it.`}`);
    isShown = true;
  };
  try {
    return work(reads);
  } finally {
    if (isShown) stderr.write(ERASE_LINE);
  }
}

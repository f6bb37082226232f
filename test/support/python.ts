/** Runs listings with Python and NumPy, if this machine has them. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One execution of a line: the values of its expressions before it, and the values of its targets after it. */
export type Visit = readonly [line: number, values: readonly string[], kept: readonly (string | null)[]];

export interface Listed {
  readonly text: string;
  readonly forms: readonly (readonly [line: number, target: string | null, value: string])[];
  /** By line, the values to store in its targets after each execution; null: the listing uses its own results. */
  readonly ours: Readonly<Record<number, readonly string[]>> | null;
}

/** The first Python that can import NumPy, or null. */
export const python =
  ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0,
  ) ?? null;

/** A suffix for the names of tests that are skipped without Python. */
export const needsPython =
  python === null ? ' (skipped: needs Python 3 with NumPy; on Debian: apt-get install python3-numpy)' : '';

/** Runs several listings in one Python process. */
export function runListings(listed: readonly Listed[]): { printed: string; visits: Visit[] }[] {
  const script = fileURLToPath(new URL('listing.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python as string, [script], {
    input: JSON.stringify(listed),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

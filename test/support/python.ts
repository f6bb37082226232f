/** Python with NumPy, where this machine has it: what tells the truth about listings. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a line was run with: the values of its forms before it, and what they are kept in after it. */
export type Visit = readonly [line: number, values: readonly string[], kept: readonly (string | null)[]];

export interface Listed {
  readonly text: string;
  readonly forms: readonly (readonly [line: number, target: string | null, value: string])[];
  /** By line, the values that its targets are set to after each visit; null: the listing runs on its own. */
  readonly ours: Readonly<Record<number, readonly string[]>> | null;
}

/** The first Python that can import NumPy, or null. */
export const python =
  ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0,
  ) ?? null;

/** What the name of a test says where there is none. */
export const needsPython =
  python === null ? ' (skipped: needs Python 3 with NumPy; on Debian: apt-get install python3-numpy)' : '';

/** Runs listings in one Python. */
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

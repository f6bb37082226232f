/** Files for a measurement. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Writes files into a folder of their own, which is removed after the work.
 *
 * @param texts by name
 * @param work gets the folder
 */
export async function withFiles<Value>(
  texts: Readonly<Record<string, string>>,
  work: (folder: string) => Value | Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-bench-'));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

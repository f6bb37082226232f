/** The shipped scenarios as the build has read them: who opens one need not wait for the readers of the formats. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scenario } from './scenario/scenario.ts';

// The bundle lies in dist/, this file in src/: from both it is the same way.
export const shippedFolder = fileURLToPath(new URL('../scenarios/', import.meta.url));

interface Kept {
  readonly scenario: Scenario;
  /** The texts that it was read from: its own, and those of the data beside it by their names. */
  readonly source: string;
  readonly beside: Readonly<Record<string, string>>;
}

let all: Readonly<Record<string, Kept>> | null = null;

/**
 * A shipped scenario that the build has read, where its files still say the same; null for all else.
 *
 * @param source the text of its file
 */
export function keptScenario(name: string, source: string): Kept | null {
  all ??= readAll();
  const kept = Object.hasOwn(all, name) ? (all[name] as Kept) : null;
  const isSame = kept !== null && kept.source === source && Object.entries(kept.beside).every(isUnchanged);
  return isSame ? kept : null;
}

/** The text of a file of the shipped scenarios. @throws Error where it cannot be read */
export function shippedText(file: string): string {
  return readFileSync(path.join(shippedFolder, file), 'utf8');
}

function isUnchanged([file, text]: readonly [string, string]): boolean {
  try {
    return shippedText(file) === text;
  } catch {
    return false;
  }
}

/** Without the build's file all scenarios are read when they are asked for. */
function readAll(): Readonly<Record<string, Kept>> {
  try {
    return JSON.parse(readFileSync(fileURLToPath(new URL('scenarios.json', import.meta.url)), 'utf8'));
  } catch {
    return {};
  }
}

/** `backstep complete`: the script of a shell, or the candidates that it asks for. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { attempt } from '../../diagnostics/attempt.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { type Candidate, candidatesFor, type Sources } from './candidates.ts';
import { scripts } from './scripts.ts';
import { shellWords, unquoted } from './shell-words.ts';
import type { Shell } from './shells.ts';

/**
 * The lines to print: the script, or, if there are words, the candidates for the last of them.
 *
 * @param words from Bash the line up to the cursor, and the word that it replaces; from fish all words as they are typed,
 *   and from zsh without their quotes
 */
export async function completionLines(
  shell: Shell,
  words: readonly string[],
  program: Command,
  sources: Omit<Sources, 'files'>,
): Promise<readonly string[]> {
  if (words.length === 0) return scripts[shell].split('\n');
  const typed = typedWords(shell, words);
  const found = await candidatesFor(program, typed, { ...sources, files: filesLike });
  const last = typed.at(-1) ?? '';
  return found.map((each) => lineOf(shell, each, last, unquoted(words.at(-1) ?? '')));
}

function typedWords(shell: Shell, words: readonly string[]): readonly string[] {
  switch (shell) {
    case 'bash':
      return shellWords(words[0] ?? '').slice(1);
    case 'zsh':
      return words;
    case 'fish':
      return words.map(unquoted);
  }
}

/**
 * A candidate as a shell reads it.
 *
 * @param last the word that is typed
 * @param replaced the end of it that Bash replaces: it breaks words at some signs
 */
function lineOf(shell: Shell, { word, about }: Candidate, last: string, replaced: string): string {
  const said = sanitize(about).split('\n')[0] ?? '';
  switch (shell) {
    case 'bash': {
      const rest = last.endsWith(replaced) ? word.slice(last.length - replaced.length) : word;
      // Bash itself adds this to the names of folders.
      return rest.replace(/\/$/, '');
    }
    case 'zsh': {
      const value = last.startsWith('--') ? word.replace(/^--[^=]*=/, '') : word;
      const escaped = value.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
      return said === '' || value.endsWith('/') ? escaped : `${escaped}:${said}`;
    }
    case 'fish':
      return said === '' ? word : `${word}\t${said}`;
  }
}

function filesLike(start: string, extensions: readonly string[] | null): string[] {
  const folder = start.slice(0, start.lastIndexOf('/') + 1);
  const name = start.slice(folder.length);
  const entries = attempt(() => readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => entry.name.startsWith(name) && (name.startsWith('.') || !entry.name.startsWith('.')))
    .flatMap((entry) => {
      if (entry.isDirectory()) return [`${folder}${entry.name}/`];
      const isWanted = extensions === null || extensions.includes(path.extname(entry.name));
      return isWanted ? [`${folder}${entry.name}`] : [];
    })
    .sort();
}

/** What an editor debugs: a debugger, and the two files that it sees. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debugger } from '../commands/debugger.ts';
import { t } from '../i18n/translate.ts';
import type { ScenarioPlace } from '../scenario/places.ts';

/** There is one thread: the run. */
export const THREAD = 1;

export interface Target {
  readonly debug: Debugger;
  /** The path of the file with the NumPy code. */
  readonly listing: string;
  /** The path of the scenario, and what stands at its lines. */
  readonly file: string;
  readonly places: readonly ScenarioPlace[];
  /** The numbers of the first line and of the first column, as the editor counts. */
  readonly firstLine: 0 | 1;
  readonly firstColumn: 0 | 1;
}

/** A request that cannot be carried out: the text says why, and is shown to the user. */
export class RequestFault extends Error {}

/** A line, counted from 1, as the editor counts. */
export function lineFor({ firstLine }: Target, line: number): number {
  return line - 1 + firstLine;
}

/** A line of the editor, counted from 1. */
export function lineFrom({ firstLine }: Target, line: number): number {
  return line + 1 - firstLine;
}

/** An offset in a line, counted from 0, as the editor counts. */
export function columnFor({ firstColumn }: Target, offset: number): number {
  return offset + firstColumn;
}

/** Which of its files a source is; null if it is another one. */
export function kindOf(
  { listing, file }: Target,
  { path }: DebugProtocol.Source,
): 'listing' | 'scenario' | null {
  return path === listing ? 'listing' : path === file ? 'scenario' : null;
}

/** What is said of a source that is neither of the files. */
export function otherFile({ name = '?', path = name }: DebugProtocol.Source): string {
  return t`${path} is not a file of this run: its files are the NumPy code and the scenario.`;
}

/** The name of a file without its folders. */
function nameOf(path: string): string {
  return /[^\\/]*$/.exec(path)?.[0] ?? path;
}

/** One of the files. It is given as a path: not every editor asks for the text of a source. */
export function sourceOf(target: Target, kind: 'listing' | 'scenario'): DebugProtocol.Source {
  const path = kind === 'listing' ? target.listing : target.file;
  return { name: nameOf(path), path };
}

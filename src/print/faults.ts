/** What whoever gave the command can mend, in the words of our diagnostics. */
import { t } from '../language/translate.ts';
import { diagnosticText, shown } from '../scenario/diagnostics.ts';
import type { Scenario, Variant } from '../scenario/scenario.ts';
import { suggestion } from '../scenario/suggest.ts';

/** A wrong argument or a bad scenario. The message is plain text, ready to be printed. */
export class Fault extends Error {}

/** @param subject the file or the argument that is wrong */
export function fault(subject: string, expected: string, found: string, fix: string): Fault {
  return new Fault(diagnosticText(subject, '', { line: null, column: null, path: '', expected, found, fix }));
}

/** A file that cannot be read, from the system's error code. */
export function unreadable(file: string, expected: string, code = 'an unknown error'): Fault {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const isScenario = expected === 'a scenario file';
    const fix = `check the path${isScenario ? '; `backstep list` names the shipped scenarios' : ''}`;
    return fault(file, expected, 'nothing there', fix);
  }
  if (code === 'EISDIR') return fault(file, expected, 'a folder', 'name a file in it');
  if (code === 'EACCES' || code === 'EPERM') {
    return fault(file, expected, 'one that may not be read', 'ask for the right to read it');
  }
  return fault(file, expected, `one that cannot be read (${code})`, 'check the path and the disk');
}

/** A file that cannot be written, from the system's error code; null for what is no fault of its name. */
export function unwritable(file: string, code: string | undefined): Fault | null {
  const reasons: Readonly<Record<string, readonly [found: string, fix: string]>> = {
    ENOENT: [t`no such folder`, t`make the folder first, or name another`],
    ENOTDIR: [t`no such folder`, t`make the folder first, or name another`],
    EISDIR: [t`a folder`, t`name a file in it`],
    EACCES: [t`one that may not be written`, t`name a file in a folder of your own`],
    EPERM: [t`one that may not be written`, t`name a file in a folder of your own`],
    EROFS: [t`one that may not be written`, t`name a file in a folder of your own`],
  };
  const [found, fix] = reasons[code ?? ''] ?? [];
  return found !== undefined && fix !== undefined ? fault(file, t`a file to write`, found, fix) : null;
}

/** The variant of that name, null for none. @throws Fault where the scenario has no such variant */
export function variantOf({ variants }: Scenario, name: string | undefined): Variant | null {
  if (name === undefined) return null;
  const found = variants.find((variant) => variant.name === name);
  if (found) return found;
  const names = variants.map((variant) => variant.name);
  const fix = suggestion(name, names) || 'leave --variant out: this scenario has none';
  throw fault('--variant', 'the name of a variant of this scenario', shown(name), fix);
}

/** A position from `end` or a whole number. @throws Fault for anything else and beyond 0 … total */
export function positionOf(at: string, total: number): number {
  if (at === 'end') return total;
  if (/^\d+$/.test(at) && Number(at) <= total) return Number(at);
  const expected = `a whole number from 0 to ${total}, or end`;
  throw fault('--at', expected, shown(at), `write --at ${total === 0 ? 0 : 1} or --at end, for example`);
}

/** In which state a program leaves the terminal, and what it says at its end. */
import type { openTerminal } from './terminal.ts';

const ESCAPE = '\u001b';

/** Reports of the mouse and their form, bracketed paste, synchronized output. */
const modes = [1000, 1002, 1003, 1006, 2004, 2026];

/** A shell that runs a program, and tells the state of the terminal after its end. */
const SCRIPT = '"$@"; code=$?; stty -a; exit $code';

type Terminal = ReturnType<typeof openTerminal>;

/** The command that runs a program so that `faultsOfEnd` can tell how it has left the terminal. */
export function observed(program: readonly string[]) {
  return { command: '/bin/sh', args: ['-c', SCRIPT, 'sh', ...program] };
}

/** What the program wrote after it had left the alternate screen, without the state of the terminal. */
export function saidAtEnd(terminal: Terminal): string[] {
  const raw = terminal.rawBytes();
  // All of it, if there was no alternate screen.
  const said = raw.slice(Math.max(raw.lastIndexOf(`${ESCAPE}[?1049l`), 0));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences begin with one
  const plain = said.replace(/\u001b\[[?\d;]*[a-zA-Z]/g, '');
  const lines = plain.replace(/speed \d[\s\S]*/, '').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '');
}

/** What is not as it was before an observed program: a stack trace, or a terminal that is not restored. */
export function faultsOfEnd(terminal: Terminal): string[] {
  const raw = terminal.rawBytes();
  const flags = raw.slice(raw.lastIndexOf('speed '));
  return [
    saidAtEnd(terminal).some((line) => /^\s+at .+:\d+:\d+\)?$/.test(line)) && 'it wrote a stack trace',
    terminal.bufferType() !== 'normal' && 'the alternate screen was not left',
    !terminal.cursorVisible() && 'the cursor is not shown',
    !/[^-]icanon\b/.test(flags) && 'the terminal is in raw mode',
    !/[^-]echo\s/.test(flags) && 'keys are not shown',
    ...modes.map((mode) => isSet(raw, mode) && `mode ${mode} is on`),
  ].filter((each) => each !== false);
}

/** Whether a mode of the terminal is set by what a program has written. */
function isSet(raw: string, mode: number): boolean {
  return raw.lastIndexOf(`${ESCAPE}[?${mode}h`) > raw.lastIndexOf(`${ESCAPE}[?${mode}l`);
}

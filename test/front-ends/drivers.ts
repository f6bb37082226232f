/** Each front end as somebody uses it: what is done for a command, and what is seen then. */
import { expect } from 'vitest';
import { debuggerCommands } from '../../src/commands/sections/commands.ts';
import type { Debugger, Result } from '../../src/library/library.ts';
import type { Editor } from '../support/editor.ts';
import type { OpenPage } from '../support/open-page.ts';
import type { openTerminal } from '../support/terminal.ts';
import type { Seen, SeenBySteps } from './walk.ts';

type Method = 'step' | 'next' | 'finish' | 'continue' | 'reverseStep' | 'reverseNext' | 'reverseContinue';

const methods: Readonly<Record<string, Method>> = {
  step: 'step',
  next: 'next',
  finish: 'finish',
  continue: 'continue',
  'reverse-step': 'reverseStep',
  'reverse-next': 'reverseNext',
  'reverse-continue': 'reverseContinue',
};

/** By the method of a command, if it has one; otherwise by its line, in slices. */
export async function inLibrary(
  debug: Debugger,
  line: string,
  values: readonly string[],
): Promise<SeenBySteps> {
  const method = methods[line];
  const result: Result = method ? debug[method]() : await debug.runAsync(line);
  return {
    position: debug.position,
    text: result.kind === 'listed' ? result.title : result.text,
    reason: result.kind === 'stopped' ? result.reason : null,
    values: values.map((address) => debug.read(address)),
  };
}

/** The requests of the protocol that do what a command does. */
const requests: Readonly<Record<string, string>> = {
  step: 'stepIn',
  finish: 'stepOut',
  continue: 'continue',
  'reverse-step': 'stepBack',
  'reverse-continue': 'reverseContinue',
};

/** By the request of a command, if there is one; otherwise in the console. */
export async function inEditor(
  editor: Editor,
  line: string,
  values: readonly string[],
): Promise<SeenBySteps> {
  const request = requests[line];
  const { result: answer = '' } = request
    ? await editor.ask(request, { threadId: 1 })
    : await editor.ask('evaluate', { expression: `:${line}`, context: 'repl' });
  // An answer without a text is that of a move, whose stop is told of afterwards.
  const stop = answer === '' ? await editor.event('stopped') : null;
  const read = async (expression: string) => {
    const { result } = await editor.ask('evaluate', { expression, context: 'watch' });
    return result === 'not known yet' ? null : Number(result.split('   ')[0]);
  };
  return {
    position: await editor.step(),
    text: stop === null ? answer : (stop.text ?? null),
    reason: stop?.reason ?? null,
    values: await Promise.all(values.map(read)),
  };
}

/** A browser takes its time beside others. */
const PATIENCE_MS = 30_000;

/** What is typed for a command: its key, if it has one that is a character; otherwise its line. */
function typedFor(line: string, enter: string): string {
  const keys = debuggerCommands.find(({ words }) => words.includes(line))?.keys ?? [];
  return keys.find((key) => key.length === 1) ?? `:${line}${enter}`;
}

/** Text as it is compared: with hyphens for minus signs, without the separators of long numbers and line breaks. */
const comparable = (text: string) =>
  text
    .replaceAll('−', '-')
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/[▌\s]+/g, ' ');

/** Whether a screen shows what is expected: the position stands above the keys, the text anywhere. */
function shows(rows: readonly string[], { position, text }: Seen): boolean {
  const [, at] = /(\d+) \/ \d+ *$/.exec(comparable(rows.at(-2) ?? '').trimEnd()) ?? [];
  return Number(at) === position && (text === null || comparable(rows.join(' ')).includes(comparable(text)));
}

/** Types a command in a terminal, and waits for what is expected. */
export async function onTerminal(
  terminal: ReturnType<typeof openTerminal>,
  line: string,
  expected: Seen,
): Promise<void> {
  terminal.write(typedFor(line, '\r'));
  await terminal.waitFor(() => shows(terminal.screen(), expected), PATIENCE_MS);
}

/** The same on a page. */
export async function onPage(opened: OpenPage, line: string, expected: Seen): Promise<void> {
  await opened.page.keyboard.insertText(typedFor(line, '\n'));
  await expect
    .poll(async () => shows(await opened.rows(), expected), { timeout: PATIENCE_MS, interval: 10 })
    .toBe(true);
}

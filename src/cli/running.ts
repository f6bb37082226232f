/** Carries out debugger commands without the screen. */
import { failed, message } from '../commands/command.ts';
import { saveSession } from '../commands/saved/saved.ts';
import { checkNumbers } from '../commands/sections/verify.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { CliError, cliError } from '../print/faults.ts';
import {
  outcomeLines,
  runScriptLine,
  type ScriptLine,
  type ScriptPart,
  scriptCommands,
  scriptError,
  scriptLines,
} from '../print/run.ts';
import { outcomeJson } from '../print/run-json.ts';
import { writeSession } from '../store/named-session.ts';
import type { RunOptions } from './commands.ts';
import { loadOpening } from './loading/files.ts';
import { begin } from './opening.ts';
import { write } from './streams/output.ts';
import { readNumbers, readScript } from './streams/text-files.ts';

/** Executes commands up to the first that fails, also among the commands of a stop. */
export async function runScript(
  reference: string,
  { variant, json }: RunOptions,
  parts: readonly ScriptPart[],
): Promise<void> {
  if (parts.length === 0) {
    const fix = t`add, for example, --command "print loss"; for more, see \`backstep run --help\``;
    throw cliError('run', t`at least one --command or --commands`, t`none`, fix);
  }
  const lines: ScriptLine[] = [];
  for (const { kind, text } of parts) {
    const read =
      kind === 'command'
        ? scriptLines(text, () => '--command')
        : scriptLines(await readScript(text), (line) => `${text}:${line}:`);
    // A long script has more lines than a call can have arguments.
    for (const line of read) lines.push(line);
  }
  const opening = await loadOpening(reference);
  const { debug, layout } = begin(opening, variant);
  const { entry } = opening;
  const saveIn = (file: string) => {
    const textOf = (id: string) => saveSession(debug, { id, source: entry.source, layout });
    const problem = writeSession(file, entry, textOf);
    return problem === null ? message(t`Saved to ${sanitize(file)}.`) : failed(problem);
  };
  const verifyIn = (file: string) => {
    const read = readNumbers(file);
    return 'text' in read
      ? checkNumbers(debug, read.text, sanitize(file))
      : failed(t`${sanitize(file)}: expected a file of numbers, found ${read.found}; ${read.fix}`);
  };
  const commands = scriptCommands(saveIn, verifyIn);
  let complaint: string | null = null;
  function* texts() {
    for (const line of lines) {
      const outcome = runScriptLine(debug, line.text, commands);
      if (outcome === null) return;
      complaint = scriptError(line, outcome);
      if (outcome.kind !== 'failed') {
        const { session } = debug;
        yield `${json ? outcomeJson(line.text, outcome, session) : outcomeLines(outcome, session).join('\n')}\n`;
      }
      if (complaint !== null) return;
    }
  }
  await write(texts());
  if (complaint !== null) throw new CliError(complaint);
}

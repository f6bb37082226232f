/** Writes new scenarios. */
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import type { NewOptions } from '../new/kind-options.ts';
import { newScenario } from '../new/new.ts';
import { cliError } from '../print/faults.ts';
import { schemaFile } from './loading/page.ts';
import { print } from './streams/output.ts';
import { isTerminal } from './terminal.ts';

/**
 * Writes a new scenario. In a terminal, what no option answers is asked.
 * @throws CliError if an option is wrong, or if there is nobody to ask and no option
 */
export async function makeScenario(
  file: string | undefined,
  { yes, ...options }: NewOptions & { readonly yes?: true },
): Promise<void> {
  if (!yes && !isTerminal() && Object.keys(options).length === 0) {
    const fix = t`add --yes for the usual answers; for more, see \`backstep new --help\``;
    throw cliError('new', t`a terminal to ask in, or options that answer the questions`, t`neither`, fix);
  }
  const questions = yes || !isTerminal() ? null : await import('../new/questions.ts');
  const asker = questions?.terminalAsker() ?? null;
  try {
    const made = await newScenario(file, options, asker, schemaFile);
    const line = t`Wrote ${sanitize(made.file)}. To open it: ${sanitize(made.command)}`;
    const lines = [...made.notes.map(sanitize), line];
    if (questions) questions.sayMade(lines);
    else await print(lines);
  } catch (error) {
    if (!questions || !(error instanceof questions.Cancelled)) throw error;
    // What a shell expects of a program that was ended by Ctrl-C.
    process.exitCode = 130;
  }
}

/** `backstep dap`: what the debug adapter needs of the command line. */
import path from 'node:path';
import { serveStreams } from '../adapter/main.ts';
import type { OpenedScenario } from '../adapter/opening.ts';
import { Debugger } from '../commands/debugger.ts';
import { restoreSession } from '../commands/saved/saved.ts';
import { exactNumber } from '../core/exact-number.ts';
import { describeValue, joinDiagnostic } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { CliError, cliError, variantOf } from '../print/faults.ts';
import { Session } from '../session/session.ts';
import { reasonOf } from '../store/faults.ts';
import { type Loaded, type LoadResult, loadOpening } from './files.ts';
import { print } from './output.ts';

const LARGEST_PORT = 65_535;

/**
 * Serves an editor through the standard streams, or editors through a port.
 *
 * @throws CliError for a port that is none, or that is taken
 */
export async function debugAdapter(port: string | undefined): Promise<void> {
  if (port === undefined) return serveStreams(openForEditor);
  const number = /^\d+$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= LARGEST_PORT)) {
    const fix = t`for example, write --port 4711`;
    throw cliError('--port', t`a number from 0 to ${String(LARGEST_PORT)}`, describeValue(port), fix);
  }
  const listening = (own: number) => void print([t`Listening on 127.0.0.1:${String(own)}`]);
  try {
    const { servePort } = await import('../adapter/port.ts');
    await servePort(number, openForEditor, listening);
  } catch (error) {
    const fix = t`choose another port, or end the program that has it`;
    throw cliError('--port', t`a port that is free`, `${port} (${reasonOf(error)})`, fix);
  }
}

/** Opens what an editor names. @throws CliError if it cannot be read */
async function openForEditor(reference: string, variant: string | undefined): Promise<OpenedScenario> {
  const opening = await loadOpening(reference);
  const { entry } = opening;
  const { debug, notices } = begun(opening, variant);
  const [text = '', ...others] = entry.source.split('\0');
  const [file = '', ...files] = entry.files;
  return {
    id: entry.id,
    key: entry.key,
    debug,
    file: path.resolve(file),
    text,
    beside: (name) => {
      const index = files.findIndex((each) => each.replaceAll('\\', '/').endsWith(`/${name}`));
      return index < 0 ? { found: t`no such file`, fix: '' } : { text: others[index] ?? '' };
    },
    notices: [...notices, ...warningsOf(entry)],
  };
}

function begun({ entry: { scenario, source }, saved }: LoadResult, name: string | undefined) {
  const variant = variantOf(scenario, name);
  if (!saved) return { debug: new Debugger(new Session(scenario, variant), exactNumber), notices: [] };
  const restored = restoreSession(saved.text, scenario, source, exactNumber);
  const file = sanitize(saved.file);
  if (!restored.ok) throw new CliError(`${file}: ${restored.text}`);
  if (variant) restored.debug.session.switchVariant(variant.name);
  return { debug: restored.debug, notices: restored.notices.map((notice) => `${file}: ${notice}`) };
}

function warningsOf(entry: Loaded): string[] {
  return entry.warnings().map(joinDiagnostic);
}

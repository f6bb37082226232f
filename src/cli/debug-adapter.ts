/** `backstep dap`: what the debug adapter needs of the command line. */
import path from 'node:path';
import { converse, refuse, serveStreams } from '../adapter/main.ts';
import type { OpenedScenario, Services } from '../adapter/opening.ts';
import { describeValue, joinDiagnostic } from '../diagnostics/diagnostic.ts';
import { t } from '../i18n/translate.ts';
import { cliError } from '../print/faults.ts';
import { openedDebugger } from '../print/opened.ts';
import type { Loaded, LoadResult } from './loading/files.ts';

/** What the command line has loaded already. */
interface Loading extends Omit<Services, 'open'> {
  readonly loadOpening: (reference: string) => Promise<LoadResult>;
  readonly print: (lines: Iterable<string>) => Promise<void>;
}

const LARGEST_PORT = 65_535;

/**
 * Serves an editor through the standard streams, or editors through a port.
 *
 * @throws CliError for a port that is none, or that is taken
 */
export async function debugAdapter(
  port: string | undefined,
  { loadOpening, print, ...others }: Loading,
): Promise<void> {
  const open: Services['open'] = async (reference, variant) =>
    openedFor(await loadOpening(reference), variant);
  if (port === undefined) return serveStreams({ ...others, open });
  const number = /^\d+$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= LARGEST_PORT)) {
    const fix = t`for example, write --port 4711`;
    throw cliError('--port', t`a number from 0 to ${String(LARGEST_PORT)}`, describeValue(port), fix);
  }
  const listening = (own: number) => void print([t`Listening on 127.0.0.1:${String(own)}`]);
  try {
    const { servePort } = await import('../adapter/port.ts');
    const serve: Parameters<typeof servePort>[1] = (socket, ended) =>
      converse(socket, socket, { ...others, open }, ended);
    await servePort(number, serve, refuse, listening);
  } catch (error) {
    const fix = t`choose another port, or end the program that has it`;
    throw cliError(
      '--port',
      t`a port that is free`,
      `${port} (${(error as NodeJS.ErrnoException).code ?? ''})`,
      fix,
    );
  }
}

/**
 * What an editor gets of what it has named.
 *
 * @throws CliError for a variant that there is not, or a saved session that is invalid
 */
function openedFor(opening: LoadResult, variant: string | undefined): OpenedScenario {
  const { entry } = opening;
  const { debug, notices } = openedDebugger(opening, variant);
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

function warningsOf(entry: Loaded): string[] {
  return entry.warnings().map(joinDiagnostic);
}

/** The NumPy code as a Jupyter notebook, with the whole debugger above it (nbformat 4.5). */
import type { Opening } from '../../app/state/kept-entry.ts';
import type { Debugger } from '../../commands/debugger.ts';
import { t } from '../../i18n/translate.ts';
import { localized } from '../../scenario/format/scenario.ts';
import { sessionCode } from './numpy.ts';
import { type PageProgram, pageLines } from './page.ts';
import { escaped, recordingTitle } from './picture.ts';

/** The height of the frame with the debugger, in pixels; it is as wide as the notebook. */
const HEIGHT = 640;

/** @returns the lines of the file */
export function notebookLines({ session }: Debugger, opening: Opening, program: PageProgram): string[] {
  const { scenario } = session;
  const title = localized(scenario.title) || (opening.open ?? '');
  const page = escaped(pageLines(opening, program).join('\n'));
  const frame = `<iframe srcdoc="${page}" style="width: 100%; height: ${HEIGHT}px; border: 0"></iframe>`;
  const shown = {
    output_type: 'display_data',
    metadata: {},
    data: { 'text/html': frame, 'text/plain': recordingTitle(opening.open ?? '') },
  };
  const hint = `# ${t`The debugger is the output of this cell. It stays as long as you do not run the cell.`}`;
  const cells = [
    {
      cell_type: 'markdown',
      metadata: {},
      source: [`# ${title}`, localized(scenario.intro)].filter(Boolean).join('\n\n'),
    },
    code(hint, [shown]),
    ...partsOf(sessionCode(session).text).map((part) => code(part, [])),
  ];
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: cells.map((cell, index) => ({ id: `cell-${index}`, ...cell })),
  };
  return JSON.stringify(notebook, null, 1).split('\n');
}

function code(source: string, outputs: readonly unknown[]) {
  return { cell_type: 'code', metadata: {}, execution_count: null, outputs, source };
}

/** The parts of Python code that can be run one after the other: an empty line stands between them. */
function partsOf(text: string): string[] {
  return text.trimEnd().split(/\n\n+(?=\S)/);
}

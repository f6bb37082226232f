/** The whole debugger as a web page in one file, which needs no other files and no network. */
import { type Opening, openingText } from '../../app/state/kept-entry.ts';
import { t } from '../../i18n/translate.ts';
import { escaped, recordingTitle } from './picture.ts';

/** A chunk of the bundle: its name, and an expression whose value is a CommonJS function. */
interface Chunk {
  readonly name: string;
  readonly text: string;
}

/** The program of the page. */
export interface PageProgram {
  /** The chunks that are needed at the start, the one that is started first. */
  readonly now: readonly Chunk[];
  /** Those that may be needed later. */
  readonly late: readonly Chunk[];
  /** For each language but English the texts that the page can say, by their English text. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the page may do: run its own script and compile it to WebAssembly. It can load nothing. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A script that runs chunks. A function in brackets is compiled when it is read, which is faster if it is called at
 * once.
 *
 * @param now those that are needed at the start, the one that is started first
 * @param late those that may be needed later
 */
function programOf({ now, late }: Pick<PageProgram, 'now' | 'late'>): string {
  const functions = [
    ...now.map(({ name, text }) => `${JSON.stringify(`./${name}`)}:${text}`),
    ...late.map(({ name, text }) => `${JSON.stringify(`./${name}`)}:${text.slice(1, -1)}`),
  ];
  const load =
    'const modules={},load=name=>{if(!modules[name])chunks[name](load,modules[name]={exports:{}});return modules[name].exports}';
  const script = `{const chunks={${functions.join(',\n')}};${load};load(${JSON.stringify(`./${now[0]?.name}`)})}`;
  return inScript(script);
}

/** Text in a script element, which would end or change at these words. They stand in strings alone. */
function inScript(text: string): string {
  return text.replace(/<(?=\/script|script|!--)/gi, '\\x3c');
}

/** JSON in a script element. */
function jsonInScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** @returns the lines of the file */
export function pageLines(opening: Opening, program: PageProgram): string[] {
  return [
    '<!doctype html>',
    `<html lang="${opening.language}"${opening.theme === null ? '' : ` data-theme="${opening.theme}"`}>`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<meta name="color-scheme" content="${opening.theme ?? 'dark light'}">`,
    '<meta name="generator" content="Backstep">',
    `<title>${escaped(opening.open === null ? 'Backstep' : recordingTitle(opening.open))}</title>`,
    '</head>',
    '<body>',
    `<noscript>${escaped(t`This page is a debugger, which needs JavaScript.`)}</noscript>`,
    `<script type="application/json" id="opening">${jsonInScript(openingText(opening))}</script>`,
    `<script type="application/json" id="texts">${jsonInScript(JSON.stringify(program.texts))}</script>`,
    `<script>${programOf(program)}</script>`,
    '</body>',
    '</html>',
  ];
}

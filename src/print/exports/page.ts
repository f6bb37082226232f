/** The whole debugger as a web page in one file, which needs no other files and no network. */
import { type Opening, openingText } from '../../app/state/kept-entry.ts';
import type { Packed } from '../../i18n/packed-texts.ts';
import { t } from '../../i18n/translate.ts';
import { escaped, recordingTitle } from './picture.ts';

/** A chunk of the bundle: its name, and an expression whose value is a CommonJS function. */
interface Chunk {
  readonly name: string;
  readonly text: string;
}

/** The program of the page. */
export interface PageProgram {
  /** The chunks that are needed at the start, first the one that is run. */
  readonly now: readonly Chunk[];
  /** Those that may be needed later. */
  readonly late: readonly Chunk[];
  /** For each language but English its texts that the page can say. */
  readonly texts: Readonly<Record<string, Packed>>;
}

/** What the page may do: run its own script and compile it to WebAssembly. It can load nothing else. */
const policyOf = (script: string) =>
  `default-src 'none'; script-src ${script} 'wasm-unsafe-eval'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

/** Data in an element that is not run. */
const dataScript = (id: string, json: string) =>
  `<script type="application/json" id="${id}">${jsonInScript(json)}</script>`;

/**
 * A script that runs chunks. A function in brackets is compiled when it is read, which is faster if it is called at
 * once.
 *
 * @param now those that are needed at the start, first the one that is run
 * @param late those that may be needed later
 */
function programOf({ now, late }: Pick<PageProgram, 'now' | 'late'>): string {
  const functions = [...now.map(({ text }) => text), ...late.map(({ text }) => text.slice(1, -1))];
  const load =
    'const modules=[],load=index=>{if(!modules[index])chunks[index](load,modules[index]={exports:{}});return modules[index].exports}';
  const script = `{const chunks=[${functions.join(',\n')}];${load};load(0)}`;
  // In place of a chunk's name, which is as long as it is random: its index.
  const indexes = new Map([...now, ...late].map(({ name }, index) => [`"./${name}"`, String(index)]));
  return inScript(script.replace(/"\.\/[\w-]+\.mjs"/g, (name) => indexes.get(name) ?? name));
}

/** Text in a script element, which would end or change at these words. They stand in strings alone. */
function inScript(text: string): string {
  return text.replace(/<(?=\/script|script|!--)/gi, '\\x3c');
}

/** JSON in a script element. */
function jsonInScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** @returns the lines of a file that needs no others */
export function pageLines(opening: Opening, program: PageProgram): string[] {
  const texts = dataScript('texts', JSON.stringify(program.texts));
  const script = `<script>${programOf(program)}</script>`;
  // English is in the program, so that the other texts need not be read before it starts.
  return linesOf(opening, "'unsafe-inline'", opening.language === 'en' ? [script, texts] : [texts, script]);
}

/** @returns the lines of a file whose program is in another one, beside it */
export function linkedPageLines(opening: Opening, script: string): string[] {
  return linesOf(opening, "'self' file:", [`<script src="${escaped(script)}"></script>`]);
}

/** The program as a file for pages that are linked to it. */
export function scriptLines(program: PageProgram): string[] {
  const texts = JSON.stringify(JSON.stringify(program.texts));
  return [
    `{const data=document.createElement('script');data.type='application/json';data.id='texts';data.textContent=${texts};document.body.append(data)}`,
    programOf(program),
  ];
}

function linesOf(opening: Opening, policy: string, scripts: readonly string[]): string[] {
  const { language, theme, open } = opening;
  return [
    '<!doctype html>',
    `<html lang="${language}"${theme === null ? '' : ` data-theme="${theme}"`}>`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">',
    `<meta name="color-scheme" content="${theme ?? 'dark light'}">`,
    '<meta name="generator" content="Backstep">',
    `<title>${escaped(open === null ? 'Backstep' : recordingTitle(open))}</title>`,
    '</head>',
    '<body>',
    dataScript('opening', openingText(opening)),
    ...scripts,
    // The program hides it. Before the script it would be shown while that is read.
    `<p id="unable">${escaped(t`This page is a debugger. It needs JavaScript, and a browser from 2023 or later.`)}</p>`,
    '</body>',
    '</html>',
  ];
}

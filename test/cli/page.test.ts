/** export --to page: one file that needs no other, and what it opens with. */
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { helpSections } from '../../src/app/actions/actions.ts';
import { openingFrom } from '../../src/app/state/kept-entry.ts';
import { PackedTexts } from '../../src/i18n/packed-texts.ts';
import { textKey } from '../../src/i18n/text-digest.ts';
import { languages } from '../../src/i18n/translate.ts';
import { pageLines } from '../../src/print/exports/page.ts';
import { backstep, scratch } from '../support/backstep.ts';

const files = scratch();

async function page(...args: string[]): Promise<string> {
  const { code, out, err } = await backstep(['export', ...args, '--to', 'page'], { cwd: files.folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

/** The texts of the scripts of a page, as a browser finds them. */
function scriptsOf(html: string): string[] {
  return [...html.matchAll(/<script(?: [^>]*)?>([\s\S]*?)<\/script>/gi)].map(([, text = '']) => text);
}

/** What a pattern finds: a message with the whole page would be too long to read. */
const found = (text: string, pattern: RegExp) => text.match(pattern) ?? [];

/** The text of one script, by its tag. */
function scriptOf(html: string, tag: string): string {
  const start = html.indexOf(tag);
  expect(start).toBeGreaterThan(0);
  return scriptsOf(html.slice(start))[0] ?? '';
}
const openingOf = (html: string) =>
  openingFrom(scriptOf(html, '<script type="application/json" id="opening">'));
const textsOf = (html: string) => scriptOf(html, '<script type="application/json" id="texts">');
const programOf = (html: string) => scriptOf(html, '<script>');

const xor = await page('xor');

describe('the file', () => {
  test('has a script for what it opens with, one for texts and one for the program, and ends', () => {
    expect(scriptsOf(xor)).toHaveLength(3);
    expect(Object.keys(JSON.parse(textsOf(xor)))).toEqual(languages.filter((language) => language !== 'en'));
    expect(openingOf(xor).entries.map(({ id }) => id)).toEqual(['xor']);
    expect(() => parse(programOf(xor), { ecmaVersion: 'latest' })).not.toThrow();
    expect(xor.endsWith('</p>\n</body>\n</html>\n')).toBe(true);
    expect(found(xor, /<!--/g)).toEqual([]);
  });

  test('forbids itself to load anything, and names nothing that it could load', () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(xor)?.[1] ?? '';
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'none'"]);
    for (const [name, sources] of rules)
      for (const source of sources) expect([name, source]).toEqual([name, expect.stringMatching(/^'.*'$/)]);
    // Before the scripts there is nothing but the head.
    const head = xor.slice(0, xor.indexOf('<script'));
    expect(found(head, /https?:|\/\/|src=|href=|url\(|@import/g)).toEqual([]);
    const program = programOf(xor);
    const loading =
      /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|import)\b\s*\(|@font-face|@import/g;
    expect(found(program, loading)).toEqual([]);
  });

  test('has the translation of every key and command', () => {
    const table = new PackedTexts(JSON.parse(textsOf(xor)).bn);
    const helps = helpSections.flatMap(({ title, actions }) => [title, ...actions.map(({ help }) => help)]);
    expect(helps.length).toBeGreaterThan(80);
    expect(helps.filter((help) => table.get(textKey(help)) === undefined)).toEqual([]);
  });

  test('what a scenario says cannot end its script', async () => {
    const title = '</script><script>alert(1)</script><!--';
    const text = readFileSync(new URL('../../scenarios/slope.yaml', import.meta.url), 'utf8');
    files.write('hostile.yaml', text.replace(/^title:[\s\S]*?(?=^\w)/m, `title: ${JSON.stringify(title)}\n`));
    const html = await page('hostile.yaml');
    expect(scriptsOf(html)).toHaveLength(3);
    expect(JSON.stringify(openingOf(html).entries[0]?.scenario.title)).toContain('alert(1)');
  });

  test('words in a chunk that mean something in HTML are written otherwise, and say the same', () => {
    const text = '(function(require,module){said="</script><script><!--"})';
    const now = [{ name: 'a.mjs', text }];
    const opening = openingOf(xor);
    const lines = pageLines(opening, { now, late: [], texts: {} });
    expect(programOf(lines.join('\n'))).toContain('said="\\x3c/script>\\x3cscript>\\x3c!--"');
  });
});

describe('what it opens with', () => {
  test('the start of the scenario, or the step, view, theme and language that are asked for', async () => {
    expect(openingOf(xor)).toMatchObject({
      open: 'xor',
      restore: null,
      step: null,
      picture: null,
      theme: null,
      language: 'en',
    });
    const html = await page('xor', '--at', '13', '--view', 'loss', '--theme', 'light', '--lang', 'bn');
    const wanted = { step: 13, picture: 'loss', theme: 'light', language: 'bn' };
    expect(openingOf(html)).toMatchObject(wanted);
    expect(found(html, /<html [^>]*>/g)).toEqual(['<html lang="bn" data-theme="light">']);
    expect(openingOf(await page('relu', '--at', 'end')).step).toBe(
      openingOf(await page('relu')).entries[0]?.steps(),
    );
  });

  test('a saved session with its edits, and a variant', async () => {
    const commands = ['3', 'set output.w[0] = 2', '5', 'save mine.session'].flatMap((line) => [
      '--command',
      line,
    ]);
    const made = await backstep(['run', 'slope', ...commands], { cwd: files.folder });
    expect(made.err).toBe('');
    const { restore, step } = openingOf(await page('mine.session'));
    expect(step).toBe(null);
    expect(JSON.parse(restore ?? '')).toMatchObject({ scenario: 'slope', position: 5 });
    expect(restore).toContain('"address": "output.w[0]"');
    const variant = openingOf(await page('target-13', '--variant', 'better_output')).restore ?? '';
    expect(variant).toContain('"variant": "better_output"');
  });

  test('of a file it has the name, and not where it is', async () => {
    files.write('own.yaml', readFileSync(new URL('../../scenarios/slope.yaml', import.meta.url), 'utf8'));
    const html = await page(files.at('own.yaml'));
    expect(openingOf(html)).toMatchObject({
      open: 'own.yaml',
      entries: [{ id: 'own.yaml', key: 'own.yaml' }],
    });
    expect(html.includes(files.folder)).toBe(false);
  });
});

test('a notebook has the page in a frame, and the NumPy code in cells that belong together', async () => {
  const run = (...args: string[]) => backstep(['export', 'xor', '--to', ...args], { cwd: files.folder });
  const notebook = JSON.parse((await run('notebook')).out);
  expect(notebook).toMatchObject({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3' } },
  });
  const [title, shown, ...parts] = notebook.cells;
  expect(title).toMatchObject({ cell_type: 'markdown', id: 'cell-0' });
  const frame: string = shown.outputs[0].data['text/html'];
  const page = /srcdoc="([^"]*)"/.exec(frame)?.[1] ?? '';
  const text = page
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  expect(text === xor.trimEnd()).toBe(true);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.every(({ cell_type: kind }: { cell_type: string }) => kind === 'code')).toBe(true);
  const code = parts.map(({ source }: { source: string }) => source).join('\n\n');
  expect(code).toBe((await run('numpy')).out.trimEnd());
  expect(new Set(notebook.cells.map(({ id }: { id: string }) => id)).size).toBe(notebook.cells.length);
});

test.each([
  [['xor', '--at', '1..3'], 'one step (this format cannot show a range)'],
  [['xor', '--at', '999999'], 'from 0 to 25108'],
  [['xor', '--variant', 'none'], 'variant'],
  [['nowhere.yaml'], 'nowhere.yaml'],
])('%s is an error', async (args, text) => {
  const { code, out, err } = await backstep(['export', ...args, '--to', 'page'], { cwd: files.folder });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(text);
});

/** site: a menu and a page for each scenario, with the program once. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openingFrom } from '../../src/app/state/kept-entry.ts';
import { backstep, scratch } from '../support/backstep.ts';
import { shipped, sourceOf } from '../support/scenario.ts';

const files = scratch();
const site = (folder: string, ...references: string[]) =>
  backstep(['site', folder, ...references], { cwd: files.folder });
const read = (name: string) => readFileSync(files.at(name), 'utf8');

test('all shipped scenarios, with menus in both languages that lead to them', async () => {
  expect(await site('public')).toEqual({ code: 0, out: '', err: '' });
  const pages = shipped.map((id) => `${id}.html`);
  expect(readdirSync(files.at('public')).toSorted()).toEqual(
    [...pages, 'index.html', 'index.bn.html', 'backstep.js'].toSorted(),
  );
  for (const [menu, hash] of [
    ['index.html', ''],
    ['index.bn.html', '#lang=bn'],
  ] as const) {
    const links = [...read(`public/${menu}`).matchAll(/<a href="([^"]*)"/g)].map(([, link]) => link);
    expect(links.toSorted()).toEqual(
      [
        ...pages.map((page) => `${page}${hash}`),
        menu === 'index.html' ? 'index.bn.html' : 'index.html',
      ].toSorted(),
    );
  }
  expect(read('public/index.bn.html')).toContain('lang="bn"');
  expect(read('public/index.bn.html')).toContain('এক্সক্লুসিভ অর');
  for (const [, heading] of read('public/index.bn.html').matchAll(/<h2>(.*)<\/h2>/g))
    expect(heading).toMatch(/^[\p{Script=Bengali} ]+$/u);
});

test('the program is in one file, and a page has only its scenario', () => {
  expect(statSync(files.at('public/xor.html')).size).toBeLessThan(20_000);
  const html = read('public/xor.html');
  expect(html).toContain('<script src="backstep.js"></script>');
  const opening = openingFrom(/id="opening">(.*)<\/script>/.exec(html)?.[1] ?? '');
  expect(opening).toMatchObject({ open: 'xor', home: { en: 'index.html', bn: 'index.bn.html' } });
  expect(opening.entries.map(({ id }) => id)).toEqual(['xor']);
});

test('scenarios of one’s own, and errors', async () => {
  files.write('own.yaml', sourceOf('slope'));
  expect(await site('own', 'own.yaml', 'xor')).toEqual({ code: 0, out: '', err: '' });
  expect(readdirSync(files.at('own')).toSorted()).toEqual(
    ['own.html', 'xor.html', 'index.html', 'index.bn.html', 'backstep.js'].toSorted(),
  );
  expect(await site('none', 'nowhere')).toMatchObject({ code: 2, err: expect.stringContaining('nowhere') });
  // As all commands, it makes what it is told to write, and no folders above that.
  expect(await site('none/public', 'own.yaml')).toMatchObject({
    code: 2,
    err: expect.stringContaining('expected a file to write, found no such folder'),
  });
  expect(readdirSync(files.folder)).not.toContain('none');
});

/** The library, an editor, a terminal and a page: the same commands lead to the same positions, values and reasons. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { open } from '../../src/library/library.ts';
import { bundle, scratch, startBackstep } from '../support/backstep.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { Editor, startAdapter } from '../support/editor.ts';
import { OpenPage } from '../support/open-page.ts';
import { openTerminal } from '../support/terminal.ts';
import { inEditor, inLibrary, onPage, onTerminal } from './drivers.ts';
import { courses, type SeenBySteps, valuesOf, walkOf } from './walk.ts';

const files = scratch();
const size = { columns: 120, rows: 36 };
const csv = readFileSync('scenarios/iris.csv', 'utf8');

type Course = (typeof courses)[number];

/** A command, and what the library gives for it. */
type Row = readonly [line: string, expected: SeenBySteps];

async function walkedInLibrary(course: Course): Promise<Row[]> {
  const source = readFileSync(`scenarios/${course.scenario}.yaml`, 'utf8');
  const debug = await open(source, { files: { 'iris.csv': csv } });
  const rows: Row[] = [];
  for (const line of walkOf(course)) rows.push([line, await inLibrary(debug, line, valuesOf(course))]);
  return rows;
}

async function walkInEditor(course: Course, rows: readonly Row[]): Promise<void> {
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  await editor.open(course.scenario);
  await editor.begin();
  for (const [line, expected] of rows) {
    // Before the first step an editor is shown that step.
    const position = Math.max(1, expected.position);
    expect([line, await inEditor(editor, line, valuesOf(course))]).toEqual([line, { ...expected, position }]);
  }
  editor.send('disconnect');
  expect(await ended).toEqual({ code: 0, complaints: '' });
}

async function walkOnTerminal({ scenario }: Course, rows: readonly Row[]): Promise<void> {
  const args = [bundle, scenario];
  const terminal = openTerminal({ command: process.execPath, args, cols: size.columns, rows: size.rows });
  try {
    await terminal.waitFor('? keys');
    for (const [line, expected] of rows) await onTerminal(terminal, line, expected);
  } finally {
    await terminal.dispose();
  }
}

async function walkOnPage(browser: Browser, { scenario }: Course, rows: readonly Row[]): Promise<void> {
  const viewport = { width: 1000, height: 640 };
  const opened = await OpenPage.open(browser, files.at(`site/${scenario}.html`), '', { viewport });
  for (const [line, expected] of rows) await onPage(opened, line, expected);
  expect(opened.faults).toEqual([`file://${files.at('site/backstep.js')}`]);
  await opened.page.context().close();
}

const walks = courses.map((course) => ({ ...course, walked: walkedInLibrary(course) }));

test('the walk has thirty commands, and stops for every reason', async () => {
  const walked = await Promise.all(walks.map((each) => each.walked));
  const reasons = new Set(walked.flat().map(([, { reason }]) => reason));
  for (const rows of walked) expect(rows).toHaveLength(30);
  expect([...reasons].toSorted()).toEqual(
    [null, 'breakpoint', 'data breakpoint', 'end', 'exception', 'goto', 'start', 'step'].toSorted(),
  );
});

describe('the same walk', () => {
  let browser: Browser | null = null;
  beforeAll(async () => {
    const site = startBackstep(['site', files.at('site'), ...courses.map(({ scenario }) => scenario)]);
    if (hasBrowser) browser = await startBrowser();
    expect(await site).toEqual({ code: 0, out: '', err: '' });
  });
  afterAll(() => browser?.close());

  test.each(walks)('$scenario', async ({ walked, ...course }) => {
    const rows = await walked;
    await Promise.all([
      walkInEditor(course, rows),
      walkOnTerminal(course, rows),
      ...(browser ? [walkOnPage(browser, course, rows)] : []),
    ]);
  });
});

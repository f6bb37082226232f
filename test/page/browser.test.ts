/** The page in a browser: its screen is that of the application, whatever is done. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppRunner } from '../../src/app/runner.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { pageRunner } from '../support/app.ts';
import { backstep, scratch } from '../support/backstep.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { OpenPage, soon } from '../support/open-page.ts';

const files = scratch();
let browser: Browser;

const made = new Map<string, string>();

/** The file of a scenario's page. */
async function exported(id: string, ...args: string[]): Promise<string> {
  const known = made.get(`${id} ${args}`);
  if (known !== undefined) return known;
  const file = files.at(`${[id, ...args].join('-').replaceAll('/', '')}.html`);
  const done = await backstep(['export', id, '--to', 'page', '--output', file, ...args], {
    cwd: files.folder,
  });
  expect(done).toEqual({ code: 0, out: '', err: '' });
  made.set(`${id} ${args}`, file);
  return file;
}

async function open(id: string, hash = '', options = {}): Promise<OpenPage> {
  return OpenPage.open(browser, await exported(id), hash, options);
}

/** The same keys without a browser. */
function pressed(runner: AppRunner, keys: string): AppRunner {
  for (const key of keys.split(' ').filter(Boolean)) runner.press(key);
  return runner;
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(() => setLanguage('en'));

  test('from the start to the end and back, step by step and at once', async () => {
    const opened = await open('target-13');
    const runner = pageRunner('target-13');
    await opened.expectScreen(() => runner.state);
    for (const [keys, names] of [
      ['ArrowRight ArrowRight ArrowRight', 'right right right'],
      ['n f', 'n f'],
      ['ArrowLeft', 'left'],
      ['G', 'G'],
      ['g', 'g'],
      ['?', '?'],
      ['Escape', 'escape'],
      ['Tab', 'tab'],
      ['O', 'O'],
    ] as const) {
      await opened.type(keys);
      pressed(runner, names);
      await opened.expectScreen(() => runner.state);
    }
  });

  test('an edit forks a timeline; a run stops at a condition', async () => {
    const opened = await open('target-13');
    const runner = pageRunner('target-13');
    for (const line of [
      '13',
      'set output.w[0] = 3',
      'break if loss < 1',
      'continue',
      '5',
      'set output.w[0] = 4',
      'timelines',
    ]) {
      await opened.command(line);
      pressed(runner, [...`:${line}`].map((each) => (each === ' ' ? 'space' : each)).join(' '));
      runner.press('enter');
      await opened.expectScreen(() => runner.state);
    }
  });

  test('compiled runs have the same bits', async () => {
    const opened = await open('two-moons');
    const runner = pageRunner('two-moons');
    await opened.type('G');
    await soon(async () => (await opened.rows()).join('\n')).toContain('after training');
    pressed(runner, 'G');
    const loss = runner.state.opened?.debug.session.read('loss');
    await opened.command(`print loss - ${loss}`);
    await soon(async () => (await opened.rows()).join('\n')).toMatch(new RegExp(`loss − ${loss} = 0$`, 'm'));
  });

  test('the language and the size change; a screen reader is told of each step', async () => {
    const opened = await open('target-13');
    const runner = pageRunner('target-13');
    await opened.type('ArrowRight A');
    pressed(runner, 'right A');
    await opened.expectScreen(() => runner.state);
    const { page } = opened;
    expect(await page.locator('html').getAttribute('lang')).toBe('bn');
    const spoken = () => page.locator('[role=status]').textContent();
    await soon(spoken).toBe(screenReaderLines(runner.state).join(' '));
    const before = await opened.size();
    await page.setViewportSize({ width: 1400, height: 500 });
    await soon(() => opened.size()).not.toEqual(before);
    await opened.expectScreen(() => runner.state);
    await page.setViewportSize({ width: 390, height: 844 });
    await soon(async () => (await opened.size()).columns).toBeLessThan(70);
    await opened.expectScreen(() => runner.state);
  });

  test('the address follows the steps, and leads to them', async () => {
    const opened = await open('target-13', '#step=13&view=weights');
    const runner = pageRunner('target-13');
    runner.follow({ step: 13, picture: 'weights' });
    await opened.expectScreen(() => runner.state);
    const { page } = opened;
    const hash = () => page.evaluate<string>('location.hash');
    await opened.type('ArrowRight');
    await soon(hash).toBe('#step=14&view=weights');
    await opened.type('?');
    await page.evaluate("location.hash = '#step=7&lang=bn'");
    pressed(runner, 'right');
    runner.follow({ step: 7, language: 'bn' });
    await opened.expectScreen(() => runner.state);
  });

  test('the address says the language in which the page starts', async () => {
    const opened = await open('target-13', '#lang=bn');
    const runner = pageRunner('target-13');
    pressed(runner, 'A');
    await opened.expectScreen(() => runner.state);
    expect(opened.faults).toEqual([]);
  });

  test('that it needs JavaScript is said where there is none, and is not shown for a moment elsewhere', async () => {
    const isSaid = async (options = {}) =>
      (await open('target-13', '', options)).page.locator('#unable').isVisible();
    expect(await isSaid({ javaScriptEnabled: false })).toBe(true);
    expect(await isSaid()).toBe(false);
    const html = readFileSync(await exported('target-13'), 'utf8');
    // What stands before the script can be shown while that is read.
    expect(html.indexOf('id="unable"')).toBeGreaterThan(html.indexOf('<script>'));
  });

  test('what was done is there after the page was closed, and is saved to a file', async () => {
    const opened = await open('target-13');
    const { page } = opened;
    await opened.command('9');
    await opened.command('set output.w[0] = 3');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      opened.command('save mine.session'),
    ]);
    expect(download.suggestedFilename()).toBe('mine.session');
    const text = readFileSync(await download.path(), 'utf8');
    files.write('mine.session', text);
    const run = await backstep(['run', 'mine.session', '--command', 'print output.w[0]'], {
      cwd: files.folder,
    });
    expect(run.out).toContain('output.w[0] = 3');
    const says = (text: string) => soon(async () => (await opened.rows()).join('\n')).toContain(text);
    await page.reload();
    await says('9 / 32');
    await opened.command('print output.w[0]');
    await says('output.w[0] = 3');
    const url = page.url().replace(/#.*/, '');
    await page.goto('about:blank');
    await page.goto(url);
    await says('step 9, with 1 edit: press r to resume');
    // A page that is loaded again shows what it has shown, not an earlier session.
    await opened.command('5');
    await soon(async () => page.url()).toContain('#step=5');
    await page.reload();
    await says('5 / 32');
    await opened.type('r');
    await says('9 / 32');
    // A page that was left and that the browser has kept starts again.
    await page.evaluate(
      "window.isOld = true; dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    );
    await soon(() => page.evaluate<unknown>('window.isOld')).toBeUndefined();
    await says('9 / 32');
    expect(opened.faults).toEqual([]);
  });

  test('a page that went back to its start is loaded again at its start', async () => {
    const opened = await open('target-13');
    const { page } = opened;
    await opened.command('5');
    // It is saved after a second.
    await soon(() => page.evaluate<number>('Object.values(sessionStorage).join().length')).toBeGreaterThan(
      100,
    );
    await opened.type('g');
    await soon(async () => page.url()).toContain('#step=0');
    await page.reload();
    await soon(async () => (await opened.rows()).join('\n')).toContain('You left off at step 5');
    expect((await opened.rows()).join('\n')).toContain(' 0 / 32');
  });

  test('the mouse chooses and turns steps', async () => {
    const opened = await open('target-13', '#step=5');
    const runner = pageRunner('target-13');
    runner.follow({ step: 5 });
    await opened.expectScreen(() => runner.state);
    const { page } = opened;
    const rows = await opened.rows();
    const size = await opened.size();
    const row = rows.findIndex((text) => /^\D* 7 {2}/.test(text));
    const box = await page.locator('canvas').boundingBox();
    const at = (column: number, line: number) => ({
      x: (box?.x ?? 0) + ((column + 0.5) * (box?.width ?? 0)) / size.columns,
      y: (box?.y ?? 0) + ((line + 0.5) * (box?.height ?? 0)) / size.rows,
    });
    const column = (rows[row] ?? '').indexOf(' 7 ') + 1;
    const place = at(column, row);
    await page.mouse.click(place.x, place.y);
    runner.point({ kind: 'click', column, row }, size);
    await opened.expectScreen(() => runner.state);
    expect(runner.state.opened?.debug.session.position).toBe(7);
    await page.mouse.wheel(0, 120);
    pressed(runner, 'right right');
    await opened.expectScreen(() => runner.state);
  });

  test('what is copied is in the clipboard, and what is pasted is typed', async () => {
    const opened = await open('target-13', '#step=13', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = opened;
    await soon(async () => (await opened.rows()).join('\n')).toContain('13 / 32');
    await opened.type('y');
    await soon(() => page.evaluate<string>('navigator.clipboard.readText()')).toBe(
      'grad(output.w[0]) = node_0 × grad(output) = 5 × (-8) = -40',
    );
    await page.evaluate("navigator.clipboard.writeText('goto 20\\nprint loss\\n')");
    await opened.type(':');
    await page.keyboard.press('Control+v');
    await page.keyboard.press('Enter');
    await soon(async () => (await opened.rows()).join('\n')).toContain('20 / 32');
    await soon(async () => (await opened.rows()).join('\n')).toContain(':print loss');
    expect(opened.faults).toEqual([]);
  });

  test('a finger swipes to the next step, and keys are touched', async () => {
    const opened = await open('target-13', '', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const runner = pageRunner('target-13');
    await opened.expectScreen(() => runner.state);
    const { page } = opened;
    const session = await page.context().newCDPSession(page);
    // With its times, since a finger that moves too fast throws the page, and the next touch would only stop it.
    let timestamp = Date.now() / 1000;
    const touch = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => {
      timestamp += 0.2;
      return session.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
    };
    await touch('touchStart', { x: 300, y: 300 });
    for (let x = 280; x >= 200; x -= 20) await touch('touchMove', { x, y: 302 });
    await touch('touchEnd');
    pressed(runner, 'right');
    await opened.expectScreen(() => runner.state);
    await page.locator('nav button', { hasText: '→' }).tap();
    await page.locator('nav button', { hasText: '→' }).tap();
    await page.locator('nav button', { hasText: '←' }).tap();
    pressed(runner, 'right');
    await opened.expectScreen(() => runner.state);
    await page.locator('nav button', { hasText: ':' }).tap();
    // A key is called by what it does where it is.
    const named = (name: string) => page.getByRole('button', { name, exact: true }).textContent();
    expect(await Promise.all(['run it', 'complete', 'cancel', '▶'].map(named))).toEqual([
      '⏎',
      '⇥',
      'Esc',
      '▶',
    ]);
    // A word is shown while a keyboard still composes it, also where it changes its mind.
    const compose = (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    const line = () => opened.rows().then((rows) => rows.find((row) => row.includes(' :')) ?? '');
    await compose('gate');
    await compose('goto');
    await soon(line).toContain(':goto▏');
    await session.send('Input.insertText', { text: 'goto ' });
    await compose('9');
    await soon(line).toContain(':goto 9▏');
    // In a line, these two keys would be letters, and the language changes around it.
    expect(await page.locator('nav [aria-disabled=true]').allTextContents()).toEqual(['▶', '▤']);
    for (const sign of ['বাং', '▤', 'EN'])
      await page.locator('nav button', { hasText: sign }).tap({ force: true });
    await page.locator('nav button', { hasText: '⏎' }).tap();
    await soon(async () => (await opened.rows()).join('\n')).toContain('9 / 32');
    // Of the word, nothing is left that would be a key.
    await opened.expectScreen(() => pressed(runner, ': g o t o space 9 enter').state);
    // A page that is enlarged is moved by one finger.
    const touchAction = () => page.evaluate<string>("document.querySelector('.screen').style.touchAction");
    expect(await touchAction()).toBe('');
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
    await soon(touchAction).toBe('auto');
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
    await soon(touchAction).toBe('');
    // On its side there is one row of keys, and none beside a keyboard on the screen.
    const barHeight = () => page.evaluate<number>("document.querySelector('nav').clientHeight");
    await page.setViewportSize({ width: 844, height: 390 });
    await soon(barHeight).toBeLessThan(60);
    await page.setViewportSize({ width: 844, height: 200 });
    await soon(barHeight).toBe(0);
    expect(opened.faults).toEqual([]);
  });

  test('dark or light is what the reader prefers, or what was chosen', async () => {
    const opened = await open('relu');
    const { page } = opened;
    const corner = () =>
      page.evaluate<number[]>(`(({ canvas, canvas: { width, height } }) =>
        [...canvas.getContext('2d').getImageData(width - 1, height - 1, 1, 1).data]
      )({ canvas: document.querySelector('canvas') })`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await soon(corner).toEqual([0x17, 0x18, 0x1c, 255]);
    await page.emulateMedia({ colorScheme: 'light' });
    await soon(corner).toEqual([255, 255, 255, 255]);
    // On paper it is light.
    await page.emulateMedia({ colorScheme: 'dark' });
    await soon(corner).toEqual([0x17, 0x18, 0x1c, 255]);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await corner()).toEqual([255, 255, 255, 255]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    // It is on one page, also of a window that was made higher.
    await page.setViewportSize({ width: 1000, height: 1400 });
    await soon(async () => (await opened.size()).rows).toBeGreaterThan(60);
    const paper = (await page.pdf({ landscape: true })).toString('latin1');
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(await corner()).toEqual([0x17, 0x18, 0x1c, 255]);
    const chosen = await OpenPage.open(browser, await exported('relu', '--theme', 'dark'), '', {
      colorScheme: 'light',
    });
    expect(await chosen.page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  test('a page of a site has its program from the file beside it, and leads back to the menu', async () => {
    const done = await backstep(['site', 'public', 'slope', 'relu'], { cwd: files.folder });
    expect(done).toEqual({ code: 0, out: '', err: '' });
    const opened = await OpenPage.open(browser, files.at('public/slope.html'));
    expect(opened.faults).toEqual([`file://${files.at('public/backstep.js')}`]);
    await opened.type('A G');
    await soon(async () => (await opened.rows()).join('\n')).toMatch(/Enter.* relu/);
    await opened.type('Enter');
    await soon(async () => opened.page.url()).toContain('/relu.html#');
    await soon(async () => (await opened.page.locator('html').getAttribute('lang')) ?? '').toBe('bn');
    await opened.type('ArrowRight');
    await soon(async () => (await opened.rows()).join('\n')).toContain('1 / ');
    await opened.type('q q');
    await soon(async () => opened.page.url()).toBe(`file://${files.at('public/index.bn.html')}`);
    await opened.page.locator('li a').first().click();
    await soon(async () => (await opened.page.locator('html').getAttribute('lang')) ?? '').toBe('bn');
  });

  test('it works in a frame without an address, storage or rights', async () => {
    const html = readFileSync(await exported('target-13'), 'utf8');
    const around = files.write(
      'around.html',
      '<!doctype html><iframe sandbox="allow-scripts" width="900" height="500"></iframe>',
    );
    const opened = await OpenPage.open(browser, around);
    await opened.page.evaluate(`document.querySelector('iframe').srcdoc = ${JSON.stringify(html)}`);
    const frame = opened.page.frameLocator('iframe');
    // Until it is clicked, fingers move the page around it.
    const touchAction = () => frame.locator('.screen').getAttribute('style');
    await soon(touchAction).toContain('auto');
    await frame.locator('.screen').click({ position: { x: 3, y: 3 } });
    await soon(touchAction).not.toContain('auto');
    await opened.type('ArrowRight ArrowRight');
    await soon(async () => (await frame.locator('.text > div').allTextContents()).join('\n')).toContain(
      '2 / 32',
    );
    expect(opened.faults).toEqual([]);
  });
});

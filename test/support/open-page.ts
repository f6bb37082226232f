/** A page of the debugger in a browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';

/** Expects what is read again and again until it is right: a browser takes its time, most of all beside others. */
export function soon<Value>(read: () => Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 });
}

/** A page that is open: what its screen says, and what has gone wrong in it. */
export class OpenPage {
  readonly page: Page;
  /** Errors, complaints of the console, and addresses that were asked for. */
  readonly faults: string[] = [];

  private constructor(page: Page, own: string) {
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(own) && !/^(?:blob|data|about):/.test(request.url()))
        this.faults.push(request.url());
    });
  }

  /** @param file the page's file @param hash the part of the address from `#` on */
  static async open(
    browser: Browser,
    file: string,
    hash = '',
    options: BrowserContextOptions = {},
  ): Promise<OpenPage> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 640 }, ...options });
    const opened = new OpenPage(await context.newPage(), `file://${file}`);
    await opened.page.goto(`file://${file}${hash}`);
    return opened;
  }

  async type(keys: string): Promise<void> {
    for (const key of keys.split(' ').filter(Boolean))
      if (/^:/.test(key) || key.length === 1) await this.page.keyboard.type(key);
      else await this.page.keyboard.press(key);
  }

  /** A command, typed after `:`. */
  async command(line: string): Promise<void> {
    await this.page.keyboard.type(`:${line}`);
    await this.page.keyboard.press('Enter');
  }

  async size(): Promise<Size> {
    const text = (await this.page.locator('.screen').getAttribute('data-size')) ?? '';
    const [columns = 0, rows = 0] = text.split('x').map(Number);
    return { columns, rows };
  }

  /** The rows of the screen, without blanks at their ends. */
  async rows(): Promise<string[]> {
    const texts = await this.page.locator('.text > div').allTextContents();
    return texts.map((text) => text.trimEnd());
  }

  /** Expects the screen to become that of a state. */
  async expectScreen(state: () => State): Promise<void> {
    const size = await this.size();
    const wanted = screenOf(state(), size).map((line) => plainText(line).trimEnd());
    await soon(() => this.rows()).toEqual(wanted);
    expect(this.faults).toEqual([]);
  }
}

/** Editors with an adapter of their own, and the same commands without an editor. */
import { afterAll, beforeAll, expect } from 'vitest';
import { completed } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { bundle } from './backstep.ts';
import { Editor, startAdapter } from './editor.ts';
import { load } from './scenario.ts';

/** The same commands without an editor. */
export function sessionOf(scenario: string) {
  const debug = new Debugger(new Session(load(scenario)));
  const run = (line: string) => completed(execute(debug, line));
  return { debug, run };
}

/** The number of the first line with a text. */
export function lineWith(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

/** An editor for the tests of a group. At their end the program must end well, without a word beside the protocol. */
export function openedEditor(cache: string, scenario: string, client: object = {}) {
  const started = startAdapter(bundle, cache);
  const editor = new Editor(started.stdout, started.stdin);
  let paths = { listing: '', file: '' };
  beforeAll(async () => {
    paths = await editor.open(scenario, {}, client);
    await editor.begin();
  });
  afterAll(async () => {
    editor.send('disconnect');
    expect(await started.ended).toEqual({ code: 0, complaints: '' });
  });
  return { editor, paths: () => paths };
}

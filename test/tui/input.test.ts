/** What is kept of a sequence whose end has not come. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { filteredInput } from '../../src/tui/input.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const BEGUN = new RegExp('\\u001b\\]$');

/** An input that has read some chunks, and what was heard of it: as Ink reads, until there is nothing more. */
function inputOf(...chunks: string[]) {
  const stream = Object.assign(new EventEmitter(), { read: () => chunks.shift() ?? null });
  const filtered = filteredInput(stream as unknown as NodeJS.ReadStream, (text) => text, BEGUN);
  const heard: string[] = [];
  const read = () => {
    for (let text = filtered.read(); text !== null; text = filtered.read()) heard.push(text);
  };
  stream.on('readable', read);
  const send = (chunk: string) => {
    chunks.push(chunk);
    stream.emit('readable');
  };
  return { send, heard };
}

test('a beginning waits for its end', () => {
  const { send, heard } = inputOf();
  send('a\u001b]');
  expect(heard).toEqual(['a']);
  send('b');
  expect(heard).toEqual(['a', '\u001b]b']);
  vi.runAllTimers();
  expect(heard).toEqual(['a', '\u001b]b']);
});

test.each(['\u001b]', 'keys\u001b]'])('a beginning without an end is told after a while: %j', (text) => {
  const { send, heard } = inputOf();
  send(text);
  expect(heard.join('')).toBe(text.slice(0, -2));
  vi.runAllTimers();
  expect(heard.join('')).toBe(text);
});

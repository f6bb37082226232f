/** A line being typed: text, caret, and the lines typed before. Prompts are immutable. */

export interface Prompt {
  readonly text: string;
  /** Position in UTF-16 code units: 0 … length of the text. */
  readonly caret: number;
  /** The lines typed before, the newest last. */
  readonly history: readonly string[];
  /** Index in the history of the line that is shown; the length of the history for the line being typed. */
  readonly at: number;
  /** The line being typed, kept while an older line is shown. */
  readonly draft: string;
  /** The words that are gone through for the word before the caret; absent if none are. */
  readonly cycle?: Cycle;
}

/** Words that take each other's place at the caret. */
export interface Cycle {
  /** Where in the text they start. */
  readonly start: number;
  readonly words: readonly string[];
  /** Index of the one that is there. */
  readonly at: number;
}

export function openPrompt(text: string, history: readonly string[]): Prompt {
  return { text, caret: text.length, history, at: history.length, draft: text };
}

/** The history with one more line, at most 200. An empty line, or a repetition of the last one, is not added. */
export function remember(history: readonly string[], line: string): readonly string[] {
  return line === '' || history.at(-1) === line ? history : [...history, line].slice(-200);
}

/** The prompt after a key, or null if the key neither edits nor types. */
export function typeKey(prompt: Prompt, key: string): Prompt | null {
  const { cycle: _cycle, ...plain } = prompt;
  const edit = edits[key];
  if (edit) return edit(plain);
  const character = key === 'space' ? ' ' : key;
  return [...character].length === 1 ? insert(plain, character) : null;
}

/** The prompt with the text from `start` to the caret replaced. */
export function replaceBefore(prompt: Prompt, start: number, text: string): Prompt {
  return insert(
    { ...prompt, text: prompt.text.slice(0, start) + prompt.text.slice(prompt.caret), caret: start },
    text,
  );
}

/** The prompt with a word of a cycle before the caret. */
export function cycled(prompt: Prompt, cycle: Cycle): Prompt {
  const { cycle: _before, ...plain } = prompt;
  return { ...replaceBefore(plain, cycle.start, cycle.words[cycle.at] ?? ''), cycle };
}

const edits: Readonly<Record<string, (prompt: Prompt) => Prompt>> = {
  left: (prompt) => ({ ...prompt, caret: prompt.caret - lastLength(prompt.text.slice(0, prompt.caret)) }),
  right: (prompt) => ({ ...prompt, caret: prompt.caret + firstLength(prompt.text.slice(prompt.caret)) }),
  home: (prompt) => ({ ...prompt, caret: 0 }),
  'ctrl-a': (prompt) => ({ ...prompt, caret: 0 }),
  end: (prompt) => ({ ...prompt, caret: prompt.text.length }),
  'ctrl-e': (prompt) => ({ ...prompt, caret: prompt.text.length }),
  backspace: (prompt) => remove(prompt, lastLength(prompt.text.slice(0, prompt.caret))),
  delete: (prompt) => removeAfter(prompt, firstLength(prompt.text.slice(prompt.caret))),
  'ctrl-u': (prompt) => remove(prompt, prompt.caret),
  'ctrl-w': (prompt) => remove(prompt, /\S*\s*$/.exec(prompt.text.slice(0, prompt.caret))?.[0].length ?? 0),
  up: (prompt) => recall(prompt, prompt.at - 1),
  down: (prompt) => recall(prompt, prompt.at + 1),
};

/** The prompt with a text at the caret. */
export function insert(prompt: Prompt, text: string): Prompt {
  const whole = prompt.text.slice(0, prompt.caret) + text + prompt.text.slice(prompt.caret);
  return typed({ ...prompt, text: whole, caret: prompt.caret + text.length });
}

function remove(prompt: Prompt, length: number): Prompt {
  const from = prompt.caret - length;
  return typed({
    ...prompt,
    text: prompt.text.slice(0, from) + prompt.text.slice(prompt.caret),
    caret: from,
  });
}

function removeAfter(prompt: Prompt, length: number): Prompt {
  const after = prompt.text.slice(prompt.caret + length);
  return typed({ ...prompt, text: prompt.text.slice(0, prompt.caret) + after });
}

/** After a change of an older line, that line is the one being typed. */
function typed(prompt: Prompt): Prompt {
  return { ...prompt, at: prompt.history.length, draft: prompt.text };
}

function recall(prompt: Prompt, at: number): Prompt {
  if (at < 0 || at > prompt.history.length) return prompt;
  const text = at === prompt.history.length ? prompt.draft : (prompt.history[at] as string);
  return { ...prompt, text, caret: text.length, at };
}

function firstLength(text: string): number {
  const [first] = text;
  return first?.length ?? 0;
}

function lastLength(text: string): number {
  return [...text].at(-1)?.length ?? 0;
}

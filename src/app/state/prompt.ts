/** A line being typed: text, caret, and the lines typed before. Nothing here is changed in place. */

export interface Prompt {
  readonly text: string;
  /** In code units: 0 … the length of the text. */
  readonly caret: number;
  /** The lines of before, the newest last. */
  readonly history: readonly string[];
  /** Index in the history of the line shown; its length for the one being typed. */
  readonly at: number;
  /** What was being typed before an older line was fetched. */
  readonly draft: string;
}

export function openPrompt(text: string, history: readonly string[]): Prompt {
  return { text, caret: text.length, history, at: history.length, draft: text };
}

/** The history with a line more; the same line twice in a row counts once. */
export function remember(history: readonly string[], line: string): readonly string[] {
  return line === '' || history.at(-1) === line ? history : [...history, line].slice(-200);
}

/** The prompt after a key, or null where the key is none of its own. */
export function typeKey(prompt: Prompt, key: string): Prompt | null {
  const edit = edits[key];
  if (edit) return edit(prompt);
  const character = key === 'space' ? ' ' : key;
  return [...character].length === 1 ? insert(prompt, character) : null;
}

/** The prompt with the text before the caret, from `start` on, replaced. */
export function replaceBefore(prompt: Prompt, start: number, text: string): Prompt {
  return insert(
    { ...prompt, text: prompt.text.slice(0, start) + prompt.text.slice(prompt.caret), caret: start },
    text,
  );
}

const edits: Readonly<Record<string, (prompt: Prompt) => Prompt>> = {
  left: (prompt) => ({ ...prompt, caret: prompt.caret - lastLength(prompt.text.slice(0, prompt.caret)) }),
  right: (prompt) => ({ ...prompt, caret: prompt.caret + firstLength(prompt.text.slice(prompt.caret)) }),
  home: (prompt) => ({ ...prompt, caret: 0 }),
  'ctrl-a': (prompt) => ({ ...prompt, caret: 0 }),
  end: (prompt) => ({ ...prompt, caret: prompt.text.length }),
  'ctrl-e': (prompt) => ({ ...prompt, caret: prompt.text.length }),
  backspace: (prompt) => remove(prompt, lastLength(prompt.text.slice(0, prompt.caret))),
  'ctrl-u': (prompt) => remove(prompt, prompt.caret),
  'ctrl-w': (prompt) => remove(prompt, /\S*\s*$/.exec(prompt.text.slice(0, prompt.caret))?.[0].length ?? 0),
  up: (prompt) => recall(prompt, prompt.at - 1),
  down: (prompt) => recall(prompt, prompt.at + 1),
};

function insert(prompt: Prompt, text: string): Prompt {
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

/** An older line that is changed becomes the one being typed. */
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

/** What an action of a key or a command is, and how the rows of the table of actions are made. */
import type { Command } from '../../commands/command.ts';
import { type Parameter, type ParametersOf, readArguments, type Typed } from '../../commands/parameters.ts';
import type { Capabilities } from '../state/capabilities.ts';
import type { Transition } from '../state/transition.ts';

export interface Action extends Command {
  readonly run: (transition: Transition, typed: Typed) => void;
  /** Runs first when the key is pressed. If it returns true, `run` is not called. */
  readonly byKey?: (transition: Transition) => boolean;
  /** Set if the key starts playing; while something plays, it pauses it. */
  readonly isPlay?: true;
  /** Set if playing continues when its key is pressed. */
  readonly keepsPlaying?: true;
  /** A capability of the front end. Without it the action does not exist. */
  readonly needs?: keyof Pick<
    Capabilities,
    'mayWriteFiles' | 'mayReload' | 'maySuspend' | 'mayRedraw' | 'mayQuit'
  >;
}

/** What an action is called where a user gives it other keys. */
export function actionName({ words: [word], hint }: Pick<Command, 'words' | 'hint'>): string {
  return word ?? hint.replaceAll(' ', '-');
}

/** An action of the screen without a parameter. With `words` it is also a command of the command line. */
export function action(
  words: readonly string[],
  keys: readonly string[],
  hint: string,
  help: string,
  run: (transition: Transition) => void,
): Action {
  return taking({ words, keys, hint, help, parameters: [], run });
}

/** An action of the screen. `run` gets the values of its parameters. */
export function taking<Values extends readonly unknown[]>(
  row: Omit<Action, 'parameters' | 'run'> & {
    readonly parameters: ParametersOf<Values, null>;
    readonly run: (transition: Transition, ...values: Values) => void;
  },
): Action {
  return {
    ...row,
    parameters: row.parameters as readonly Parameter<unknown, unknown>[],
    run: (transition, typed) => {
      const read = readArguments(row, typed, null);
      if (read.ok) row.run(transition, ...read.values);
      else transition.say(read.text, true, { line: typed.line, at: read.at });
    },
  };
}

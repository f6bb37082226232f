/** Asks questions in the terminal. */
import { cancel, intro, isCancel, outro, select, text, updateSettings } from '@clack/prompts';
import { t } from '../i18n/translate.ts';
import type { Asker } from './asker.ts';

/** The user has ended the questions. */
export class Cancelled extends Error {}

/** Begins the questions. @throws Cancelled, from each question, if the user ends them */
export function terminalAsker(): Asker {
  // Without a frame, and with numbers for choices, the text can be read aloud.
  updateSettings({ accessible: process.env.INK_SCREEN_READER === 'true' });
  intro(t`A new scenario. Esc ends the questions, and writes nothing.`);
  return {
    async text(question, usual, read) {
      const answered = (typed: string | undefined) => read(typed || usual || '');
      const typed = await text({
        message: question,
        ...(usual === null ? {} : { placeholder: usual, defaultValue: usual }),
        validate: (typing) => {
          const answer = answered(typing);
          return answer.ok ? undefined : t`Expected ${answer.expected}; ${answer.fix}`;
        },
      });
      const answer = answered(orCancelled(typed));
      if (!answer.ok) throw new Error(answer.expected);
      return answer.value;
    },
    async choose(question, choices, usual) {
      const options = choices.map(({ value, hint = '' }) => ({ value: value as string, label: value, hint }));
      const chosen = await select({
        message: question,
        options,
        initialValue: usual as string,
        showInstructions: false,
      });
      return orCancelled(chosen) as typeof usual;
    },
  };
}

/** Says, after the last question, what was made. */
export function sayMade(line: string): void {
  outro(line);
}

function orCancelled(answer: string | symbol): string {
  if (!isCancel(answer)) return answer as string;
  cancel(t`Nothing was written.`);
  throw new Cancelled();
}

/** Asks questions in the terminal. */
import { styleText } from 'node:util';
import { cancel, intro, isCancel, outro, S_BAR, select, text, updateSettings } from '@clack/prompts';
import { t } from '../i18n/translate.ts';
import { PROSE_MARGIN } from '../view/terminal/text.ts';
import { wrap } from '../view/terminal/wrap.ts';
import type { Asker } from './asker.ts';

/** The user has ended the questions. */
export class Cancelled extends Error {}

/** Cells of the frame before a text. */
const FRAME = 3;
/** Below the end of the frame, beside which the text begins. */
const BELOW_END = ' '.repeat(FRAME);

const isReadAloud = () => process.env.INK_SCREEN_READER === 'true';
const besideBar = () => `${styleText('gray', S_BAR)}  `;

/**
 * A text in lines that stay in the frame also where a terminal counts Bangla as wider. If the terminal broke them, they
 * would begin outside of it, and what is drawn anew would leave a line behind.
 *
 * @param before stands before each line but the first
 */
function inFrame(said: string, before: string): string {
  if (isReadAloud()) return said;
  const columns = process.stdout.columns - FRAME - PROSE_MARGIN;
  return wrap(said, Math.max(1, columns), Number.POSITIVE_INFINITY).join(`\n${before}`);
}

/** A hint in lines, as it stands after its choice: `● value (hint)`. */
function hintInFrame(value: string, hint: string): string {
  return inFrame(`● ${value} (${hint})`, '').slice(value.length + 4, -1);
}

/** Begins the questions. @throws Cancelled, from each question, if the user ends them */
export function terminalAsker(): Asker {
  // Without a frame, and with numbers for choices, the text can be read aloud.
  updateSettings({ accessible: isReadAloud() });
  intro(inFrame(t`A new scenario. Esc ends the questions, and writes nothing.`, besideBar()));
  return {
    async text(question, usual, read) {
      const answered = (typed: string | undefined) => read(typed || usual || '');
      const typed = await text({
        message: inFrame(question, besideBar()),
        ...(usual === null ? {} : { placeholder: usual, defaultValue: usual }),
        validate: (typing) => {
          const answer = answered(typing);
          return answer.ok ? undefined : inFrame(t`Expected ${answer.expected}; ${answer.fix}`, BELOW_END);
        },
      });
      const answer = answered(orCancelled(typed));
      if (!answer.ok) throw new Error(answer.expected);
      return answer.value;
    },
    async choose(question, choices, usual) {
      const options = choices.map(({ value, hint = '' }) => ({
        value: value as string,
        label: value,
        hint: hint === '' ? '' : hintInFrame(value, hint),
      }));
      const chosen = await select({
        message: inFrame(question, ''),
        options,
        initialValue: usual as string,
        showInstructions: false,
      });
      return orCancelled(chosen) as typeof usual;
    },
  };
}

/** Says, after the last question, what was made. */
export function sayMade(lines: readonly string[]): void {
  outro(lines.map((line) => inFrame(line, BELOW_END)).join(`\n${BELOW_END}`));
}

function orCancelled(answer: string | symbol): string {
  if (!isCancel(answer)) return answer as string;
  cancel(inFrame(t`Nothing was written.`, BELOW_END));
  throw new Cancelled();
}

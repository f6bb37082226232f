import { cliTexts } from './bn/cli.ts';
import { commandTexts } from './bn/commands.ts';
import { debuggerTexts } from './bn/debugger.ts';
import { formulaTexts } from './bn/formulas.ts';
import { listing } from './bn/listing.ts';
import { plotTexts } from './bn/plots.ts';
import { printTexts } from './bn/print.ts';
import { scenarioTexts } from './bn/scenario.ts';
import { trainTexts } from './bn/train.ts';
import { tuiTexts } from './bn/tui.ts';
import { viewTexts } from './bn/view.ts';
import { words } from './bn/words.ts';
import { worksheet } from './bn/worksheet.ts';

/** Bangla: from the English texts, in which {0}, {1} … stand for what varies. */
export const bangla: Readonly<Record<string, string>> = {
  ...scenarioTexts,
  ...debuggerTexts,
  ...commandTexts,
  ...trainTexts,
  ...words,
  ...plotTexts,
  ...viewTexts,
  ...tuiTexts,
  ...printTexts,
  ...worksheet,
  ...listing,
  ...formulaTexts,
  ...cliTexts,
};

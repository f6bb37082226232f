/** The screen of a debugger, in colours. */
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { pictureNames } from '../scenario/format/picture-names.ts';
import { imagePaint } from '../view/colours/theme.ts';
import type { Scene } from '../view/scene/scene.ts';
import { defaultViewOptions } from '../view/scene/view-options.ts';
import { sessionScreen } from '../view/screen.ts';
import { SMALLEST } from '../view/size-classes.ts';
import { joined } from '../view/terminal/joined.ts';
import type { ScreenOptions, Span } from './types.ts';

export { Scene } from '../view/scene/scene.ts';

/**
 * @param name what the scenario is called
 * @throws RangeError if the size is too small, or if there is no such view
 */
export function screenLines(
  scene: Scene,
  name: string,
  warnings: number,
  { columns = 120, rows = 36, view: wanted, theme = 'dark' }: ScreenOptions,
): readonly (readonly Span[])[] {
  const { scenario } = scene.session;
  const picture = wanted === undefined ? scenario.picture : pictureNames.find((each) => each === wanted);
  if (picture === undefined)
    throw new RangeError(
      t`There is no view "${String(wanted)}": ${suggestion(String(wanted), pictureNames)}`,
    );
  const size = { columns: Math.trunc(columns), rows: Math.trunc(rows) };
  const lines = sessionScreen(
    scene,
    name,
    size,
    { ...defaultViewOptions, picture, hasKeys: false },
    null,
    [],
    { warnings },
  );
  if (lines === null)
    throw new RangeError(
      t`A screen of ${String(columns)} × ${String(rows)} is too small: it needs ${String(SMALLEST.columns)} × ${String(SMALLEST.rows)}.`,
    );
  return lines.map((line) =>
    joined(line).map(({ text, tone, ground }) => {
      const { foreground, background, bold } = imagePaint(tone, ground, theme);
      return { text, tone, foreground, background, isBold: bold };
    }),
  );
}

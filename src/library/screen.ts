/** The screen of a debugger, in colours. */
import type { PictureName } from '../scenario/format/picture-names.ts';
import { imagePaint } from '../view/colours/theme.ts';
import type { Scene } from '../view/scene/scene.ts';
import { defaultViewOptions } from '../view/scene/view-options.ts';
import { sessionScreen } from '../view/screen.ts';
import { joined } from '../view/terminal/joined.ts';
import type { ScreenOptions, Span } from './types.ts';

export { Scene } from '../view/scene/scene.ts';

/** @param name what the scenario is called */
export function screenLines(
  scene: Scene,
  name: string,
  warnings: number,
  { columns = 120, rows = 36, view, theme = 'dark' }: ScreenOptions,
): readonly (readonly Span[])[] {
  const picture = (view as PictureName | undefined) ?? scene.session.scenario.picture;
  const looks = { ...defaultViewOptions, picture, hasKeys: false };
  const lines = sessionScreen(scene, name, { columns, rows }, looks, null, [], { warnings }) ?? [];
  return lines.map((line) =>
    joined(line).map(({ text, tone, ground }) => {
      const { foreground, background, bold } = imagePaint(tone, ground, theme);
      return { text, tone, foreground, background, isBold: bold };
    }),
  );
}

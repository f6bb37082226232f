/** The pictures that a scenario can open with, by the words in the tabs of the screen. */
export const pictureNames = [
  'network',
  'weights',
  'gradients',
  'function',
  'valley',
  'loss',
  'plane',
  'metrics',
  'contour',
  'line',
  'shares',
  'window',
  'confusion',
] as const;
export type PictureName = (typeof pictureNames)[number];

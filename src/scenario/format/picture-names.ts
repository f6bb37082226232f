/** The pictures that the large panel can show, and a scenario can open with, in the order of their keys. */
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

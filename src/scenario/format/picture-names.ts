/** The pictures that a scenario can open with, in the order of their keys. */
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
export type ScenarioPicture = (typeof pictureNames)[number];

/** All that the large panel can show: after those of the scenario the curve of an expression that was typed. */
export const allPictures = [...pictureNames, 'curve'] as const;
export type PictureName = (typeof allPictures)[number];

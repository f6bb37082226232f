/** The picture at the top of the screen: the network, or another one that was chosen. */
import { networkLines } from './drawing.ts';
import { usefulRows } from './geometry.ts';
import type { Looks } from './looks.ts';
import type { Scene } from './scene.ts';
import type { Line, Size } from './text.ts';

/** Rows that the picture can make use of. */
export function usefulPictureRows(scene: Scene, _looks: Looks): number {
  return usefulRows(scene.network);
}

export function pictureLines(scene: Scene, size: Size, _looks: Looks): Line[] {
  return networkLines(scene, size);
}

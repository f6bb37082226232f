/** The drawing of a part of a graph has a folder of its own. */
export { neighbourhoodLines } from '../neighbourhood/neighbourhood.ts';

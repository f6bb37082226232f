/** The drawing of wide layers has a folder of its own. */
export { barLines } from '../bars/bars.ts';

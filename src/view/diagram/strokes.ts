/** Box-drawing signs by the weights of their four arms. */

/** Weight of a line: none, light or heavy. */
type Weight = 0 | 1 | 2;

/** The directions in which a line leaves a cell: the number of bits that its weight is shifted by. */
export const arms = { up: 0, right: 2, down: 4, left: 6 } as const;
export type Arm = keyof typeof arms;

/** Each sign after the weights of its arms: up, right, down, left. */
const signs =
  '0101─ 0202━ 1010│ 2020┃ 0110╭ 0011╮ 1100╰ 1001╯ 0220┏ 0022┓ 2200┗ 2002┛ 0120┎ 0210┍ 0012┑ 0021┒ 1200┕ 2100┖ ' +
  '1002┙ 2001┚ 1110├ 1210┝ 2110┞ 1120┟ 2120┠ 2210┡ 1220┢ 2220┣ 1011┤ 1012┥ 2011┦ 1021┧ 2021┨ 2012┩ 1022┪ 2022┫ ' +
  '0111┬ 0112┭ 0211┮ 0212┯ 0121┰ 0122┱ 0221┲ 0222┳ 1101┴ 1102┵ 1201┶ 1202┷ 2101┸ 2102┹ 2201┺ 2202┻ 1111┼ 1112┽ ' +
  '1211┾ 1212┿ 2111╀ 1121╁ 2121╂ 2112╃ 2211╄ 1122╅ 1221╆ 2212╇ 1222╈ 2122╉ 2221╊ 2222╋ 0100╶ 0001╴ 1000╵ 0010╷ ' +
  '0200╺ 0002╸ 2000╹ 0020╻ 0201╼ 0102╾ 1020╽ 2010╿';

/** The sign for a cell by its arms: two bits for the weight of each, shifted as `arms` says. */
export const strokeSigns: readonly string[] = bySign();

function bySign(): string[] {
  const found: string[] = Array.from({ length: 256 }, () => ' ');
  for (const entry of signs.split(' ')) {
    const [up, right, down, left] = Array.from(entry.slice(0, 4), Number) as [Weight, Weight, Weight, Weight];
    found[(up << arms.up) | (right << arms.right) | (down << arms.down) | (left << arms.left)] =
      entry.slice(4);
  }
  return found;
}

const armsBySign: ReadonlyMap<string, number> = new Map(
  strokeSigns.flatMap((sign, bits) => (sign === ' ' ? [] : [[sign, bits]])),
);

/** The arms of a sign, as bits like those of `strokeSigns`; 0 for other signs. */
export function armsOf(sign: string): number {
  return armsBySign.get(sign) ?? 0;
}

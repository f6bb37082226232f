/** What a terminal shows, cell by cell. */
import type headless from '@xterm/headless';

/** Each visible row as its characters, and as a word for the attributes of each cell. */
export function cellsOf(terminal: headless.Terminal): string[] {
  const { active } = terminal.buffer;
  const cell = active.getNullCell();
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    return Array.from({ length: terminal.cols }, (_cell, column) => {
      if (!line?.getCell(column, cell)) return '';
      const colours = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
      const isBlank = cell.getChars().trim() === '';
      const ground = [...colours.slice(2), cell.isInverse()];
      return isBlank
        ? ` ${ground}`
        : `${cell.getChars()} ${[...colours, cell.isBold(), cell.isDim(), cell.isInverse()]}`;
    }).join('|');
  });
}

import { expect, test } from 'vitest';
import { Canvas } from '../../../src/view/terminal/canvas.ts';
import { numberSpan, plainText, span } from '../../../src/view/terminal/text.ts';

const size = { columns: 20, rows: 5 };

test('a number that is written over, or is not wholly inside, becomes …', () => {
  const canvas = new Canvas(size);
  canvas.text({ x: 2, y: 0 }, [span('w '), numberSpan(4.7791e52), span(' end')]);
  canvas.text({ x: 6, y: 0 }, [span('xy')]);
  canvas.text({ x: 2, y: 1 }, [numberSpan(0.5), span(' end')]);
  canvas.text({ x: 16, y: 2 }, [numberSpan(0.123456)]);
  canvas.text({ x: -3, y: 3 }, [numberSpan(0.123456)]);
  const lines = canvas.lines();
  expect(lines.map((line) => plainText(line).trimEnd())).toEqual([
    '  w … xy…    end',
    '  0.5 end',
    `${' '.repeat(16)}…`,
    '…',
    '',
  ]);
  expect(lines.flat().filter(({ value }) => value !== undefined)).toEqual([numberSpan(0.5)]);
});

test('a heavy line lights no part of another line', () => {
  const lit = (others: boolean) => {
    const canvas = new Canvas({ columns: 30, rows: 9 });
    if (others) {
      canvas.line({ x: 2, y: 0 }, { x: 27, y: 8 }, 'mute');
      canvas.line({ x: 2, y: 8 }, { x: 27, y: 8 }, 'mute');
      canvas.line({ x: 2, y: 0 }, { x: 27, y: 0 }, 'mute');
    }
    canvas.line({ x: 2, y: 8 }, { x: 27, y: 0 }, 'accent', { heavy: true });
    return canvas
      .lines()
      .flatMap((line) =>
        line.flatMap(({ text, tone }) => [...text].map((sign) => (tone === 'accent' ? sign : ' '))),
      );
  };
  expect(lit(true)).toEqual(lit(false));
});

/** How CSV files are written: found in the file, or said in the scenario; never read as other numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeSource } from '../../src/scenario/data/description.ts';
import type { DataSource } from '../../src/scenario/format/scenario.ts';
import { complaintsOf, readTableDocument, scenarioOfTable, tableDocument } from '../support/tables.ts';
import '../support/seed.ts';

const xy = (data: string) => tableDocument(data, { inputs: ['x'] });
const found = 'csv: a.csv, inputs: [x], target: y';

/** Inputs and targets of each example, and how the file was read. */
function opened(source: string, text: string) {
  const { data, source: from } = scenarioOfTable(source, text);
  return {
    rows: data.map(({ inputs, targets }) => [...inputs, ...targets]),
    said: describeSource(from as DataSource),
  };
}

const complaints = (source: string, text: string) => complaintsOf(readTableDocument(source, text), source);

test('a date is no number that is too large', () => {
  const [complaint] = complaints(xy(found), 'x,y\n12.03.2024,1\n1.5,2\n');
  expect(complaint).toContain('found the text "12.03.2024"');
  expect(complaint).not.toContain('smaller number');
});

describe('a file as programs write it opens, and says how it was read', () => {
  test.each<[string, string, string, number[][], string]>([
    [
      'Excel: a byte order mark, quoted names, thousands in quotes, Windows line ends',
      'csv: a.csv, inputs: [Floor area, Rooms], target: Price',
      '\uFEFF"Floor area","Rooms","Price"\r\n"1,540",3,"312,000"\r\n"980",2,"201,500"\r\n"2,310",5,"489,900"\r\n',
      [
        [1540, 3, 312000],
        [980, 2, 201500],
        [2310, 5, 489900],
      ],
      'a.csv: 3 rows, separator ",", thousands sign ","',
    ],
    [
      'semicolons and decimal points',
      'csv: a.csv, inputs: [fixed acidity, residual sugar], target: quality',
      '"fixed acidity";"residual sugar";"quality"\n7.4;1.9;5\n11.2;1.9;6\n',
      [
        [7.4, 1.9, 5],
        [11.2, 1.9, 6],
      ],
      'a.csv: 2 rows, separator ";"',
    ],
    [
      'semicolons, decimal commas and points between thousands',
      'csv: a.csv, inputs: [x, z], target: y',
      'x;z;y\n1.540,5;-2;0,25\n980;1.000;,5\n',
      [
        [1540.5, -2, 0.25],
        [980, 1000, 0.5],
      ],
      'a.csv: 2 rows, separator ";", decimal comma, thousands sign "."',
    ],
    [
      'South Asian groups of digits',
      'csv: a.csv, inputs: [x, z], target: y',
      'x,z,y\n"1,23,456",2,"10,00,000"\n"5,000",1.5,3\n',
      [
        [123456, 2, 1000000],
        [5000, 1.5, 3],
      ],
      'a.csv: 2 rows, separator ",", thousands sign ","',
    ],
    [
      'tabs, with an unused empty cell',
      found,
      'x\tn\ty\n1\t\t2\n2\ta\t4\n',
      [
        [1, 2],
        [2, 4],
      ],
      'a.csv: 2 rows, separator "\\t"',
    ],
    [
      'an index without a name',
      found,
      ',x,y\n0,1,2\n1,2,4\n',
      [
        [1, 2],
        [2, 4],
      ],
      'a.csv: 2 rows, separator ","',
    ],
    [
      'a separator at the end of each row',
      found,
      'x,y,\n1,2,\n2,4,\n',
      [
        [1, 2],
        [2, 4],
      ],
      'a.csv: 2 rows, separator ","',
    ],
    [
      'line ends of old Macs',
      found,
      'x,y\r1,2\r2,4',
      [
        [1, 2],
        [2, 4],
      ],
      'a.csv: 2 rows, separator ","',
    ],
    [
      'lines of remarks, with a quote in one of them',
      found,
      '# measured in the lab\n# a 5" tube, second run\nx,y\n1,2\n',
      [[1, 2]],
      'a.csv: 1 row, separator ",", 2 lines above the table skipped',
    ],
    [
      'names that start with #, which are no remark',
      'csv: a.csv, inputs: ["#"], target: y',
      '# Kanto\n#,name,y\n1,a,2\n',
      [[1, 2]],
      'a.csv: 1 row, separator ",", 1 line above the table skipped',
    ],
    [
      'another separator in the names and in words',
      found,
      'x;n, m;y\n1;a, b;2,5\n2;c;1,5\n',
      [
        [1, 2.5],
        [2, 1.5],
      ],
      'a.csv: 2 rows, separator ";", decimal comma',
    ],
    [
      'numbers in the notation of programs',
      found,
      'x,y\n1e3,2.\n.5,+4\n-1.5E-3,0\n',
      [
        [1000, 2],
        [0.5, 4],
        [-0.0015, 0],
      ],
      'a.csv: 3 rows, separator ","',
    ],
  ])('%s', (_what, data, text, rows, said) => {
    const inputs = data.includes('z') ? ['x', 'z'] : rows[0]?.length === 3 ? ['a', 'b'] : ['x'];
    expect(opened(tableDocument(data, { inputs }), text)).toEqual({ rows, said });
  });

  test('labels may have spaces before them', () => {
    const source = tableDocument('csv: a.csv, target: income, classes: ["<=50K", ">50K"]', {
      inputs: ['age', 'hours'],
      outputs: 2,
    });
    expect(opened(source, 'age, hours, income\n39, 40, <=50K\n31, 45, >50K\n').rows).toEqual([
      [39, 40, 1, 0],
      [31, 45, 0, 1],
    ]);
  });
});

describe('the scenario can say how a file is written', () => {
  test.each<[string, string, string, number[][], string]>([
    [
      'decimal sign',
      'decimal: ","',
      'x;y\n1,540;2\n',
      [[1.54, 2]],
      'a.csv: 1 row, separator ";", decimal comma',
    ],
    [
      'decimal sign, the other one',
      'decimal: "."',
      'x;y\n1,540;2\n',
      [[1540, 2]],
      'a.csv: 1 row, separator ";", thousands sign ","',
    ],
    [
      'thousands sign',
      'thousands: "."',
      'x;y\n1.540;2\n',
      [[1540, 2]],
      'a.csv: 1 row, separator ";", thousands sign "."',
    ],
    [
      'spaces between thousands',
      'thousands: " "',
      'x;y\n1 540,5;1\u00A0234\n',
      [[1540.5, 1234]],
      'a.csv: 1 row, separator ";", decimal comma, thousands sign " "',
    ],
    [
      'underscores',
      'thousands: "_"',
      'x,y\n1_000,5\n',
      [[1000, 5]],
      'a.csv: 1 row, separator ",", thousands sign "_"',
    ],
    [
      'separator',
      'separator: ";", decimal: ","',
      'x\n1,5\n',
      [[1.5]],
      'a.csv: 1 row, separator ";", decimal comma',
    ],
    [
      'lines to skip',
      'skip: 1',
      'measured in the lab, second run\nx,y\n1,2\n',
      [[1, 2]],
      'a.csv: 1 row, separator ",", 1 line above the table skipped',
    ],
    [
      'names',
      'names: [x, other, y]',
      '5.1,3.5,0\n7.0,3.2,1\n',
      [
        [5.1, 0],
        [7, 1],
      ],
      'a.csv: 2 rows, separator ","',
    ],
    [
      'units',
      'units: ["$", kg]',
      'x,y\n"$1,200",-$2.5\n$950,3 kg\n',
      [
        [1200, -2.5],
        [950, 3],
      ],
      'a.csv: 2 rows, separator ",", thousands sign ","',
    ],
    [
      'units that end with a digit, and one that another begins with',
      'units: [m, m2]',
      'x,y\n35 m2,4 m\nm2 350,m23\n',
      [
        [35, 4],
        [350, 23],
      ],
      'a.csv: 2 rows, separator ","',
    ],
    // 0.07 and 0.29 are not 7 × 0.01 and 29 × 0.01 in floating-point numbers.
    [
      'percentages as fractions',
      'percent: fraction',
      'x,y\n7%,29 %\n1.5e1%,0.5\n',
      [
        [0.07, 0.29],
        [0.15, 0.5],
      ],
      'a.csv: 2 rows, separator ",", percentages divided by 100',
    ],
    ['percentages as numbers', 'percent: number', 'x,y\n45%,1\n', [[45, 1]], 'a.csv: 1 row, separator ","'],
  ])('%s', (_what, setting, text, rows, said) => {
    const target = rows[0]?.length === 1 ? '' : ', target: y';
    const source = xy(`csv: { file: a.csv, ${setting} }, inputs: [x]${target}`);
    expect(opened(target === '' ? source.replace('loss: squared_error', '') : source, text)).toEqual({
      rows,
      said,
    });
  });
});

describe('a file that is not clear is refused, with what to write', () => {
  test.each<[string, string, string, string[]]>([
    [
      'a comma that may be decimal',
      found,
      'x;y\n1,540;1\n2;2\n',
      [
        'a.csv:2:1: expected numbers that show which sign is the decimal sign, found 1,540, which can be 1540 or 1.54 | fix: write csv: { file: a.csv, decimal: "." } if it is 1540, or decimal: "," if it is 1.54',
      ],
    ],
    [
      'a point that may be between thousands',
      found,
      'x\ty\n1\t12.500\n2\t1\n',
      [
        'a.csv:2:3: expected numbers that show which sign is the decimal sign, found 12.500, which can be 12.5 or 12500 | fix: write csv: { file: a.csv, decimal: "." } if it is 12.5, or decimal: "," if it is 12500',
      ],
    ],
    [
      'quoted numbers with three decimals, or thousands',
      found,
      'x,y\n"1,545","312,000"\n"2,310","201,500"\n',
      [
        'a.csv:2:1: expected numbers that show which sign is the decimal sign, found 1,545, which can be 1545 or 1.545 | fix: write csv: { file: a.csv, decimal: "." } if it is 1545, or decimal: "," if it is 1.545',
      ],
    ],
    [
      'two decimal signs',
      found,
      'x;y\n1,5;1\n1.5;2\n',
      [
        'a.csv:3:1: expected a number, found the text "1.5" | fix: write all numbers with the same decimal sign',
      ],
    ],
    [
      'two signs that may separate cells',
      'csv: { file: a.csv, names: [x, y] }, inputs: [x], target: y',
      '1;a,2\n3;b,4\n',
      [
        'a.csv:1:1: expected a file that shows which sign separates its cells, found several signs that could | fix: write csv: { file: a.csv, names: [x, y], separator: ";" }',
      ],
    ],
    [
      'numbers for names',
      found,
      '5.1,3.5,0\n4.9,3.0,0\n',
      [
        'a.csv:1:1: expected the names of the columns, found a row of numbers | fix: write csv: { file: a.csv, names: [x, y, column_3] }, with the 3 columns in their order',
      ],
    ],
    [
      'a title above the names',
      found,
      'Results, second run\n\nx;y\n1,5;2\n',
      [
        'a.csv:1:1: expected the names of the columns, found another line; the names are in line 3 | fix: write csv: { file: a.csv, skip: 2 }',
      ],
    ],
    [
      'money and percentages',
      found,
      'x,y\n"$1,200",45%\n$950,12%\n',
      [
        'a.csv:2:1: expected a number, found the text "$1,200" (and 1 more in column x) | fix: write csv: { file: a.csv, units: ["$"] } to leave it out',
        'a.csv:2:10: expected a number, found the text "45%" (and 1 more in column y) | fix: write csv: { file: a.csv, percent: fraction } to divide by 100, or percent: number for 45',
      ],
    ],
    [
      'spaces between thousands',
      found,
      'x;y\n1 540;12 kg\n2;3\n',
      [
        'a.csv:2:1: expected a number, found the text "1 540" | fix: write csv: { file: a.csv, thousands: " " }',
        'a.csv:2:7: expected a number, found the text "12 kg" | fix: write csv: { file: a.csv, units: ["kg"] } to leave it out',
      ],
    ],
    [
      'a unit with a digit, beside a number with a thousands sign',
      found,
      "x;y\n35 m2;1\n1'250 m2;2\n",
      [
        'a.csv:2:1: expected a number, found the text "35 m2" (and 1 more in column x) | fix: write csv: { file: a.csv, units: ["m2"] } to leave it out',
      ],
    ],
    [
      'groups of digits that are none',
      found,
      'x,y\n"1,23",1\n"1,540.5",1\n',
      [
        'a.csv:3:1: expected a number, found the text "1,540.5" | fix: write all numbers with the same decimal sign',
      ],
    ],
    [
      'the same sign for decimals and thousands',
      'csv: { file: a.csv, decimal: ",", thousands: "," }, inputs: [x], target: y',
      'x,y\n1,2\n',
      [
        's.yaml:5:54: data.csv.thousands: expected another sign than the decimal sign, found "," | fix: remove one of the two',
      ],
    ],
    [
      'a separator that is none',
      'csv: { file: a.csv, separator: ":" }, inputs: [x], target: y',
      'x,y\n1,2\n',
      [
        's.yaml:5:40: data.csv.separator: expected one of ",", ";", "\\t", "|", found the text ":" | fix: try ",", ";", "\\t", "|"',
      ],
    ],
    [
      'a wrong cell below remarks and between old line ends',
      found,
      '# lab\r# run 2\rx,y\r1,2\r2, ক\r',
      ['a.csv:5:4: expected a number, found the text "ক" | fix: write a number, or remove the row'],
    ],
  ])('%s', (_what, data, text, expected) => {
    expect(complaints(xy(data), text)).toEqual(expected);
  });
});

/** A table of numbers, written in some dialect. */
interface Written {
  readonly text: string;
  readonly numbers: readonly number[][];
  readonly setting: string;
}

const columnOfNumbers = (rows: number) =>
  fc.oneof(
    fc.array(fc.integer({ min: -2_000_000, max: 2_000_000 }).map(String), {
      minLength: rows,
      maxLength: rows,
    }),
    fc
      .tuple(
        fc.array(fc.integer({ min: -9_999_999, max: 9_999_999 }), { minLength: rows, maxLength: rows }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
      )
      // With a fixed number of decimals, or as few as possible.
      .map(([digits, decimals, isFixed]) =>
        digits.map((each) => {
          const value = each / 10 ** decimals;
          return isFixed ? value.toFixed(decimals) : String(value);
        }),
      ),
  );

const dialects = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  decimal: fc.constantFrom('.', ','),
  isGrouped: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  isQuoted: fc.boolean(),
  hasMark: fc.boolean(),
  remarks: fc.nat(2),
});

const written = fc
  .tuple(fc.integer({ min: 1, max: 6 }), dialects)
  .chain(([rows, dialect]) =>
    fc.tuple(fc.array(columnOfNumbers(rows), { minLength: 2, maxLength: 3 }), fc.constant(dialect)),
  )
  // Where commas separate the cells, points are not taken for thousands signs.
  .filter(([, { separator, decimal, isGrouped }]) => !(separator === ',' && decimal === ',' && isGrouped))
  .map(([columns, dialect]): Written => {
    const { separator, decimal, isGrouped, lineEnd, isQuoted, hasMark, remarks } = dialect;
    const thousands = decimal === '.' ? ',' : '.';
    const spelled = (text: string) => {
      const [whole = '', decimals] = text.split('.');
      const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, thousands) : whole;
      const number = decimals === undefined ? grouped : `${grouped}${decimal}${decimals}`;
      return isQuoted || number.includes(separator) ? `"${number}"` : number;
    };
    const names = ['x', 'y', 'z'].slice(0, columns.length);
    const table = (columns[0] ?? []).map((_text, row) => columns.map((texts) => texts[row] as string));
    const lines = [
      ...Array.from({ length: remarks }, () => '# 1,5;2.5 "'),
      names.join(separator),
      ...table.map((texts) => texts.map(spelled).join(separator)),
    ];
    return {
      text: `${hasMark ? '\uFEFF' : ''}${lines.join(lineEnd)}${lineEnd}`,
      numbers: table.map((texts) => texts.map(Number)),
      setting: `decimal: ${JSON.stringify(decimal)}`,
    };
  });

const sourceFor = ({ numbers }: Written, csv: string) => {
  const inputs = ['x', 'y', 'z'].slice(0, numbers[0]?.length);
  return tableDocument(`csv: ${csv}`, { inputs }).replace('loss: squared_error', '');
};

describe('numbers written in any dialect', () => {
  test('open as exactly these numbers, or are refused', () => {
    const count = { opened: 0, refused: 0 };
    fc.assert(
      fc.property(written, (table) => {
        const result = readTableDocument(sourceFor(table, 'a.csv'), table.text);
        count[result.ok ? 'opened' : 'refused'] += 1;
        if (result.ok) expect(result.scenario.data.map(({ inputs }) => inputs)).toEqual(table.numbers);
      }),
      { numRuns: 150 },
    );
    expect(count.opened).toBeGreaterThan(5 * count.refused);
  });

  test('open as exactly these numbers if the scenario names the decimal sign', () => {
    fc.assert(
      fc.property(written, (table) => {
        const { data } = scenarioOfTable(sourceFor(table, `{ file: a.csv, ${table.setting} }`), table.text);
        expect(data.map(({ inputs }) => inputs)).toEqual(table.numbers);
      }),
      { numRuns: 80 },
    );
  });
});

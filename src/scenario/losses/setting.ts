/** A number of a loss or optimizer that a scenario can give: its range, and its value if it is not given. */
export interface Setting {
  readonly range: 'share' | 'positive' | 'not negative';
  readonly standard: number;
}

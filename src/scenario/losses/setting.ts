/** A number that a scenario may give for its loss or optimiser: which numbers are allowed, and what holds without one. */
export interface Setting {
  readonly range: 'share' | 'positive' | 'not negative';
  readonly standard: number;
}

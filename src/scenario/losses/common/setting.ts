/** A number of a loss or optimizer that a scenario can give: its range, and its value if it is not given. */
export interface Setting {
  readonly range: 'share' | 'positive' | 'not negative';
  readonly standard: number;
  /** For documents: who has this standard value, and which others are in wide use: `PyTorch; Keras: 1e-7`. */
  readonly from?: string;
}

/**
 * What the plots count with. Each plot shows its figures as a table as well, so that nobody needs to see it:
 *
 * - `BarChart`: things beside each other. `bars: Bar[]`, `format`, `most` (the full width), `columns` (heads of the table).
 * - `LineChart`: one figure or a few over time. `labels: string[]`, `lines: Line[]`, `format`, `least` and `most`.
 * - `Histogram`: how often values fall between bounds. `bins: Bin[]`, `marks: Mark[]`, `unit` (what the values are).
 *
 * All of them take a `title`, which is shown above and told to those who hear.
 */

/** A bar: what it is called, how long it is, and a word that stands beside its figure. */
export interface Bar {
  label: string;
  value: number | null;
  /** Said beside the figure, for example that an answer is right. */
  note?: string;
  /** Drawn in the colour of what is good or bad; `note` says it in words. */
  tone?: 'good' | 'warn' | 'bad';
  /** What stands in the table instead of the value, for example "12 (40%)". */
  text?: string;
}

/** A line: a value for each label, null where there is none. */
export interface Line {
  name: string;
  values: (number | null)[];
}

/** How many values lie between two bounds. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** A value that is marked by a line across a histogram: the mean, the pass mark. */
export interface Mark {
  at: number;
  label: string;
}

/** Round numbers from `least` to at least `most`, about `wanted` steps. */
export function ticks(least: number, most: number, wanted = 4): number[] {
  const span = most - least || 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step) * step;
  const count = Math.ceil((most - first) / step - 1e-9);
  // Multiplied rather than added up, so that 0.1 stays 0.1.
  return Array.from({ length: count + 1 }, (_, at) => Number((first + at * step).toPrecision(12)));
}

/** The values of a sample in bins of equal width from `least` to `most`; the last bound belongs to the last bin. */
export function bins(values: number[], least: number, most: number, count: number): Bin[] {
  const width = (most - least) / count;
  const made = Array.from({ length: count }, (_, at) => ({
    from: least + at * width,
    to: least + (at + 1) * width,
    count: 0,
  }));
  for (const value of values) {
    const at = Math.min(count - 1, Math.max(0, Math.floor((value - least) / width)));
    const bin = made[at];
    if (bin !== undefined) bin.count += 1;
  }
  return made;
}

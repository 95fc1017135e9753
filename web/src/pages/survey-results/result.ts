/** What was chosen, as bars. */

import type { Bar } from '../../components/plots/scale';
import { number, percent } from '../../format';
import { said, type Words } from '../forms/form';

/** An option or a step with how often it was chosen: the API's document leaves this shape open. */
interface Value {
  key: string;
  text: Words | null;
  count: number;
  share: number | null;
}

/** The options or steps of a question, each with how often it was chosen. */
export function barsOf(values: unknown[]): Bar[] {
  return (values as Value[]).map(({ key, text, count, share }) => {
    const name = said(text);
    // A step of a scale is told by its number, whatever it is called.
    const label = name === '' ? key : /^\d+$/.test(key) ? `${key} · ${name}` : name;
    const written = share === null ? number(count) : `${number(count)} (${percent(share)})`;
    return { label, value: share ?? 0, text: written };
  });
}

/** Lists that come in pages, read to their end, and queries that ask only for what is given. */

import { given } from './given';

export { given };

interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** The longest page that the server gives. */
export const LONGEST_PAGE = 200;

/** Everything of a list, or its first `most` rows: for what people choose from, not for what grows. */
export async function readAll<Row>(
  read: (after: string | undefined) => Promise<Page<Row>>,
  most = 2_000,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined && rows.length < most);
  return rows;
}

/** An address with a query of what is given. */
export function address(path: string, values: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(given(values) as Record<string, string>);
  return query.size > 0 ? `${path}?${query}` : path;
}

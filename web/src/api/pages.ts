/** Lists that come in pages, read to their end, and addresses with what is asked of them. */

import { given } from './given';

interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** Which page is asked for. */
export interface PageQuery {
  limit: number;
  after?: string;
}

/** The longest page that the server gives. */
const LONGEST_PAGE = 200;
/** More than these nobody chooses from, and a list that grows is shown page by page (`loadPages`). */
const MOST_ROWS = 2_000;

/** Every row of a list that is not long: `readAll((page) => ask(api.GET('/api/v1/courses', { params: { query: page } })))`. */
export async function readAll<Row>(read: (page: PageQuery) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let page: PageQuery = { limit: LONGEST_PAGE };
  for (;;) {
    const { items, next } = await read(page);
    rows.push(...items);
    if (next == null || rows.length >= MOST_ROWS) return rows;
    page = { ...page, after: next };
  }
}

/** An address with a query of what is given. */
export function address(path: string, values: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(given(values) as Record<string, string>);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** A list whole, where a page has to look at all of it. */

interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** As many pages of 200 as anybody can look at. */
const MOST_PAGES = 10;

/** Every row of a list that is not long: `await all((query) => ask(api.GET('/api/v1/webinars', { params: { query } })))`. */
export async function all<Row>(
  read: (query: { limit: number; after?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, next } = await read(after == null ? { limit: 200 } : { limit: 200, after });
    rows.push(...items);
    after = next;
    if (after == null) break;
  }
  return rows;
}

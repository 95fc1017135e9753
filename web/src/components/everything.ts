/** A list that is short enough to be had whole: all its pages, one after the other. */

interface Query {
  after?: string;
  limit: number;
}

/** Every row: `everything((query) => ask(api.GET('/api/v1/courses', { params: { query } })))`. */
export async function everything<Row>(
  page: (query: Query) => Promise<{ items: Row[]; next?: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let query: Query = { limit: 100 };
  for (;;) {
    const { items, next } = await page(query);
    rows.push(...items);
    if (next == null) return rows;
    query = { ...query, after: next };
  }
}

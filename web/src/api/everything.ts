/** Lists that are short enough to be read whole: programmes, courses, groups. */

interface Page<Row> {
  items: Row[];
  next?: string | null;
}

/** The most that one page holds. */
export const MOST = 200;

/** Every row of a list that comes in pages: `await everything((after) => ask(api.GET(…)))`. */
export async function everything<Row>(
  read: (after: string | undefined) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null | undefined = undefined;
  do {
    const page: Page<Row> = await read(after ?? undefined);
    rows.push(...page.items);
    after = page.next;
  } while (after != null);
  return rows;
}

/** The list with another item at a place: browsers of 2021 have no `with`. */
export function replaced<Item>(list: readonly Item[], at: number, item: Item): Item[] {
  const copy = [...list];
  copy[at] = item;
  return copy;
}

export type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined | null | ''> };

/** Only what is there: a wish that is absent or empty stays out of a request. */
export function given<T extends object>(values: T): Given<T> {
  const isThere = ([, value]: [string, unknown]) =>
    value !== undefined && value !== null && value !== '';
  return Object.fromEntries(Object.entries(values).filter(isThere)) as Given<T>;
}

/** The secret that a letter or a card leads here with. It stands behind `#`, which browsers send to nobody. */

/** What was typed or pasted, as the secret alone: people copy the whole address as well. */
export function secretIn(text: string): string {
  const found = /#(?:token|code)=([^&\s]+)/.exec(text);
  return found?.[1] === undefined ? text.trim() : decodeURIComponent(found[1]);
}

/** The secret in the address; it is taken out of it, so that neither history nor a picture shows it. */
export function takeSecret(): string {
  const { hash, pathname, search } = location;
  if (!/^#(token|code)=./.test(hash)) return '';
  history.replaceState(null, '', pathname + search);
  return secretIn(hash);
}

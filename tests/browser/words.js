/** The words of the catalogue, by which people find their way on a page, and so do stories. */

import { readFileSync } from 'node:fs';

export const LANGUAGES = ['mn', 'en', 'ru', 'ky'];

/** The words of some areas in a language: `words('mn', 'registry')('register-correct')`. */
export function words(language, ...areas) {
  const known = new Map();
  for (const area of ['app', ...areas]) {
    const file = new URL(`../../messages/web/${language}/${area}.ftl`, import.meta.url);
    for (const [, key, text] of readFileSync(file, 'utf8').matchAll(/^([\w-]+) = (.+)$/gm)) {
      known.set(key, text);
    }
  }
  return (key, values = {}) => {
    const text = known.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text.replace(/\{ \$(\w+) \}/g, (_, name) => values[name]);
  };
}

/** What stands in a line of Markdown: emphasis, links, pictures, formulas and gaps. */

export type Inline =
  | { kind: 'text' | 'code' | 'math'; text: string }
  | { kind: 'strong' | 'em' | 'del' | 'sub' | 'sup' | 'u'; children: Inline[] }
  | { kind: 'link'; address: string; children: Inline[] }
  | { kind: 'image'; address: string; text: string }
  | { kind: 'gap'; number: number }
  | { kind: 'break' };

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};
const TAGS: Record<string, 'strong' | 'em' | 'del' | 'sub' | 'sup' | 'u'> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  s: 'del',
  del: 'del',
  sub: 'sub',
  sup: 'sup',
  u: 'u',
};

interface Rule {
  pattern: RegExp;
  make: (found: RegExpExecArray) => Inline;
}

const text = (value: string): Inline => ({ kind: 'text', text: value });
const part = (found: RegExpExecArray, at: number) => found[at] ?? '';
const safe = (address: string) => /^(https?:|mailto:|tel:|\/(?!\/))/i.test(address);

/** The first that fits at a place counts. */
const rules: Rule[] = [
  { pattern: /^\\\n|^ {2,}\n|^<br ?\/?>\n?/i, make: () => ({ kind: 'break' }) },
  { pattern: /^\\([!-/:-@[-`{-~])/, make: (found) => text(part(found, 1)) },
  {
    pattern: /^\[\[(\d{1,3})\]\]/,
    make: (found) => ({ kind: 'gap', number: Number(part(found, 1)) - 1 }),
  },
  {
    pattern: /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/,
    make: (found) => ({ kind: 'code', text: part(found, 2).trim() }),
  },
  {
    pattern: /^\$\$([\s\S]+?)\$\$|^\$(?!\s)((?:\\.|[^$\\\n])*?(?:\\.|[^\s$\\]))\$(?!\d)/,
    make: (found) => ({ kind: 'math', text: (part(found, 1) || part(found, 2)).trim() }),
  },
  {
    pattern: /^!\[((?:\\.|[^\]\\])*)\]\(<?([^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    make: (found) => ({ kind: 'image', text: part(found, 1), address: part(found, 2) }),
  },
  {
    pattern: /^\[((?:\\.|!?\[[^\]]*\](?:\([^)]*\))?|[^\]\\])+)\]\(<?([^\s)>]+)>?(?:\s+"[^"]*")?\)/,
    make: (found) =>
      safe(part(found, 2))
        ? { kind: 'link', address: part(found, 2), children: inline(part(found, 1)) }
        : text(part(found, 1)),
  },
  {
    pattern: /^<(b|strong|i|em|s|del|sub|sup|u)>([\s\S]*?)<\/\1>/i,
    make: (found) => ({
      kind: TAGS[part(found, 1).toLowerCase()] ?? 'em',
      children: inline(part(found, 2)),
    }),
  },
  {
    pattern: /^<?(https?:\/\/[^\s<>]*[^\s<>.,;:!?)»”"])>?/,
    make: (found) => ({ kind: 'link', address: part(found, 1), children: [text(part(found, 1))] }),
  },
  // What else looks like a tag is left out, as the server does with lessons.
  { pattern: /^<!--[\s\S]*?-->|^<\/?[a-z][^<>]*>/i, make: () => text('') },
  // A place to fill in is drawn as people draw it.
  { pattern: /^(?:_{4,}|_{3}(?=[\s\p{P}]|$))/u, make: (found) => text(part(found, 0)) },
  {
    pattern: /^(\*\*|__)(?=\S)([\s\S]*?\S)\1(?!\*)/,
    make: (found) => ({ kind: 'strong', children: inline(part(found, 2)) }),
  },
  {
    pattern: /^\*(?=[^\s*])((?:\*\*[\s\S]*?\*\*|[^*])*?[^\s*]|\*\*[\s\S]*?\*\*)\*(?!\*)/,
    make: (found) => ({ kind: 'em', children: inline(part(found, 1)) }),
  },
  {
    pattern: /^_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}_])/u,
    make: (found) => ({ kind: 'em', children: inline(part(found, 1)) }),
  },
  {
    pattern: /^~~(?=\S)([\s\S]*?\S)~~/,
    make: (found) => ({ kind: 'del', children: inline(part(found, 1)) }),
  },
  {
    pattern: /^&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/i,
    make: (found) => text(entity(part(found, 1)) ?? part(found, 0)),
  },
  // Plain letters at once; a word with a line below it in the middle is no emphasis.
  {
    pattern: /^(?:[\p{L}\p{N}]+_*)+|^[^\S\n]+(?! *\n)|^\n/u,
    make: (found) => text(part(found, 0)),
  },
];

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const isHexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The parts of a line. */
export function inline(source: string): Inline[] {
  const parts: Inline[] = [];
  let rest = source;
  while (rest !== '') {
    let made: Inline | undefined;
    let length = 0;
    for (const rule of rules) {
      const found = rule.pattern.exec(rest);
      if (found === null || found[0] === '') continue;
      made = rule.make(found);
      length = found[0].length;
      break;
    }
    if (made === undefined) {
      // Whole letters, also those of two halves.
      made = text(String.fromCodePoint(rest.codePointAt(0) ?? 0));
      length = (made as { text: string }).text.length;
    }
    const last = parts[parts.length - 1];
    if (made.kind === 'text' && last?.kind === 'text') last.text += made.text;
    else parts.push(made);
    rest = rest.slice(length);
  }
  return parts;
}

/** The same without any form: for a list to choose from, and for those who hear it. */
export function plain(source: string): string {
  const words = (parts: Inline[]): string =>
    parts
      .map((part) => {
        if ('children' in part) return words(part.children);
        if ('text' in part) return part.text;
        return part.kind === 'gap' ? '…' : ' ';
      })
      .join('');
  return words(inline(source)).replace(/\s+/g, ' ').trim();
}

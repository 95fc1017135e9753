/** The blocks of a Markdown text: paragraphs, lists, tables and the like. */

import { inline, type Inline } from './inline';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/;
const TABLE = /^ *\|?( *:?-+:? *\|)+( *:?-+:? *)?\|? *$/;

/** The blocks of a text. */
export function blocks(source: string): Block[] {
  return read(source.replaceAll('\r\n', '\n').replaceAll('\t', '    ').split('\n'));
}

function read(lines: string[]): Block[] {
  const found: Block[] = [];
  let at = 0;
  const line = (number = at) => lines[number] ?? '';
  /** Takes lines as long as they fit. */
  const take = (fits: (line: string) => boolean) => {
    const from = at;
    while (at < lines.length && fits(line())) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const now = line();
    const fence = FENCE.exec(now)?.[1];
    const heading = HEADING.exec(now);
    if (now.trim() === '') {
      at++;
    } else if (fence !== undefined) {
      at++;
      const code = take((one) => !one.trim().startsWith(fence));
      at++;
      found.push({ kind: 'code', text: code.join('\n') });
    } else if (heading !== null) {
      at++;
      const [, marks = '', text = ''] = heading;
      found.push({ kind: 'heading', level: marks.length, children: inline(text) });
    } else if (RULE.test(now)) {
      at++;
      found.push({ kind: 'rule' });
    } else if (QUOTE.test(now)) {
      const quoted = take((one) => one.trim() !== '');
      const children = read(quoted.map((one) => one.replace(QUOTE, '')));
      found.push({ kind: 'quote', children });
    } else if (ITEM.test(now)) {
      found.push(list(take));
    } else if (now.includes('|') && TABLE.test(line(at + 1))) {
      const [head = '', , ...rows] = take((one) => one.includes('|'));
      found.push({ kind: 'table', head: cells(head), rows: rows.map(cells) });
    } else {
      const own = take((one) => one.trim() !== '' && !(one !== now && beginsAnother(one)));
      found.push({ kind: 'paragraph', children: inline(own.join('\n').trim()) });
    }
  }
  return found;
}

function beginsAnother(line: string): boolean {
  const item = ITEM.exec(line);
  // A paragraph is not interrupted by a year at the beginning of its line.
  const beginsList = item !== null && (!/\d/.test(item[2] ?? '') || /^1[.)]/.test(item[2] ?? ''));
  return (
    beginsList || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line)
  );
}

function list(take: (fits: (line: string) => boolean) => string[]): Block {
  const items: Block[][] = [];
  let start = 1;
  let isOrdered = false;
  let sort = '';
  for (;;) {
    let indent = 0;
    let isFirst = true;
    let isAfterGap = false;
    const own = take((line) => {
      if (isFirst) {
        const found = ITEM.exec(line);
        const mark = found?.[2]?.slice(-1) ?? '';
        if (found === null || (sort !== '' && mark !== sort)) return false;
        if (sort === '') {
          isOrdered = /\d/.test(found[2] ?? '');
          start = Number.parseInt(found[2] ?? '', 10) || 1;
        }
        sort = mark;
        indent = found[0].length;
        isFirst = false;
        return true;
      }
      if (line.trim() === '') {
        isAfterGap = true;
        return true;
      }
      const isInside = line.startsWith(' '.repeat(Math.min(indent, 2)));
      return isInside || (!isAfterGap && !beginsAnother(line) && !ITEM.test(line));
    });
    if (own.length === 0) return { kind: 'list', isOrdered, start, items };
    const inner = new RegExp(`^ {0,${indent}}`);
    const [first = '', ...others] = own;
    items.push(read([first.slice(indent), ...others.map((one) => one.replace(inner, ''))]));
  }
}

function cells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\|/, '');
  // What is escaped belongs to its cell; the last one ends with a line as well.
  const parts = [...inner.matchAll(/((?:\\.|[^|\\])*)(?:\||$)/g)].map((found) => found[1] ?? '');
  while (parts.length > 1 && parts[parts.length - 1]?.trim() === '') parts.pop();
  return parts.map((cell) => inline(cell.replaceAll('\\|', '|').trim()));
}

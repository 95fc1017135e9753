/** Markdown as blocks, for previews while one writes: what the server's lessons are made of. */

import { inlines, type Inline } from './inlines';

export type Block =
  | { kind: 'heading'; level: number; inside: Inline[] }
  | { kind: 'paragraph'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: ListItem[] }
  | { kind: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'notes'; notes: { name: string; inside: Inline[] }[] }
  | { kind: 'rule' };
interface ListItem {
  /** Whether it is ticked; null where there is no box. */
  ticked: boolean | null;
  /** Without paragraphs around its text. */
  tight: boolean;
  blocks: Block[];
}
type Align = 'start' | 'center' | 'end';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])(?:( +)|$)/;
const DELIMITERS = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const NOTE = /^\[\^([^\]\s]+)\]:\s*(.*)$/;
const isEmpty = (line: string | undefined) => line === undefined || line.trim() === '';

/** The blocks of a text. */
export function blocks(source: string): Block[] {
  const notes: { name: string; inside: Inline[] }[] = [];
  const all = read(source.replaceAll('\r\n', '\n').split('\n'), notes);
  return notes.length > 0 ? [...all, { kind: 'notes', notes }] : all;
}

function read(lines: string[], notes: { name: string; inside: Inline[] }[]): Block[] {
  const found: Block[] = [];
  let at = 0;
  /** Takes lines as long as they fit. */
  const take = (fits: (line: string) => boolean) => {
    const taken: string[] = [];
    for (; at < lines.length && fits(lines[at] ?? ''); at++) taken.push(lines[at] ?? '');
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fence = FENCE.exec(line)?.[1];
    const heading = HEADING.exec(line);
    const note = NOTE.exec(line);
    if (isEmpty(line)) {
      at++;
    } else if (fence !== undefined) {
      at++;
      const text = take((one) => !one.trim().startsWith(fence)).join('\n');
      at++;
      found.push({ kind: 'code', text });
    } else if (heading !== null) {
      at++;
      const level = heading[1]?.length ?? 1;
      found.push({ kind: 'heading', level, inside: inlines(heading[2] ?? '') });
    } else if (RULE.test(line)) {
      at++;
      found.push({ kind: 'rule' });
    } else if (note !== null) {
      at++;
      notes.push({ name: note[1] ?? '', inside: inlines(note[2] ?? '') });
    } else if (QUOTE.test(line)) {
      const inside = take((one) => !isEmpty(one)).map((one) => one.replace(QUOTE, ''));
      found.push({ kind: 'quote', blocks: read(inside, notes) });
    } else if (ITEM.test(line)) {
      const [list, next] = readList(lines, at, notes);
      found.push(list);
      at = next;
    } else if (line.includes('|') && DELIMITERS.test(lines[at + 1] ?? '')) {
      found.push(readTable(take((one) => !isEmpty(one) && one.includes('|'))));
    } else {
      const first = at;
      const text = take((one) => !isEmpty(one) && (at === first || !interrupts(one)));
      found.push({ kind: 'paragraph', inside: inlines(text.map(unindented).join('\n')) });
    }
  }
  return found;
}

/** Spaces before a line mean nothing, those behind it may be a break. */
function unindented(line: string): string {
  return line.trimStart();
}

function interrupts(line: string): boolean {
  const item = ITEM.exec(line);
  const isList = item !== null && (item[3] === undefined || item[3] === '1');
  return isList || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line);
}

function readList(
  lines: string[],
  from: number,
  notes: { name: string; inside: Inline[] }[],
): [Block, number] {
  const first = ITEM.exec(lines[from] ?? '');
  const kind = first?.[2]?.slice(-1);
  const items: ListItem[] = [];
  let at = from;
  let tight = true;
  while (at < lines.length) {
    const mark = ITEM.exec(lines[at] ?? '');
    if (mark === null || mark[2]?.slice(-1) !== kind || RULE.test(lines[at] ?? '')) break;
    const width =
      (mark[1]?.length ?? 0) + (mark[2]?.length ?? 0) + Math.min(mark[4]?.length ?? 1, 4);
    const inside = [(lines[at] ?? '').slice(width)];
    at++;
    while (at < lines.length) {
      const line = lines[at] ?? '';
      const isWithin = line.length - line.trimStart().length >= Math.min(width, 2);
      if (isEmpty(line)) {
        // An empty line belongs to the item when what follows does.
        const next = lines.slice(at).find((one) => !isEmpty(one)) ?? '';
        if (!/^ {2,}/.test(next)) break;
        inside.push('');
      } else if (isWithin) {
        inside.push(line.slice(Math.min(width, line.length - line.trimStart().length)));
      } else if (ITEM.test(line) || interrupts(line) || isEmpty(lines[at - 1])) {
        break;
      } else {
        inside.push(line);
      }
      at++;
    }
    const box = /^\[([ xX])\]\s/.exec(inside[0] ?? '');
    if (box !== null) inside[0] = (inside[0] ?? '').slice(4);
    const ticked = box === null ? null : box[1] !== ' ';
    const content = read(inside, notes);
    items.push({ ticked, tight: true, blocks: content });
    const gap = at;
    while (at < lines.length && isEmpty(lines[at])) at++;
    const next = ITEM.exec(lines[at] ?? '');
    if (at > gap && next?.[2]?.slice(-1) === kind) tight = false;
    else if (at > gap) break;
  }
  const start = first?.[3] === undefined ? null : Number(first[3]);
  return [{ kind: 'list', start, items: items.map((item) => ({ ...item, tight })) }, at];
}

function cells(line: string): string[] {
  // A bar that is a part of the text stands behind a stroke.
  const marked = line.trim().replaceAll('\\|', '\0');
  const inner = marked.replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => cell.trim().replaceAll('\0', '|'));
}

function readTable([head = '', delimiters = '', ...rows]: string[]): Block {
  const align = cells(delimiters).map((cell): Align => {
    if (!cell.endsWith(':')) return 'start';
    return cell.startsWith(':') ? 'center' : 'end';
  });
  return {
    kind: 'table',
    align,
    head: cells(head).map(inlines),
    rows: rows.map((row) => cells(row).slice(0, align.length).map(inlines)),
  };
}

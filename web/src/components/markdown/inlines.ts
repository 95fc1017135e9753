/** Markdown within a line, for previews while one writes; what learners read is made by the server. */

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'math'; text: string; display: boolean }
  | { kind: 'strong' | 'em' | 'del' | 'sub' | 'sup'; inside: Inline[] }
  | { kind: 'link'; href: string; inside: Inline[] }
  | { kind: 'image'; src: string; text: string }
  | { kind: 'note' | 'gap'; text: string }
  | { kind: 'break' };

/** What may stand out of plain text, the longer mark before the shorter. */
const MARKS = new RegExp(
  [
    '\\\\(?<escaped>[!-\\/:-@\\[-`\\{-~])',
    '(?<ticks>`+)(?<code>[^`](?:[\\s\\S]*?[^`])?)\\k<ticks>(?!`)',
    String.raw`\$\$(?<display>[\s\S]+?)\$\$`,
    String.raw`\$(?<math>[^\s$](?:[^$]*[^\s$])?)\$(?!\d)`,
    String.raw`\[\[(?<gap>\d+)\]\]`,
    String.raw`\[\^(?<note>[^\]\s]+)\]`,
    String.raw`!\[(?<alt>[^\]]*)\]\((?<src>[^\s)]+)(?:\s+"[^"]*")?\)`,
    String.raw`\[(?<label>(?:[^\[\]]|\[[^\]]*\])+)\]\((?<href>[^\s)]+)(?:\s+"[^"]*")?\)`,
    String.raw`<(?<angle>https?://[^\s>]+)>`,
    String.raw`(?<bare>https?://[^\s<]*[^\s<.,;:!?)])`,
    String.raw`<(?<tag>sub|sup)>(?<tagged>[\s\S]*?)</\k<tag>>`,
    String.raw`(?<break><br\s*/?>|(?: {2,}|\\)\n)`,
    String.raw`(?<s>\*\*|__)(?=\S)(?<strong>[\s\S]*?\S)\k<s>`,
    String.raw`~~(?=\S)(?<del>[\s\S]*?\S)~~`,
    String.raw`\*(?=[^\s*])(?<em>[\s\S]*?[^\s*])\*(?!\*)`,
    String.raw`(?<before>^|[^\p{L}\p{N}_])_(?=[^\s_])(?<under>[\s\S]*?[^\s_])_(?![\p{L}\p{N}_])`,
  ].join('|'),
  'gu',
);

/** The parts of a line. */
export function inlines(source: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(MARKS)) {
    if (match.index > end) parts.push({ kind: 'text', text: source.slice(end, match.index) });
    const { groups = {} } = match;
    if (groups['before']) parts.push({ kind: 'text', text: groups['before'] });
    parts.push(part(groups));
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ kind: 'text', text: source.slice(end) });
  return parts;
}

function part(found: Record<string, string | undefined>): Inline {
  const { escaped, code, display, math, gap, note, src, label, tag, strong, del } = found;
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  if (display !== undefined) return { kind: 'math', text: display, display: true };
  if (math !== undefined) return { kind: 'math', text: math, display: false };
  if (gap !== undefined) return { kind: 'gap', text: gap };
  if (note !== undefined) return { kind: 'note', text: note };
  if (src !== undefined) return { kind: 'image', src, text: found['alt'] ?? '' };
  if (label !== undefined) return link(found['href'] ?? '', inlines(label));
  const address = found['angle'] ?? found['bare'];
  if (address !== undefined) return link(address, [{ kind: 'text', text: address }]);
  if (tag === 'sub' || tag === 'sup') {
    return { kind: tag, inside: inlines(found['tagged'] ?? '') };
  }
  if (found['break'] !== undefined) return { kind: 'break' };
  if (strong !== undefined) return { kind: 'strong', inside: inlines(strong) };
  if (del !== undefined) return { kind: 'del', inside: inlines(del) };
  return { kind: 'em', inside: inlines(found['em'] ?? found['under'] ?? '') };
}

function link(href: string, inside: Inline[]): Inline {
  // As the server has it: nothing that runs.
  return /^(https?:|mailto:|tel:|\/|#)/i.test(href)
    ? { kind: 'link', href, inside }
    : { kind: 'em', inside };
}

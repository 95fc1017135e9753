/** Papers for where there is no line: fetched ahead, sealed, and opened by what the start gives. */

import { fetchWith, type Schema } from '../api/client';
import { heard } from './clock';
import { database, type KeptPaper } from './database';

type Paper = Schema<'Paper'>;
type Arranged = Schema<'Arranged'>;
type Asked = Schema<'Asked'>;

/** The sealed paper of a quiz that this device has. */
export async function sealedPaper(item: string): Promise<KeptPaper | undefined> {
  return (await database()).get('papers', item);
}

/** Fetches the sealed paper of a quiz, unless this device has it. */
export async function fetchSealedPaper(enrolment: string, item: string): Promise<KeptPaper> {
  const before = await sealedPaper(item);
  const headers = new Headers(before && { 'If-None-Match': before.etag });
  const path = `/api/v1/enrolments/${enrolment}/items/${item}/sealed-paper`;
  const answer = await fetchWith(path, headers);
  heard(answer);
  if (answer.status === 304 && before !== undefined) return before;
  const paper: KeptPaper = {
    item,
    etag: answer.headers.get('ETag') ?? '',
    sealed: await answer.arrayBuffer(),
    fetchedAt: new Date().toISOString(),
  };
  await (await database()).put('papers', paper);
  return paper;
}

/** The own paper: the sealed one, opened by the key and put into the own order. */
export async function openPaper(
  sealed: ArrayBuffer,
  { key, arrangement }: Schema<'SealedStart'>,
): Promise<Paper> {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  const opener = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);
  // A key seals one text only, so the nonce may be zero.
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const text = await crypto.subtle.decrypt(algorithm, opener, sealed);
  const common = JSON.parse(new TextDecoder().decode(text)) as Paper;
  const questions = arrangement.map((own) => {
    const found = common.questions.find((question) => question.id === own.id);
    // The paper is of another version of the course: what the server has counts.
    if (found === undefined) throw new Error('a question is missing in the sealed paper');
    return {
      id: own.id,
      section: own.section,
      marks: own.marks,
      text: own.text ?? found.text,
      asked: arranged(found.asked, own),
    };
  });
  return { ...common, questions };
}

function arranged(asked: Asked, own: Arranged): Asked {
  switch (asked.kind) {
    case 'single_choice':
    case 'multiple_choice':
      return { ...asked, options: inOrder(asked.options, own.parts) };
    case 'matching':
      return { ...asked, matches: inOrder(asked.matches, own.parts) };
    case 'ordering':
      return { ...asked, items: inOrder(asked.items, own.parts) };
    case 'drag_onto_image':
      return { ...asked, choices: inOrder(asked.choices, own.parts) };
    case 'gap_fill':
      return {
        ...asked,
        choices: inOrder(asked.choices, own.parts),
        gaps: asked.gaps.map((gap, at) =>
          gap.kind === 'selected'
            ? { ...gap, options: inOrder(gap.options, own.gaps[at] ?? []) }
            : gap,
        ),
      };
    default:
      return asked;
  }
}

function inOrder<T extends { number: number }>(common: T[], order: number[]): T[] {
  return order.flatMap((at, number) => {
    const part = common[at];
    return part === undefined ? [] : [{ ...part, number }];
  });
}

/** A course as files, from elsewhere and to elsewhere: `course.json`, with lessons and quizzes beside it or in it. */

import type { Schema } from '../../api/client';
import type { Course } from './draft.svelte';

type Imported = Schema<'ImportedCourse'>;

/** What cannot be put together: the file that is missing or cannot be read. */
export class Unreadable extends Error {}

/** Puts a course together from the files of a folder, or from one that has everything in it. */
export async function assemble(files: File[]): Promise<Imported> {
  const isCourse = (file: File) => /\.json$/i.test(file.name);
  const course =
    files.find((file) => file.name === 'course.json') ??
    (files.length === 1 ? files.find(isCourse) : undefined);
  if (course === undefined) throw new Unreadable('course.json');
  const root = folderOf(course);
  const at = (path: string) => {
    const found = files.find(
      (file) => pathOf(file) === root + path || file.name === path.split('/').at(-1),
    );
    if (found === undefined) throw new Unreadable(path);
    return found;
  };
  const read = json(await text(course), course.name) as Imported;
  for (const module of read.modules ?? []) {
    for (const item of module.items ?? []) {
      const parts = item as { lesson?: unknown; quiz?: unknown };
      if (typeof parts.lesson === 'string') {
        parts.lesson = { markdown: await text(at(parts.lesson)) };
      }
      if (typeof parts.quiz === 'string') {
        parts.quiz = json(await text(at(parts.quiz)), parts.quiz);
      }
    }
  }
  return read;
}

/** As others can import it: one document, without identifiers and files. */
export function asFile(course: Course): Blob {
  const bare = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) =>
        key === 'id' || key === 'source' ? undefined : inner,
      ),
    );
  const modules = (course.modules ?? []).map(({ title, items = [] }) => ({
    title,
    items: items.map(({ title, required, content: { kind, ...content } }) => {
      if ('markdown' in content) {
        const { markdown, minutes } = content;
        return { title, required, minutes, lesson: { markdown } };
      }
      return { title, required, [kind]: bare(content) };
    }),
  }));
  return new Blob([JSON.stringify({ ...course, modules }, null, 2)], { type: 'application/json' });
}

function pathOf(file: File): string {
  return file.webkitRelativePath || file.name;
}

function folderOf(file: File): string {
  return pathOf(file).slice(0, -file.name.length);
}

/** UTF-8, or UTF-16 where a mark says so, or else the Windows-1251 of old files. */
async function text(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

function json(source: string, name: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new Unreadable(name);
  }
}

/**
 * The draft of a course. Every change says from which state it was made (`If-Match`). When somebody
 * else was faster, the newest state is read, and the change is made on it if what it is about is
 * still the same; only otherwise it is a conflict.
 */

import { api, ask, askWhole, newKey, type Schema } from '../../api/client';
import { Problem, problemOf } from '../../api/problem';
import { same } from '../../components/editing.svelte';
import { load, type Loaded } from '../../load.svelte';
import { moved, orderOf } from './order';

export type Course = Schema<'CourseDocument'>;
export type Module = Schema<'Module'>;
export type Item = Schema<'Item'>;
export type Question = Schema<'Question'>;
export type Quiz = Extract<Schema<'Content'>, { kind: 'quiz' }>;
export type Lesson = Extract<Schema<'Content'>, { kind: 'lesson' }>;

/** Somebody else has changed the same thing meanwhile. */
export class Conflict<T> extends Problem {
  /** As it is now; null when it has been deleted. */
  readonly theirs: T | null;

  constructor(theirs: T | null) {
    super(412, { code: 'changed' });
    this.theirs = theirs;
  }
}

/** How often a change is made anew on what others have just saved. */
const TRIES = 3;

export class Draft {
  document = $state.raw<Course>();
  #etag = '';
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get #path() {
    return { id: this.id };
  }

  /** Reads it as it is now. */
  async read(): Promise<Course> {
    const params = { path: this.#path };
    const { data, etag } = await askWhole(api.GET('/api/v1/courses/{id}/draft', { params }));
    this.document = data;
    this.#etag = etag;
    return data;
  }

  item(id: string): Item | undefined {
    return items(this.document).find((item) => item.id === id);
  }

  /** The module that an item stands in. */
  moduleOf(itemId: string): Module | undefined {
    return this.document?.modules?.find((one) => one.items?.some((item) => item.id === itemId));
  }

  /**
   * Sends a change made from the newest state. `part` picks what it is about, and `before` is what
   * the person has seen of that; absent when the change disturbs nothing that others do.
   */
  async #change<T, Answer>(
    send: (
      document: Course,
      header: { 'If-Match': string },
    ) => Promise<{ data: Answer; etag: string }>,
    about?: { before: T; part: (document: Course) => T | undefined },
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const document = this.document ?? (await this.read());
      if (about !== undefined) {
        const now = about.part(document);
        if (!same(now, about.before)) throw new Conflict(now ?? null);
      }
      try {
        const { data, etag } = await send(document, { 'If-Match': this.#etag });
        this.#etag = etag;
        return data;
      } catch (error) {
        if (problemOf(error).status !== 412 || attempt === TRIES) throw error;
        await this.read();
      }
    }
  }

  /** Keeps the course's own page: title, description, hours, what completes it. */
  async saveCourse(wanted: Course, before: Course): Promise<Course> {
    const bare = ({ modules: _, ...rest }: Course) => rest;
    const put = async (document: Course, header: { 'If-Match': string }) => {
      const body = { ...wanted, modules: document.modules ?? [] };
      const params = { path: this.#path, header };
      return askWhole(api.PUT('/api/v1/courses/{id}/draft', { params, body }));
    };
    this.document = await this.#change(put, { before: bare(before), part: bare });
    return this.document;
  }

  /** Makes a published version the draft again. */
  async restore(body: Course): Promise<void> {
    this.document = await this.#change(async (_, header) => {
      const params = { path: this.#path, header };
      return askWhole(api.PUT('/api/v1/courses/{id}/draft', { params, body }));
    });
  }

  /** Keeps an item, if nobody else has changed it since `before`. */
  async saveItem(wanted: Item, before: Item): Promise<Item> {
    return this.#saveItem(
      before,
      () => wanted,
      (item) => item,
    );
  }

  /** Keeps the settings of a quiz; its questions, sections and draws stay as they are by now. */
  async saveQuizSettings(wanted: Item, before: Item): Promise<Item> {
    const merged = (now: Item) => {
      if (now.content.kind !== 'quiz' || wanted.content.kind !== 'quiz') return wanted;
      const { questions = [], sections = [], draws = [] } = now.content;
      return { ...wanted, content: { ...wanted.content, questions, sections, draws } };
    };
    return settingsOf(await this.#saveItem(before, merged, settingsOf));
  }

  /** Changes a quiz as it is by now: its order, its sections, what it draws. */
  async changeQuiz(itemId: string, change: (quiz: Quiz) => Quiz): Promise<void> {
    const changed = (item: Item) =>
      item.content.kind === 'quiz' ? { ...item, content: change(item.content) } : item;
    const shown = this.item(itemId);
    // Shown at once; what the server makes of it comes after.
    if (shown !== undefined) this.#put(changed(shown));
    try {
      await this.#saveItem({ id: itemId } as Item, changed, () => ({ id: itemId }) as Item);
    } catch (error) {
      await this.read().catch(() => undefined);
      throw error;
    }
  }

  async #saveItem(
    before: Item,
    wanted: (now: Item) => Item,
    pick: (item: Item) => Item,
  ): Promise<Item> {
    const id = before.id ?? '';
    const find = (document: Course) => items(document).find((item) => item.id === id);
    const part = (document: Course) => {
      const found = find(document);
      return found === undefined ? undefined : pick(found);
    };
    const saved = await this.#change(
      async (document, header) => {
        const now = find(document);
        if (now === undefined) throw new Conflict(null);
        const params = { path: { id: this.id, item_id: id }, header };
        const body = wanted(now);
        return askWhole(api.PUT('/api/v1/courses/{id}/items/{item_id}', { params, body }));
      },
      { before, part },
    );
    this.#put(saved);
    return saved;
  }

  /** Keeps a question, if nobody else has changed it since `before`. */
  async saveQuestion(itemId: string, wanted: Question, before: Question): Promise<Question> {
    const id = before.id ?? '';
    const saved = await this.#change(
      async (_, header) => {
        const params = { path: { id: this.id, question_id: id }, header };
        const path = '/api/v1/courses/{id}/questions/{question_id}';
        return askWhole(api.PUT(path, { params, body: wanted }));
      },
      { before, part: (document) => questions(document, itemId).find((one) => one.id === id) },
    );
    await this.read();
    return saved;
  }

  async addQuestion(itemId: string, body: Question): Promise<Question> {
    const params = {
      path: { id: this.id, item_id: itemId },
      header: { 'Idempotency-Key': newKey() },
    };
    const path = '/api/v1/courses/{id}/items/{item_id}/questions';
    const added = await ask(api.POST(path, { params, body }));
    await this.read();
    return added;
  }

  async removeQuestion(itemId: string, question: Question): Promise<void> {
    const id = question.id ?? '';
    await this.#change(
      async (_, header) => {
        const params = { path: { id: this.id, question_id: id }, header };
        return askWhole(api.DELETE('/api/v1/courses/{id}/questions/{question_id}', { params }));
      },
      {
        before: question,
        part: (document) => questions(document, itemId).find((one) => one.id === id),
      },
    );
    await this.read();
  }

  async addModule(title: string): Promise<Module> {
    const params = { path: this.#path, header: { 'Idempotency-Key': newKey() } };
    const body = { title };
    const added = await ask(api.POST('/api/v1/courses/{id}/modules', { params, body }));
    await this.read();
    return added;
  }

  /** Renames a module, with whatever is in it now. */
  async renameModule(id: string, title: string): Promise<void> {
    await this.#change(async (document, header) => {
      const body = document.modules?.find((one) => one.id === id);
      if (body === undefined) throw new Conflict(null);
      const params = { path: { id: this.id, module_id: id }, header };
      const path = '/api/v1/courses/{id}/modules/{module_id}';
      return askWhole(api.PUT(path, { params, body: { ...body, title } }));
    });
    await this.read();
  }

  async removeModule(module: Module): Promise<void> {
    const id = module.id ?? '';
    await this.#change(
      async (_, header) => {
        const params = { path: { id: this.id, module_id: id }, header };
        return askWhole(api.DELETE('/api/v1/courses/{id}/modules/{module_id}', { params }));
      },
      { before: module, part: (document) => document.modules?.find((one) => one.id === id) },
    );
    await this.read();
  }

  async addItem(moduleId: string, body: Item): Promise<Item> {
    const params = {
      path: { id: this.id, module_id: moduleId },
      header: { 'Idempotency-Key': newKey() },
    };
    const path = '/api/v1/courses/{id}/modules/{module_id}/items';
    const added = await ask(api.POST(path, { params, body }));
    await this.read();
    return added;
  }

  async removeItem(item: Item): Promise<void> {
    const id = item.id ?? '';
    await this.#change(
      async (_, header) => {
        const params = { path: { id: this.id, item_id: id }, header };
        return askWhole(api.DELETE('/api/v1/courses/{id}/items/{item_id}', { params }));
      },
      { before: item, part: (document) => items(document).find((one) => one.id === id) },
    );
    await this.read();
  }

  /** Moves a module or an item to where another one stands; it is shown at once. */
  async move(id: string, to: string): Promise<void> {
    const before = this.document;
    try {
      this.document = await this.#change(async (document, header) => {
        const wanted = moved(document, id, to);
        this.document = wanted;
        const params = { path: this.#path, header };
        const body = orderOf(wanted);
        return askWhole(api.PUT('/api/v1/courses/{id}/outline', { params, body }));
      });
    } catch (error) {
      this.document = before;
      throw error;
    }
  }

  /** An item as it is now, in what is shown. */
  #put(saved: Item) {
    const document = this.document;
    if (document === undefined) return;
    const modules = (document.modules ?? []).map((one) => ({
      ...one,
      items: (one.items ?? []).map((item) => (item.id === saved.id ? saved : item)),
    }));
    this.document = { ...document, modules };
  }
}

/** Every item in reading order. */
export function items(document: Course | undefined): Item[] {
  return (document?.modules ?? []).flatMap((one) => one.items ?? []);
}

/** A quiz without what is written elsewhere: questions, sections, draws. */
export function settingsOf(item: Item): Item {
  if (item.content.kind !== 'quiz') return item;
  const { questions: _, sections: __, draws: ___, ...content } = item.content;
  return { ...item, content };
}

/** The fixed questions of a quiz. */
export function questions(document: Course | undefined, itemId: string): Question[] {
  const content = items(document).find((item) => item.id === itemId)?.content;
  return content?.kind === 'quiz' ? (content.questions ?? []) : [];
}

let last: Draft | undefined;

/** The draft of a course for a page; from one page of a course to the next it is there at once. */
export function openDraft(courseId: string): { draft: Draft; loaded: Loaded<Course> } {
  if (last?.id !== courseId) last = new Draft(courseId);
  const draft = last;
  const loaded = load(() => draft.read());
  return { draft, loaded };
}

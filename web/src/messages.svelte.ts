/**
 * Every text that a person sees: `t('save')`. The texts are in `messages/web/`, a folder a language and
 * a file an area; an area comes with the pages that need it.
 */

import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from '@fluent/bundle';

import { written } from './numbers';

/** The languages of the product, the first one first. */
export const LANGUAGES = ['mn', 'en', 'ru', 'ky'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const NAMES: Record<Language, string> = {
  mn: 'Монгол',
  en: 'English',
  ru: 'Русский',
  ky: 'Кыргызча',
};

const KEPT = 'surgalt-language';
const files = import.meta.glob<string>('../../messages/web/*/*.ftl', { import: 'default' });

class Texts {
  current = $state<Language>(remembered());
  /** Made anew with each area that comes, so that pages show it. */
  bundle = $state.raw(new FluentBundle('mn'));
  readonly areas = new Set<string>();
  /** In which language texts are asked for: another one while the person changes it. */
  wanted = this.current;
  /** How often texts have been asked for, and which of these times is shown. */
  asked = 0;
  shown = 0;
}

const texts = new Texts();

/** The language in which the person reads. */
export const language = {
  get current(): Language {
    return texts.current;
  },
};

function isLanguage(code: string): code is Language {
  return (LANGUAGES as readonly string[]).includes(code);
}

function remembered(): Language {
  const kept = localStorage.getItem(KEPT) ?? '';
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((code) => code.slice(0, 2)).find(isLanguage) ?? 'mn';
}

/** What was read of each file: areas that come later are no reason to read the others again. */
const resources = new Map<string, FluentResource>();

async function resource(wanted: Language, area: string): Promise<FluentResource> {
  const path = `../../messages/web/${wanted}/${area}.ftl`;
  const file = files[path];
  if (file === undefined) throw new Error(`no texts for ${area} in ${wanted}`);
  const source = await file();
  const made = resources.get(path) ?? new FluentResource(source);
  resources.set(path, made);
  return made;
}

/** A number in a text: written as everywhere else, and still known for a number where its form counts. */
class Count extends FluentNumber {
  override toString(): string {
    return written(this.value, 3, texts.current);
  }
}

async function read(wanted: Language, areas: Iterable<string>): Promise<FluentBundle> {
  const bundle = new FluentBundle(wanted, { useIsolating: false });
  const needed = [...areas].map((area) => resource(wanted, area));
  for (const one of await Promise.all(needed)) bundle.addResource(one);
  return bundle;
}

/** Brings the texts of some areas, if they are not there. */
export async function need(...areas: string[]): Promise<void> {
  const missing = areas.filter((area) => !texts.areas.has(area));
  if (missing.length === 0) return;
  missing.forEach((area) => texts.areas.add(area));
  try {
    await bring();
  } catch (error) {
    missing.forEach((area) => texts.areas.delete(area));
    throw error;
  }
}

/** Speaks another language from now on, without a reload. */
export async function speak(wanted: Language): Promise<void> {
  const before = texts.wanted;
  texts.wanted = wanted;
  try {
    await bring();
  } catch (error) {
    texts.wanted = before;
    throw error;
  }
  localStorage.setItem(KEPT, wanted);
  document.documentElement.lang = wanted;
}

/** Reads all areas. Whoever asks last has all of them, so that what was asked before and comes after is nothing new. */
async function bring(): Promise<void> {
  const [number, wanted] = [++texts.asked, texts.wanted];
  const bundle = await read(wanted, texts.areas);
  if (number < texts.shown) return;
  texts.shown = number;
  texts.current = wanted;
  texts.bundle = bundle;
}

/** A text in the person's language; its key where there is none, which a test looks for. */
export function t(key: string, values?: Record<string, FluentVariable>): string {
  const message = texts.bundle.getMessage(key);
  if (message?.value == null) return key;
  const shown = Object.entries(values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? new Count(value) : value,
  ]);
  return texts.bundle.formatPattern(message.value, Object.fromEntries(shown));
}

/** Whether there is such a text. */
export function has(key: string): boolean {
  return texts.bundle.hasMessage(key);
}

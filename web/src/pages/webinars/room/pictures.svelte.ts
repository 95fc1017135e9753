/** The pictures of a webinar's slides: fetched with the token, in a width that suits, the next one ahead. */

import { api, ask, fetchFile, type Schema } from '../../../api/client';
import { problemOf } from '../../../api/problem';

type Picture = Schema<'SlidePicture'>;

/** Pictures that are kept ready: leafing back and forth costs nothing. */
const READY = 12;
/** After about so long it is asked again for what could not be had. */
const AGAIN_MS = 5_000;

/** The pictures of a webinar's deck. */
export async function readSlides(webinar: string): Promise<Picture[]> {
  const params = { path: { id: webinar } };
  return (await ask(api.GET('/api/v1/webinars/{id}/slides', { params }))).items;
}

export class Pictures {
  /** Which there are. */
  all = $state.raw<Picture[]>([]);
  /** Those that are here, by their addresses. */
  ready = $state.raw<ReadonlyMap<string, string>>(new Map());
  #asked = new Set<string>();
  #looked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly read: () => Promise<Picture[]>) {}

  /** Looks which pictures there are; later once more, where that may help. */
  async look(): Promise<void> {
    const number = ++this.#looked;
    clearTimeout(this.#timer);
    try {
      const all = await this.read();
      // What was asked for last is what holds, whichever answer is slower.
      if (number === this.#looked) this.all = all;
    } catch (error) {
      if (number !== this.#looked || !problemOf(error).mayPass) return;
      // A whole hall asks at the same moment: not so the second time.
      const wait = AGAIN_MS * (0.5 + Math.random());
      this.#timer = setTimeout(() => void this.look(), wait);
    }
  }

  /** The picture of a slide for so many pixels: the smallest that is wide enough, or the widest. */
  of(slide: number, width: number): Picture | undefined {
    const widths = this.all
      .filter((one) => one.slide === slide)
      .sort((one, other) => one.width - other.width);
    return widths.find((one) => one.width >= width) ?? widths.at(-1);
  }

  /** Brings a picture, once. */
  async bring(picture: Picture | undefined): Promise<void> {
    if (picture === undefined || this.#asked.has(picture.address)) return;
    const { address } = picture;
    this.#asked.add(address);
    try {
      const ready = new Map(this.ready);
      ready.set(address, URL.createObjectURL(await fetchFile(address)));
      for (const [other, url] of this.ready) ready.set(other, url);
      for (const [old, url] of [...ready].slice(0, Math.max(0, ready.size - READY))) {
        if (old === address) continue;
        URL.revokeObjectURL(url);
        ready.delete(old);
        this.#asked.delete(old);
      }
      this.ready = ready;
    } catch {
      // Asked again when the slide is shown again, or the line is back.
      this.#asked.delete(address);
    }
  }

  /** Gives the memory back. */
  close() {
    clearTimeout(this.#timer);
    this.#looked += 1;
    for (const url of this.ready.values()) URL.revokeObjectURL(url);
    this.ready = new Map();
    this.#asked.clear();
  }
}

/** Which slide everybody is on, and of which deck. */

import type { Entry } from '../frames';

export interface Slides {
  /** 0 before the first. */
  slide: number;
  deck: string | null;
  /** How many slides the deck has. */
  count: number;
}

export const begin: Slides = { slide: 0, deck: null, count: 0 };

export function apply(slides: Slides, { event }: Entry): Slides {
  switch (event.type) {
    case 'slide_shown':
      return { ...slides, slide: event.slide };
    case 'deck_ready': {
      const { deck, slides: count } = event;
      return { deck, count, slide: Math.min(slides.slide, count) };
    }
    case 'deck_removed':
      return { ...slides, deck: null, count: 0 };
    default:
      return slides;
  }
}

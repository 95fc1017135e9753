/** Strokes over the slides, and where the pointer is. */

import type { Colour, Entry, Point, Snapshot } from '../frames';

export interface Stroke {
  slide: number;
  stroke: number;
  colour: Colour;
  width: number;
  points: Point[];
}

export interface Drawing {
  strokes: readonly Stroke[];
  /** Where the pointer went last; empty when it is gone. */
  pointer: readonly Point[];
}

export const begin: Drawing = { strokes: [], pointer: [] };

export function apply(drawing: Drawing, { number, event }: Entry): Drawing {
  const keep = (wanted: (stroke: Stroke) => boolean) => ({
    ...drawing,
    strokes: drawing.strokes.filter(wanted),
  });
  switch (event.type) {
    case 'drawn': {
      const { slide, colour, width, points } = event;
      const stroke = { slide, stroke: number, colour, width, points };
      return { ...drawing, strokes: [...drawing.strokes, stroke] };
    }
    case 'drawing_undone':
      return keep((one) => one.stroke !== event.stroke);
    case 'drawing_cleared':
      return keep((one) => one.slide !== event.slide);
    case 'pointed':
      return { ...drawing, pointer: event.points };
    case 'deck_ready':
    case 'deck_removed':
      return begin;
    default:
      return drawing;
  }
}

export function fromSnapshot(told: Snapshot): Drawing {
  return { strokes: told.drawing ?? [], pointer: [] };
}

/** The shared notes, in order. */

import type { Entry } from '../frames';

export interface Note {
  note: number;
  /** The entry that wrote or changed it last: a change names it. */
  base: number;
  text: string;
}

export function apply(notes: Note[], { number, event }: Entry): Note[] {
  switch (event.type) {
    case 'note_written': {
      const at = notes.findIndex((one) => one.note === event.after) + 1;
      const written = { note: number, base: number, text: event.text };
      return [...notes.slice(0, at), written, ...notes.slice(at)];
    }
    case 'note_edited':
      return notes.map((one) =>
        one.note === event.note ? { ...one, base: number, text: event.text } : one,
      );
    case 'note_deleted':
      return notes.filter((one) => one.note !== event.note);
    default:
      return notes;
  }
}

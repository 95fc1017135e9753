/**
 * Putting things in order by dragging a handle, with a finger as well as with a mouse. Whatever can be
 * dropped on says `data-sort={id}`; buttons beside the handle do the same for the keyboard.
 */

export class Sorting {
  /** What is being dragged. */
  dragged = $state<string | null>(null);
  /** Over what it is. */
  over = $state<string | null>(null);

  readonly #drop: (id: string, to: string) => unknown;
  readonly #fits: (id: string, to: string) => boolean;

  constructor(
    drop: (id: string, to: string) => unknown,
    fits: (id: string, to: string) => boolean = () => true,
  ) {
    this.#drop = drop;
    this.#fits = fits;
  }

  /** A handle was taken. */
  begin(event: PointerEvent, id: string) {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    this.dragged = id;
    const move = (moved: PointerEvent) => this.#move(moved, id);
    const end = (ended: PointerEvent) => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
      const to = this.over;
      this.dragged = null;
      this.over = null;
      if (ended.type === 'pointerup' && to !== null && to !== id) void this.#drop(id, to);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  }

  #move(event: PointerEvent, id: string) {
    const edge = 60;
    if (event.clientY < edge) scrollBy(0, -12);
    if (event.clientY > innerHeight - edge) scrollBy(0, 12);
    let place = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-sort]');
    // What does not fit may stand within what does.
    while (place && !this.#fits(id, place.getAttribute('data-sort') ?? '')) {
      place = place.parentElement?.closest('[data-sort]');
    }
    this.over = place?.getAttribute('data-sort') ?? null;
  }
}

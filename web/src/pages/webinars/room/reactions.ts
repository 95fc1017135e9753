/** The pictures of reactions: every telephone has them. */

import type { Reaction } from '../../../room/frames';

export const PICTURES: Record<Reaction, string> = {
  thumbs_up: '👍',
  heart: '❤️',
  applause: '👏',
  laugh: '😄',
  surprise: '😮',
  puzzled: '🤔',
  sad: '😢',
  thumbs_down: '👎',
};

/** All of them, the most used first. */
export const REACTIONS = Object.keys(PICTURES) as Reaction[];
/** Those that are offered at a line. */
export const QUICK: Reaction[] = ['thumbs_up', 'heart', 'applause', 'laugh'];

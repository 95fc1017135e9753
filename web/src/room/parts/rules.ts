/** What the hosts have set. */

import type { Entry, Rules as Written } from '../frames';

export type Rules = Written;

export const begin: Rules = {
  chat: true,
  questions_moderated: false,
  hands: true,
  admission: 'open',
  capacity: 10_000,
};

export function apply(rules: Rules, { event }: Entry): Rules {
  return event.type === 'rules_set' ? event.rules : rules;
}

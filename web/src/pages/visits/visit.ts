/** What somebody is to a visit, and the form by which it is observed. */

import { api, ask, type Schema } from '../../api/client';
import { session } from '../../api/session.svelte';
import type { FormDocument } from '../../components/forms/answers';

export type Visit = Schema<'Visit'>;
export type Step = Schema<'VisitStep'>;

/** Whether it is oneself. */
export function isMe(person: Schema<'SecondStagePerson'>): boolean {
  return person.id === session.person?.id;
}

/** How a visit stands is told in colour as well. */
export const LOOKS: Record<Schema<'VisitState'>, string> = {
  planned: '',
  held: 'warn',
  closed: 'good',
  called_off: 'bad',
};

/** The version of a form, which is only found through its form; null for whoever may not read forms. */
export async function formOf(version: string): Promise<FormDocument | null> {
  if (!session.has('methodologist', 'administrator')) return null;
  const query = { purpose: 'observation', limit: 200 } as const;
  const forms = await ask(api.GET('/api/v1/forms', { params: { query } }));
  for (const form of forms.items.filter((one) => one.published)) {
    const path = { id: form.id };
    const params = { path, query: { limit: 200 } };
    const versions = await ask(api.GET('/api/v1/forms/{id}/versions', { params }));
    const found = versions.items.find((one) => one.id === version);
    if (found === undefined) continue;
    const whole = { params: { path: { ...path, number: found.number } } };
    return (await ask(api.GET('/api/v1/forms/{id}/versions/{number}', whole))).document;
  }
  return null;
}

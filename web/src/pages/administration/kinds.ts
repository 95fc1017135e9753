/** The words of the register of people, for choices and badges. */

import type { Schema } from '../../api/client';
import type { Role } from '../../api/session.svelte';

/** Every role, in the order in which they are shown. */
export const ROLES: readonly Role[] = [
  'learner',
  'methodologist',
  'officer',
  'registrar',
  'administrator',
];

/** Every position. */
export const POSITIONS: readonly Schema<'Position'>[] = [
  'teacher',
  'director',
  'kindergarten_head',
  'training_manager',
  'social_worker',
  'education_office_specialist',
  'specialist',
  'other',
];

/** Every kind of organisation, from above downwards. */
export const KINDS: readonly Schema<'OrganisationKind'>[] = [
  'ministry',
  'institute',
  'province',
  'capital',
  'district',
  'soum',
  'school',
  'kindergarten',
  'university',
  'partner',
  'other',
];

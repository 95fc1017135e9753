/** How a certificate stands, for badges and filters. */

import type { Schema } from '../../api/client';

export type Certificate = Schema<'Certificate'>;
export type ExportState = Schema<'CertificateExportState'>;

/** Whether a certificate holds. */
export const STATES = ['valid', 'superseded', 'revoked'] as const;
export type State = (typeof STATES)[number];

/** Where a certificate may stand with the sector's information system. */
export const EXPORT_STATES = [
  'waiting',
  'exported',
  'registered',
  'changed',
  'refused',
  'not_needed',
] as const satisfies readonly ExportState[];

/** Whether it holds. */
export function stateOf(certificate: Certificate): State {
  if (certificate.revoked_at != null) return 'revoked';
  return certificate.superseded ? 'superseded' : 'valid';
}

/** The value as one of those that are known; absent when it is none. */
export function oneOf<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find((one) => one === value);
}

import type { Role } from '../policy/permissions.ts';

/** The parts that people play at the sample desk. */
export type SamplePart = 'intake' | 'investigator' | 'supervisor' | 'exporter' | 'auditor';

/** The synthetic people of the sample desk, one for each part. */
export const SAMPLE_PEOPLE: readonly { readonly part: SamplePart; readonly name: string; readonly roles: readonly Role[] }[] = [
  { part: 'investigator', name: 'Ines Example', roles: ['investigator'] },
  { part: 'supervisor', name: 'Tomas Sample', roles: ['supervisor'] },
  { part: 'exporter', name: 'Jo Specimen', roles: ['exporter'] },
  { part: 'intake', name: 'Nia Placeholder', roles: ['intake'] },
  { part: 'auditor', name: 'Ada Fixture', roles: ['auditor'] },
];

import { canonicalJson } from './canonical-json.ts';
import type { PacketContent } from './packet-content.ts';
import type { Person } from './records.ts';

/**
 * `metadata/prov.jsonld`: where the documents came from and who did what to them, in PROV-O, with CASE and UCO terms where they fit
 * (people, files, hashes, investigative actions).
 */
export const provenanceText = (content: PacketContent): string => {
  const people = new Map<string, Person>();
  for (const person of [
    content.case.holder,
    content.case.openedBy,
    ...content.case.documents.map((document) => document.addedBy),
    ...content.custody.map((event) => event.actor),
  ]) {
    people.set(person.id, person);
  }
  const documentIds = new Map(content.case.documents.map((document) => [document.label, documentId(document.sha256)]));
  const graph = [
    { '@id': deskId(content), '@type': ['prov:SoftwareAgent', 'uco-tool:Tool'], 'uco-core:name': content.case.desk.name },
    ...[...people.values()].map((person) => ({
      '@id': personId(person),
      '@type': ['prov:Person', 'uco-identity:Person'],
      'uco-core:name': person.name,
    })),
    ...content.case.documents.map((document) => ({
      '@id': documentId(document.sha256),
      '@type': ['prov:Entity', 'uco-observable:File'],
      'prov:atLocation': document.path,
      'uco-core:hasFacet': [
        {
          '@type': 'uco-observable:FileFacet',
          'uco-observable:fileName': document.originalName,
          'uco-observable:sizeInBytes': document.sizeBytes,
        },
        {
          '@type': 'uco-observable:ContentDataFacet',
          'uco-observable:mimeType': document.mediaType,
          'uco-observable:hash': { '@type': 'uco-types:Hash', 'uco-types:hashMethod': 'SHA256', 'uco-types:hashValue': document.sha256 },
        },
      ],
    })),
    ...content.custody.map((event, index) => ({
      '@id': `${caseId(content)}/custody/${index + 1}`,
      '@type': ['prov:Activity', 'case-investigation:InvestigativeAction'],
      'uco-core:name': event.action,
      'uco-core:description': event.reason,
      'prov:endedAtTime': instant(event.atMs),
      'prov:wasAssociatedWith': { '@id': personId(event.actor) },
      'prov:used': { '@id': documentIds.get(event.documentLabel) ?? documentId(event.sha256After) },
    })),
    {
      '@id': caseId(content),
      '@type': ['prov:Collection', 'prov:Entity', 'case-investigation:Investigation'],
      'uco-core:name': content.case.number,
      'prov:hadMember': content.case.documents.map((document) => ({ '@id': documentId(document.sha256) })),
      'prov:wasAttributedTo': [{ '@id': personId(content.case.holder) }, { '@id': deskId(content) }],
    },
  ];
  return `${canonicalJson({ '@context': CONTEXT, '@graph': graph })}\n`;
};

const CONTEXT = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
};

const caseId = (content: PacketContent): string => `urn:casewright:case:${content.case.number}:r${content.case.revision}`;
const deskId = (content: PacketContent): string => `urn:casewright:desk:${content.case.desk.id}`;
const personId = (person: Person): string => `urn:casewright:person:${person.id}`;
const documentId = (sha256: string): string => `urn:casewright:sha256:${sha256}`;
const instant = (atMs: number): object => ({ '@type': 'xsd:dateTime', '@value': new Date(atMs).toISOString() });

import { createApprovedSubmissionStore } from './approved-submission-store.ts';
import { createAuditStore } from './audit-store.ts';
import { createCaseContentStore } from './case-content-store.ts';
import { createCaseDocumentStore } from './case-document-store.ts';
import { createCaseList } from './case-list.ts';
import { createCaseStore } from './case-store.ts';
import { createCustodyStore } from './custody-store.ts';
import type { Db } from './database.ts';
import { createReadingStore } from './reading-store.ts';
import { createJobStore } from './job-store.ts';
import { createSearchStore } from './search-store.ts';
import { createPageStore } from './page-store.ts';
import { createDocumentStore } from './document-store.ts';
import { createDecisionStore } from './decision-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createPacketStore } from './packet-store.ts';
import { createDeskStore } from './desk-store.ts';
import { createExhibitStore } from './exhibit-store.ts';
import { createFactStore } from './fact-store.ts';
import { createInsightQueries } from './insight-queries.ts';
import { createItemStore } from './item-store.ts';
import { createNoteStore } from './note-store.ts';
import { createResponseStore } from './response-store.ts';
import { createSettingStore } from './setting-store.ts';
import { createSubmissionStore } from './submission-store.ts';
import { createTimelineStore } from './timeline-store.ts';
import { createUserStore } from './user-store.ts';

/** Every store over one database handle or transaction; one factory per aggregate. */
export const createStores = (db: Db) => ({
  /** The raw handle, for the composition root and migrations only. */
  db,
  desk: createDeskStore(db),
  users: createUserStore(db),
  settings: createSettingStore(db),
  audit: createAuditStore(db),
  readings: createReadingStore(db),
  jobs: createJobStore(db),
  search: createSearchStore(db),
  pages: createPageStore(db),
  documents: createDocumentStore(db),
  caseContent: createCaseContentStore(db),
  approvedSubmissions: createApprovedSubmissionStore(db),
  packets: createPacketStore(db),
  outbox: createOutboxStore(db),
  cases: createCaseStore(db),
  caseList: createCaseList(db),
  caseDocuments: createCaseDocumentStore(db),
  facts: createFactStore(db),
  items: createItemStore(db),
  notes: createNoteStore(db),
  timeline: createTimelineStore(db),
  exhibits: createExhibitStore(db),
  decisions: createDecisionStore(db),
  custody: createCustodyStore(db),
  responses: createResponseStore(db),
  submissions: createSubmissionStore(db),
  insights: createInsightQueries(db),
});

export type Stores = ReturnType<typeof createStores>;

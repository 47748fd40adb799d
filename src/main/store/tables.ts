import type { Generated } from 'kysely';

/** The tables as kysely sees them. Names follow the columns: `_ms` UTC epoch milliseconds, `_on` calendar dates, `_json` parsed at the codec. */
export interface Tables {
  desk: DeskTable;
  user: UserTable;
  setting: { key: string; value_json: string };
  document: DocumentTable;
  page: PageTable;
  page_fts: FtsTable;
  page_trigram: FtsTable;
  reading: { document_id: string; pack_version: string; analysis_json: string; read_at_ms: number };
  legal_case: LegalCaseTable;
  case_number_counter: { prefix: string; year: number; last_number: number };
  case_document: {
    case_id: string;
    document_id: string;
    label_no: number;
    role: 'request' | 'evidence';
    added_by: string;
    added_at_ms: number;
  };
  fact: FactTable;
  summary_sentence: { case_id: string; position: number; text: string; anchors_json: string };
  item: {
    id: string;
    case_id: string;
    position: number;
    text: string;
    anchor_json: string | null;
    disposition: string;
    reason: Generated<string>;
  };
  note: {
    id: string;
    case_id: string;
    label_no: number;
    text: string;
    anchor_json: string | null;
    made_by: string;
    made_at_ms: number;
    removed_at_ms: number | null;
  };
  timeline_entry: TimelineEntryTable;
  exhibit: {
    id: string;
    case_id: string;
    document_id: string;
    label_no: number;
    title: string;
    anchor_json: string | null;
    made_by: string;
    made_at_ms: number;
  };
  custody_event: CustodyEventTable;
  decision: {
    id: string;
    case_id: string;
    label_no: number;
    action: string;
    subject: string;
    policy: string;
    reason: string;
    anchors_json: string;
    made_by: string;
    made_at_ms: number;
  };
  response_version: {
    id: string;
    case_id: string;
    version_no: number;
    template_id: string;
    template_version: string;
    blocks_json: string;
    fields_json: string;
    written_by: string;
    written_at_ms: number;
  };
  submission: SubmissionTable;
  submission_file: { submission_id: string; path: string; blob_sha256: string; sha512: string; size_bytes: number };
  review: {
    id: string;
    submission_id: string;
    reviewer_id: string;
    outcome: 'approved' | 'returned';
    comment: string;
    decided_at_ms: number;
    attestation_json: string | null;
    attestation_p7s: Uint8Array | null;
  };
  review_comment: { id: string; submission_id: string; sentence_id: string | null; text: string; made_by: string; made_at_ms: number };
  packet: PacketTable;
  outbox: OutboxTable;
  outbox_event: { seq: Generated<number>; packet_id: string; at_ms: number; text: string };
  job: JobTable;
  audit: AuditTable;
}

export interface DeskTable {
  only: number;
  desk_id: string;
  vault_id: string;
  name: string;
  root_certificate_pem: string;
  created_at_ms: number;
}
export interface UserTable {
  id: string;
  name: string;
  roles_json: string;
  certificate_pem: string;
  created_at_ms: number;
}

export interface DocumentTable {
  id: string;
  sha256: string;
  name: string;
  media_type: string;
  size_bytes: number;
  state: 'stored' | 'reading' | 'read' | 'kept-unreadable';
  reason: string | null;
  page_count: number | null;
  pages_read: Generated<number>;
  imported_by: string;
  imported_at_ms: number;
}

export interface PageTable {
  id: Generated<number>;
  document_id: string;
  page_no: number;
  width_pt: number;
  height_pt: number;
  rotation: number;
  source: 'pdf' | 'ocr' | 'plain';
  text: string;
  char_boxes: Uint8Array;
}

export interface FtsTable {
  rowid: number;
  text: string;
  rank: number;
}

export interface LegalCaseTable {
  id: string;
  number: string;
  kind: string;
  request_type: string;
  title: string;
  status: string;
  severity: string;
  holder_user_id: string;
  due_on: string | null;
  due_zone: string;
  revision: Generated<number>;
  opened_by: string;
  opened_at_ms: number;
  changed_at_ms: number;
}

export interface FactTable {
  id: string;
  case_id: string;
  label_no: number;
  field: string;
  kind: string | null;
  value_json: string;
  state: string;
  origin: string;
  confidence: number;
  anchor_json: string;
  made_by: string | null;
  made_at_ms: number;
  decided_by: string | null;
  decided_at_ms: number | null;
}

export interface TimelineEntryTable {
  id: string;
  case_id: string;
  label_no: number;
  title: string;
  who: Generated<string>;
  start_ms: number;
  end_ms: number | null;
  precision: string;
  zone: string;
  anchors_json: string;
  made_by: string;
  made_at_ms: number;
  removed_at_ms: number | null;
}

export interface CustodyEventTable {
  seq: Generated<number>;
  document_id: string;
  case_id: string | null;
  at_ms: number;
  actor_id: string;
  action: string;
  reason: string;
  sha256_before: string | null;
  sha256_after: string;
}

export interface SubmissionTable {
  id: string;
  case_id: string;
  round_no: number;
  revision: number;
  response_version_id: string;
  written_by: string;
  submitted_by: string;
  submitted_at_ms: number;
  manifest_sha256_text: string;
  manifest_sha512_text: string;
  attestation_json: string;
  attestation_p7s: Uint8Array;
  packet_meta_json: string;
}

export interface PacketTable {
  id: string;
  case_id: string;
  submission_id: string;
  case_number: string;
  revision: number;
  zip_sha256: string;
  size_bytes: number;
  file_count: number;
  verification_json: string;
  sealed_by: string;
  sealed_at_ms: number;
}

export interface OutboxTable {
  packet_id: string;
  target_json: string;
  state: string;
  attempts: Generated<number>;
  next_at_ms: number;
  lease_until_ms: number | null;
  upload_url: string | null;
  sent_bytes: Generated<number>;
  problem: string | null;
  receipt_json: string | null;
  receipt_p7s: Uint8Array | null;
  queued_at_ms: number;
  changed_at_ms: number;
}

export interface JobTable {
  id: string;
  kind: string;
  subject: string;
  payload_json: string;
  state: string;
  attempts: Generated<number>;
  next_at_ms: number;
  lease_until_ms: number | null;
  done_units: Generated<number>;
  total_units: number | null;
  problem: string | null;
  result_json: string | null;
  made_at_ms: number;
  changed_at_ms: number;
}

export interface AuditTable {
  seq: number;
  at_ms: number;
  desk_id: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  case_id: string | null;
  summary: string;
  before_sha256: string | null;
  after_sha256: string | null;
  prev_hash: string;
  hash: string;
}

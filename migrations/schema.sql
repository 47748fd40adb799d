-- The whole schema, written by `npm run schema:dump` from the migrations. Not run by the program; read it, and its changes.

CREATE TABLE schema_migration (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at_ms INTEGER NOT NULL) STRICT;

CREATE TABLE desk (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  desk_id TEXT NOT NULL,
  vault_id TEXT NOT NULL,
  name TEXT NOT NULL,
  root_certificate_pem TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  roles_json TEXT NOT NULL,
  certificate_pem TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value_json TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stored','reading','read','kept-unreadable')),
  reason TEXT,
  page_count INTEGER,
  pages_read INTEGER NOT NULL DEFAULT 0,
  imported_by TEXT NOT NULL REFERENCES user(id),
  imported_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX document_imported ON document (imported_at_ms);

CREATE TRIGGER document_bytes_are_immutable BEFORE UPDATE OF id, sha256, size_bytes, imported_by, imported_at_ms ON document
  BEGIN SELECT RAISE(ABORT, 'a document that arrived is never changed'); END;

CREATE TRIGGER document_is_never_deleted BEFORE DELETE ON document
  BEGIN SELECT RAISE(ABORT, 'a document that arrived is never deleted'); END;

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document(id),
  page_no INTEGER NOT NULL CHECK (page_no >= 1),
  width_pt REAL NOT NULL,
  height_pt REAL NOT NULL,
  rotation INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)),
  source TEXT NOT NULL CHECK (source IN ('pdf','ocr','plain')),
  text TEXT NOT NULL,
  char_boxes BLOB NOT NULL,
  UNIQUE (document_id, page_no)
) STRICT;

CREATE VIRTUAL TABLE page_fts USING fts5(text, content='page', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3');

CREATE VIRTUAL TABLE page_trigram USING fts5(text, content='page', content_rowid='id', tokenize='trigram');

CREATE TRIGGER page_indexed AFTER INSERT ON page BEGIN
  INSERT INTO page_fts (rowid, text) VALUES (new.id, new.text);
  INSERT INTO page_trigram (rowid, text) VALUES (new.id, new.text);
  END;

CREATE TRIGGER page_unindexed AFTER DELETE ON page BEGIN
  INSERT INTO page_fts (page_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO page_trigram (page_trigram, rowid, text) VALUES ('delete', old.id, old.text);
  END;

CREATE TRIGGER page_text_is_immutable BEFORE UPDATE ON page
  BEGIN SELECT RAISE(ABORT, 'a page is read anew, never changed'); END;

CREATE TABLE reading (
  document_id TEXT PRIMARY KEY REFERENCES document(id),
  pack_version TEXT NOT NULL,
  analysis_json TEXT NOT NULL,
  read_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE legal_case (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('legal-request','rights-claim','incident','regulator-order','appeal')),
  request_type TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('investigating','drafting','in-review','returned','approved','sealed','sent','receipted')),
  severity TEXT NOT NULL CHECK (severity IN ('low','medium','high','critical')),
  holder_user_id TEXT NOT NULL REFERENCES user(id),
  due_on TEXT,
  due_zone TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  opened_by TEXT NOT NULL REFERENCES user(id),
  opened_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX legal_case_by_status ON legal_case (status, due_on);

CREATE INDEX legal_case_by_due ON legal_case (due_on);

CREATE INDEX legal_case_by_holder ON legal_case (holder_user_id, status);

CREATE INDEX legal_case_by_deadline ON legal_case (due_on IS NULL, due_on, number);

CREATE TABLE case_number_counter (
  prefix TEXT NOT NULL,
  year INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT;

CREATE TABLE case_document (
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  label_no INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('request','evidence')),
  added_by TEXT NOT NULL REFERENCES user(id),
  added_at_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, document_id),
  UNIQUE (case_id, label_no)
) STRICT;

CREATE INDEX case_document_by_document ON case_document (document_id);

CREATE TABLE fact (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  label_no INTEGER NOT NULL,
  field TEXT NOT NULL,
  kind TEXT,
  value_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('suggested','confirmed','rejected')),
  origin TEXT NOT NULL CHECK (origin IN ('machine','person')),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  anchor_json TEXT NOT NULL,
  made_by TEXT REFERENCES user(id),
  made_at_ms INTEGER NOT NULL,
  decided_by TEXT REFERENCES user(id),
  decided_at_ms INTEGER,
  UNIQUE (case_id, label_no),
  CHECK (state = 'suggested' OR decided_by IS NOT NULL)
) STRICT;

CREATE INDEX fact_reference ON fact (value_json, case_id) WHERE field = 'reference-number';

CREATE TABLE summary_sentence (
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  anchors_json TEXT NOT NULL,
  PRIMARY KEY (case_id, position)
) STRICT;

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  anchor_json TEXT,
  disposition TEXT NOT NULL CHECK (disposition IN ('open','produced','partly','objected','no-records','withdrawn')),
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (case_id, position)
) STRICT;

CREATE TABLE note (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  label_no INTEGER NOT NULL,
  text TEXT NOT NULL,
  anchor_json TEXT,
  made_by TEXT NOT NULL REFERENCES user(id),
  made_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER,
  UNIQUE (case_id, label_no)
) STRICT;

CREATE TABLE timeline_entry (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  label_no INTEGER NOT NULL,
  title TEXT NOT NULL,
  who TEXT NOT NULL DEFAULT '',
  start_ms INTEGER NOT NULL,
  end_ms INTEGER,
  precision TEXT NOT NULL CHECK (precision IN ('instant','minute','day','about')),
  zone TEXT NOT NULL,
  anchors_json TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES user(id),
  made_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER,
  UNIQUE (case_id, label_no),
  CHECK (end_ms IS NULL OR end_ms >= start_ms)
) STRICT;

CREATE INDEX timeline_entry_by_time ON timeline_entry (case_id, start_ms);

CREATE TABLE exhibit (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  label_no INTEGER NOT NULL,
  title TEXT NOT NULL,
  anchor_json TEXT,
  made_by TEXT NOT NULL REFERENCES user(id),
  made_at_ms INTEGER NOT NULL,
  UNIQUE (case_id, label_no)
) STRICT;

CREATE TABLE custody_event (
  seq INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document(id),
  case_id TEXT REFERENCES legal_case(id),
  at_ms INTEGER NOT NULL,
  actor_id TEXT NOT NULL REFERENCES user(id),
  action TEXT NOT NULL CHECK (action IN ('received','added-to-case','made-exhibit','sealed','handed-over','exported')),
  reason TEXT NOT NULL,
  sha256_before TEXT,
  sha256_after TEXT NOT NULL
) STRICT;

CREATE INDEX custody_event_by_document ON custody_event (document_id, seq);

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  label_no INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  policy TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  anchors_json TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES user(id),
  made_at_ms INTEGER NOT NULL,
  UNIQUE (case_id, label_no)
) STRICT;

CREATE TABLE response_version (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  version_no INTEGER NOT NULL,
  template_id TEXT NOT NULL,
  template_version TEXT NOT NULL,
  blocks_json TEXT NOT NULL,
  fields_json TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES user(id),
  written_at_ms INTEGER NOT NULL,
  UNIQUE (case_id, version_no)
) STRICT;

CREATE TABLE submission (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  round_no INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  response_version_id TEXT NOT NULL REFERENCES response_version(id),
  written_by TEXT NOT NULL REFERENCES user(id),
  submitted_by TEXT NOT NULL REFERENCES user(id),
  submitted_at_ms INTEGER NOT NULL,
  manifest_sha256_text TEXT NOT NULL,
  manifest_sha512_text TEXT NOT NULL,
  attestation_json TEXT NOT NULL,
  attestation_p7s BLOB NOT NULL,
  packet_meta_json TEXT NOT NULL,
  UNIQUE (case_id, round_no)
) STRICT;

CREATE TABLE submission_file (
  submission_id TEXT NOT NULL REFERENCES submission(id),
  path TEXT NOT NULL,
  blob_sha256 TEXT NOT NULL,
  sha512 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (submission_id, path)
) STRICT;

CREATE TABLE review (
  id TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL UNIQUE REFERENCES submission(id),
  reviewer_id TEXT NOT NULL REFERENCES user(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('approved','returned')),
  comment TEXT NOT NULL,
  decided_at_ms INTEGER NOT NULL,
  attestation_json TEXT,
  attestation_p7s BLOB,
  CHECK (outcome = 'returned' OR (attestation_json IS NOT NULL AND attestation_p7s IS NOT NULL))
) STRICT;

CREATE TABLE review_comment (
  id TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submission(id),
  sentence_id TEXT,
  text TEXT NOT NULL CHECK (length(text) > 0),
  made_by TEXT NOT NULL REFERENCES user(id),
  made_at_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER review_needs_four_eyes BEFORE INSERT ON review
  WHEN EXISTS (SELECT 1 FROM submission s WHERE s.id = new.submission_id AND (s.submitted_by = new.reviewer_id OR s.written_by = new.reviewer_id))
  OR EXISTS (SELECT 1 FROM submission s JOIN response_version v ON v.case_id = s.case_id JOIN response_version mine ON mine.id = s.response_version_id
  WHERE s.id = new.submission_id AND v.version_no <= mine.version_no AND v.written_by = new.reviewer_id)
  BEGIN SELECT RAISE(ABORT, 'who wrote or submitted a response can not review it'); END;

CREATE TRIGGER response_version_is_never_updated BEFORE UPDATE ON response_version BEGIN SELECT RAISE(ABORT, 'a written version is never changed'); END;

CREATE TRIGGER response_version_is_never_deleted BEFORE DELETE ON response_version BEGIN SELECT RAISE(ABORT, 'a written version is never changed'); END;

CREATE TRIGGER submission_is_never_updated BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER submission_is_never_deleted BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER submission_file_is_never_updated BEFORE UPDATE ON submission_file BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER submission_file_is_never_deleted BEFORE DELETE ON submission_file BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER review_is_never_updated BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'a sign-off is never changed'); END;

CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'a sign-off is never changed'); END;

CREATE TRIGGER review_comment_is_never_updated BEFORE UPDATE ON review_comment BEGIN SELECT RAISE(ABORT, 'a review comment is a record and stays'); END;

CREATE TRIGGER review_comment_is_never_deleted BEFORE DELETE ON review_comment BEGIN SELECT RAISE(ABORT, 'a review comment is a record and stays'); END;

CREATE TRIGGER custody_event_is_never_updated BEFORE UPDATE ON custody_event BEGIN SELECT RAISE(ABORT, 'a custody event is never changed'); END;

CREATE TRIGGER custody_event_is_never_deleted BEFORE DELETE ON custody_event BEGIN SELECT RAISE(ABORT, 'a custody event is never changed'); END;

CREATE TRIGGER decision_is_never_updated BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a new one supersedes it'); END;

CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed; a new one supersedes it'); END;

CREATE TABLE packet (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES legal_case(id),
  submission_id TEXT NOT NULL UNIQUE REFERENCES submission(id),
  case_number TEXT NOT NULL,
  revision INTEGER NOT NULL,
  zip_sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  file_count INTEGER NOT NULL,
  verification_json TEXT NOT NULL,
  sealed_by TEXT NOT NULL REFERENCES user(id),
  sealed_at_ms INTEGER NOT NULL,
  UNIQUE (case_number, revision)
) STRICT;

CREATE TRIGGER packet_is_never_updated BEFORE UPDATE ON packet BEGIN SELECT RAISE(ABORT, 'a sealed packet is never changed'); END;

CREATE TRIGGER packet_is_never_deleted BEFORE DELETE ON packet BEGIN SELECT RAISE(ABORT, 'a sealed packet is never changed'); END;

CREATE TABLE outbox (
  packet_id TEXT PRIMARY KEY REFERENCES packet(id),
  target_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued','uploading','stored','receipted','held')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER NOT NULL,
  lease_until_ms INTEGER,
  upload_url TEXT,
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  receipt_json TEXT,
  receipt_p7s BLOB,
  queued_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  CHECK (state <> 'receipted' OR (receipt_json IS NOT NULL AND receipt_p7s IS NOT NULL))
) STRICT;

CREATE INDEX outbox_due ON outbox (state, next_at_ms);

CREATE TABLE outbox_event (
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL REFERENCES packet(id),
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TRIGGER outbox_event_is_never_updated BEFORE UPDATE ON outbox_event BEGIN SELECT RAISE(ABORT, 'the log of a packet only grows'); END;

CREATE TRIGGER outbox_event_is_never_deleted BEFORE DELETE ON outbox_event BEGIN SELECT RAISE(ABORT, 'the log of a packet only grows'); END;

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting','running','done','failed','cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER NOT NULL,
  lease_until_ms INTEGER,
  done_units INTEGER NOT NULL DEFAULT 0,
  total_units INTEGER,
  problem TEXT,
  result_json TEXT,
  made_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;

CREATE INDEX job_due ON job (state, next_at_ms);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  at_ms INTEGER NOT NULL,
  desk_id TEXT NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  case_id TEXT,
  summary TEXT NOT NULL,
  before_sha256 TEXT,
  after_sha256 TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX audit_by_case ON audit (case_id, seq);

CREATE TRIGGER audit_follows_its_head BEFORE INSERT ON audit
  WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR new.prev_hash <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
  BEGIN SELECT RAISE(ABORT, 'an audit record continues the chain'); END;

CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

CREATE TRIGGER review_needs_other_eyes BEFORE INSERT ON review
  WHEN EXISTS (SELECT 1 FROM submission s JOIN decision d ON d.case_id = s.case_id WHERE s.id = new.submission_id AND d.made_by = new.reviewer_id)
  OR EXISTS (SELECT 1 FROM submission s JOIN submission earlier ON earlier.case_id = s.case_id
  WHERE s.id = new.submission_id AND earlier.round_no < s.round_no AND earlier.submitted_by = new.reviewer_id)
  BEGIN SELECT RAISE(ABORT, 'who decided in a case or submitted it before can not review it'); END;

CREATE TRIGGER outbox_receipt_stays BEFORE UPDATE ON outbox WHEN old.state = 'receipted'
  BEGIN SELECT RAISE(ABORT, 'a packet whose receipt was accepted stays receipted'); END;

CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
  BEGIN SELECT RAISE(ABORT, 'a packet stays in the outbox'); END;

CREATE TRIGGER user_keeps_name_and_roles BEFORE UPDATE OF id, name, roles_json, created_at_ms ON user
  BEGIN SELECT RAISE(ABORT, 'a person is never rewritten; only the certificate is renewed'); END;

CREATE TRIGGER user_is_never_deleted BEFORE DELETE ON user
  BEGIN SELECT RAISE(ABORT, 'a person who acted here is never deleted'); END;

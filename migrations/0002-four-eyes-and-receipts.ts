import { sql, type Kysely } from 'kysely';

/**
 * Who made a decision in a case, or submitted it in an earlier round, can't review it; a receipt that was accepted stays; people and their roles are never
 * rewritten, only a certificate is renewed.
 */
export const migration0002FourEyesAndReceipts = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS: readonly string[] = [
  `CREATE TRIGGER review_needs_other_eyes BEFORE INSERT ON review
     WHEN EXISTS (SELECT 1 FROM submission s JOIN decision d ON d.case_id = s.case_id WHERE s.id = new.submission_id AND d.made_by = new.reviewer_id)
       OR EXISTS (SELECT 1 FROM submission s JOIN submission earlier ON earlier.case_id = s.case_id
                  WHERE s.id = new.submission_id AND earlier.round_no < s.round_no AND earlier.submitted_by = new.reviewer_id)
     BEGIN SELECT RAISE(ABORT, 'who decided in a case or submitted it before can not review it'); END`,
  `CREATE TRIGGER outbox_receipt_stays BEFORE UPDATE ON outbox WHEN old.state = 'receipted'
     BEGIN SELECT RAISE(ABORT, 'a packet whose receipt was accepted stays receipted'); END`,
  `CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
     BEGIN SELECT RAISE(ABORT, 'a packet stays in the outbox'); END`,
  `CREATE TRIGGER user_keeps_name_and_roles BEFORE UPDATE OF id, name, roles_json, created_at_ms ON user
     BEGIN SELECT RAISE(ABORT, 'a person is never rewritten; only the certificate is renewed'); END`,
  `CREATE TRIGGER user_is_never_deleted BEFORE DELETE ON user
     BEGIN SELECT RAISE(ABORT, 'a person who acted here is never deleted'); END`,
];

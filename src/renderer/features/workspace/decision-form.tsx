import { useState } from 'react';
import type { CaseDetail } from '../../../contract/cases.ts';
import type { CallInput } from '../../platform/client.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import { factName, factText } from './fact-words.ts';
import styles from './decisions-tab.module.css';

type Action = CallInput<'decisions.make'>['action'];

const ACTIONS: readonly { readonly id: Action; readonly name: string; readonly detail?: string }[] = [
  { id: 'no-action', name: 'No action' },
  { id: 'remove-listing', name: 'Remove listing' },
  { id: 'restore-listing', name: 'Restore listing' },
  { id: 'warn', name: 'Warn' },
  { id: 'restrict', name: 'Restrict' },
  { id: 'suspend-account', name: 'Suspend account' },
  { id: 'restore-account', name: 'Restore account' },
  { id: 'other', name: 'Other', detail: 'Say what in the reason' },
];

/** An action as people say it. */
export const actionName = (id: string): string => ACTIONS.find((action) => action.id === id)?.name ?? id;

/** Props of {@link DecisionForm}. */
export interface DecisionFormProps {
  readonly found: CaseDetail;
  readonly onClose: () => void;
}

/** Records a decision. Policy and reason are asked for before anything is kept; evidence is chosen from the confirmed facts. */
export const DecisionForm = ({ found, onClose }: DecisionFormProps) => {
  const make = useAct('decisions.make', { inline: true });
  const facts = useCall('facts.list', { caseId: found.id }).data?.facts.filter((fact) => fact.state === 'confirmed') ?? [];
  const [action, setAction] = useState<Action | null>(null);
  const [subject, setSubject] = useState('');
  const [policy, setPolicy] = useState('');
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState<ReadonlySet<string>>(new Set());
  const [wasTried, setWasTried] = useState(false);
  const missing = (value: string, words: string): string | null => (wasTried && value.trim() === '' ? words : null);

  const save = async (): Promise<void> => {
    setWasTried(true);
    if (!action || subject.trim() === '' || policy.trim() === '' || reason.trim() === '') return;
    const anchors = facts.filter((fact) => evidence.has(fact.id)).map((fact) => fact.anchor);
    const result = await make.run({ caseId: found.id, action, subject, policy, reason, anchors });
    if (!result.ok) return;
    showToast({ tone: 'good', title: `Decision ${result.value.label} recorded` });
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Record a decision"
      lead="It stays on record as it is written now. A correction is a further decision; an appeal is ruled by someone else."
      isBusy={make.isBusy}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onPress={() => void save()} isPending={make.isBusy}>
            Record decision
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label="Action"
          options={ACTIONS}
          value={action}
          onChange={setAction}
          error={wasTried && !action ? 'Choose what is done.' : null}
        />
        <TextField
          label="On whom or what"
          value={subject}
          onChange={setSubject}
          placeholder="Account A-5550-1187, listing 7741-002"
          error={missing(subject, 'Name the account or listing.')}
        />
        <TextField
          label="Policy"
          value={policy}
          onChange={setPolicy}
          placeholder="Stolen goods policy, section 2"
          error={missing(policy, 'Name the policy this rests on.')}
        />
        <TextField
          label="Reason"
          rows={4}
          value={reason}
          onChange={setReason}
          error={missing(reason, 'Say why, as a reader of the packet would need it.')}
        />
        <fieldset className={styles.evidence}>
          <legend>Evidence, from the confirmed facts</legend>
          {facts.length === 0 ? <p className={styles.none}>No fact is confirmed yet; the decision will show “No source”.</p> : null}
          {facts.map((fact) => (
            <Checkbox
              key={fact.id}
              isSelected={evidence.has(fact.id)}
              onChange={(on) => setEvidence((now) => new Set(on ? [...now, fact.id] : [...now].filter((id) => id !== fact.id)))}
            >
              {factName(fact)}: {factText(fact.value)}{' '}
              <Bracket state="confirmed">
                {fact.documentLabel} p. {fact.anchor.pageNo}
              </Bracket>
            </Checkbox>
          ))}
        </fieldset>
        {make.failure ? (
          <p role="alert" className={styles.problem}>
            {make.failure.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
};

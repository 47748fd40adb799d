import { useState } from 'react';
import type { CallOutput } from '../../platform/client.ts';
import { useAct } from '../../platform/use-call.ts';
import { KIND_WORDS, ROLE_DUTIES, rolesText, STATUS_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { Working } from '../../ui/progress.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './first-run.module.css';

/** Props of {@link BeginStep}. */
export interface BeginStepProps {
  readonly passphrase: string;
  readonly userName: string;
  readonly onFinished: () => void;
}

/** The sample desk or an empty one; the sample is introduced before it opens. */
export const BeginStep = ({ passphrase, userName, onFinished }: BeginStepProps) => {
  const [choice, setChoice] = useState<'sample' | 'empty'>('sample');
  const [sample, setSample] = useState<CallOutput<'desk.openSample'> | null>(null);
  const open = useAct('desk.openSample', { inline: true });
  const begin = async () => {
    if (choice === 'empty') return onFinished();
    const result = await open.run({ passphrase });
    if (result.ok) setSample(result.value);
  };
  if (sample) return <SampleReady sample={sample} userName={userName} onFinished={onFinished} />;
  return (
    <div className={styles.step}>
      <h1 className={styles.title}>How do you want to begin?</h1>
      <p className={styles.lead}>Nothing is lost either way: an empty desk takes its first real document as soon as you drop one.</p>
      <RadioGroup
        label="How to begin"
        labelHidden
        cards
        className={styles.choice}
        value={choice}
        onChange={setChoice}
        options={[
          {
            id: 'sample',
            name: 'Open the sample desk',
            body: (
              <>
                <span className={styles.choiceText}>
                  Made-up cases, one of each kind, with their documents. One waits for review, one is signed off and ready to seal.
                </span>
                <span className={styles.choiceNote}>
                  Adds made-up colleagues (a supervisor, an investigator, export staff and more). All of them sign in with the passphrase
                  you just chose.
                </span>
              </>
            ),
          },
          {
            id: 'empty',
            name: 'Start empty',
            body: (
              <>
                <span className={styles.choiceText}>
                  An empty intake. Drag in the first request; Casewright reads what it asks and when it is due.
                </span>
                <span className={styles.choiceNote}>
                  You are the administrator and add real colleagues in Settings. The sample can be opened later, as long as the desk is
                  empty.
                </span>
              </>
            ),
          },
        ]}
      />
      {open.failure ? (
        <p role="alert" className={styles.failure}>
          {open.failure.message}
        </p>
      ) : null}
      <div className={styles.actions}>
        {open.isBusy ? <Working>Writing the sample cases and reading their documents. This takes a few seconds.</Working> : null}
        <Button variant="primary" size="large" onPress={() => void begin()} isPending={open.isBusy} autoFocus>
          {choice === 'sample' ? 'Open the sample desk' : 'Start empty'}
        </Button>
      </div>
    </div>
  );
};

const SampleReady = ({
  sample,
  userName,
  onFinished,
}: {
  readonly sample: CallOutput<'desk.openSample'>;
  readonly userName: string;
  readonly onFinished: () => void;
}) => (
  <div className={styles.step}>
    <h1 className={styles.title}>Your sample desk is ready</h1>
    <p className={styles.lead}>
      These people share the desk. <strong>All of them sign in with the passphrase you just chose</strong>: lock the desk (Ctrl Shift L) and
      choose another person, for example to sign off as the supervisor what someone else wrote.
    </p>
    <ul className={styles.people}>
      {sample.users.map((user) => (
        <li key={user.id}>
          <PersonMark name={user.name} label={false} />
          <span>
            <b>{user.name}</b>
            {user.name === userName ? ', you' : ''}
            <small>
              {rolesText(user.roles)}
              {user.roles.length === 1 && user.roles[0] ? `: ${lowerFirst(ROLE_DUTIES[user.roles[0]])}` : ''}
            </small>
          </span>
        </li>
      ))}
    </ul>
    <ul className={styles.sampleCases}>
      {sample.cases.map((row) => (
        <li key={row.id}>
          <span className={styles.sampleNumber}>{row.number}</span>
          <span className={styles.sampleTitle}>{row.title}</span>
          <span className={styles.sampleKind}>{KIND_WORDS[row.kind].name}</span>
          <StatePill tone="plain" icon={STATUS_WORDS[row.status].icon} bare size="small">
            {STATUS_WORDS[row.status].name}
          </StatePill>
        </li>
      ))}
    </ul>
    <div className={styles.actions}>
      <Button variant="primary" size="large" onPress={onFinished} autoFocus>
        Go to the cases
      </Button>
    </div>
  </div>
);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

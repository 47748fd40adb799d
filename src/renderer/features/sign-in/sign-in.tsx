import { useState } from 'react';
import { Lock } from 'lucide-react';
import type { SessionState } from '../../../contract/session.ts';
import { useRemembered } from '../../platform/remembered.ts';
import { rolesText } from '../../platform/words.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { RecoverForm } from './recover-form.tsx';
import { UnlockForm } from './unlock-form.tsx';
import styles from './sign-in.module.css';

/** Props of {@link SignIn}: the session as the desk tells it. */
export interface SignInProps {
  readonly session: SessionState;
  readonly onAskAgain: () => void;
}

const PROBLEM_TITLES: Readonly<Record<string, string>> = {
  'damaged-keyring': 'The keyring of this vault is damaged',
  'newer-database': 'This vault was written by a newer Casewright',
  'missing-keyring': 'The keyring of this vault is missing',
  'in-use': 'This vault is open in another window or program',
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** The lock screen: who sits at the desk, and their passphrase. A vault that can't be opened says why. */
export const SignIn = ({ session, onAskAgain }: SignInProps) => {
  const [lastId, setLastId] = useRemembered<string>('last-person', '', isText);
  const [isRecovering, setRecovering] = useState(false);
  const chosen = session.users.find((user) => user.id === lastId) ?? session.users[0];
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <header className={styles.head}>
          <BrandMark sizePx={26} />
          <div>
            <h1 className={styles.title}>{session.deskName ? `Desk ${session.deskName}` : 'Casewright'}</h1>
            <p className={styles.locked}>
              <Icon of={Lock} size={12} />
              {session.vault === 'unusable' ? 'The vault cannot be opened' : 'Locked. Everything on this desk is encrypted.'}
            </p>
          </div>
        </header>
        {session.vault === 'unusable' ? (
          <ErrorState
            title={PROBLEM_TITLES[session.problem?.kind ?? ''] ?? 'The vault cannot be opened'}
            happened={session.problem?.message ?? 'The desk did not say why.'}
            kept="The files of the vault were not changed by this attempt."
            action={
              <Button variant="primary" onPress={onAskAgain}>
                Try again
              </Button>
            }
          />
        ) : chosen === undefined ? (
          <p className={styles.none}>Nobody has a place at this desk.</p>
        ) : (
          <div className={styles.body}>
            <section className={styles.people} aria-label="Who are you?">
              <h2 className={styles.sub}>Who are you?</h2>
              <RowList
                label="People of this desk"
                items={session.users}
                idOf={(user) => user.id}
                textOf={(user) => user.name}
                chosen={chosen.id}
                onChoose={setLastId}
                className={styles.list}
                row={(user) => (
                  <>
                    <PersonMark name={user.name} size="large" label={false} />
                    <span className={styles.person}>
                      <b>{user.name}</b>
                      <small>{rolesText(user.roles)}</small>
                    </span>
                  </>
                )}
              />
            </section>
            {isRecovering ? (
              <RecoverForm key={`recover-${chosen.id}`} user={chosen} onCancel={() => setRecovering(false)} />
            ) : (
              <UnlockForm key={chosen.id} user={chosen} onRecover={() => setRecovering(true)} />
            )}
          </div>
        )}
      </main>
      <footer className={styles.version}>Casewright {session.version}. Works without a network.</footer>
    </div>
  );
};

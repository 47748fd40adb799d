import { useState } from 'react';
import { KeyRound, UserPlus } from 'lucide-react';
import { useMay, useSession } from '../../platform/session.ts';
import { useCall } from '../../platform/use-call.ts';
import { rolesText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx';
import styles from './settings.module.css';

/** Who sits at this desk, and what each may do. */
export const PeoplePart = () => {
  const people = useCall('session.people', {});
  const me = useSession()?.user;
  const mayManage = useMay('user.manage');
  const [open, setOpen] = useState<'add' | 'passphrase' | null>(null);
  if (people.error)
    return (
      <ErrorState title="The people cannot be shown" happened={people.error.failure.message} incident={people.error.failure.incident} />
    );
  return (
    <>
      <header className={styles.head}>
        <h2>People</h2>
        <p>
          Each person has their own passphrase and their own signing key, wrapped by it: nobody can sign as someone else. Who writes a
          response never signs it off.
        </p>
      </header>
      <div className={styles.row}>
        <Button
          variant="primary"
          icon={UserPlus}
          onPress={() => setOpen('add')}
          disabledReason={mayManage ? null : 'An administrator adds people'}
        >
          Add a person
        </Button>
        <Button icon={KeyRound} onPress={() => setOpen('passphrase')}>
          Change my passphrase
        </Button>
      </div>
      <div className={styles.table}>
        <DataTable
          label="People of this desk"
          items={people.data?.users ?? []}
          idOf={(user) => user.id}
          columns={[
            {
              id: 'name',
              name: 'Name',
              isRowHeader: true,
              cell: (user) => (
                <span className={styles.person}>
                  <PersonMark name={user.name} size="small" label={false} />
                  {user.name}
                  {user.id === me?.id ? <span className={styles.soft}>you</span> : null}
                </span>
              ),
            },
            { id: 'roles', name: 'Roles', cell: (user) => rolesText(user.roles) },
            {
              id: 'certificate',
              name: 'Signing certificate',
              cell: (user) => (
                <span className={styles.code}>{user.certificateFingerprint ? `${user.certificateFingerprint.slice(0, 16)}…` : 'none'}</span>
              ),
            },
          ]}
        />
      </div>
      <AddPersonDialog isOpen={open === 'add'} onClose={() => setOpen(null)} />
      <ChangePassphraseDialog isOpen={open === 'passphrase'} onClose={() => setOpen(null)} />
    </>
  );
};

import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import styles from './dialog.module.css';

/** One thing that will happen, with its icon. */
interface Effect {
  readonly icon: LucideIcon;
  readonly text: ReactNode;
}

/** Props of {@link ConfirmDialog}: the question as title, its effects, and the words of the button that does it. */
export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly effects?: readonly Effect[];
  readonly confirm: string;
  readonly danger?: boolean;
  readonly isBusy?: boolean;
  readonly disabledReason?: string | null | undefined;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

/** Asks before something that cannot be undone, naming what happens. What can be undone gets a toast with Undo instead. */
export const ConfirmDialog = ({
  isOpen,
  onClose,
  onConfirm,
  title,
  lead,
  effects = [],
  confirm,
  danger = false,
  isBusy = false,
  disabledReason,
  aside,
  children,
}: ConfirmDialogProps) => (
  <Dialog
    isOpen={isOpen}
    onClose={onClose}
    title={title}
    lead={lead}
    aside={aside}
    role="alertdialog"
    isBusy={isBusy}
    footer={
      <>
        <Button onPress={onClose} isDisabled={isBusy}>
          Cancel
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isBusy} disabledReason={disabledReason}>
          {confirm}
        </Button>
      </>
    }
  >
    {effects.length > 0 ? (
      <ul className={styles.effects}>
        {effects.map((effect, at) => (
          <li key={at} className={styles.effect}>
            <Icon of={effect.icon} />
            <span>{effect.text}</span>
          </li>
        ))}
      </ul>
    ) : null}
    {children}
  </Dialog>
);

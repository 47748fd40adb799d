import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

/** Props of {@link Dialog}. `footer` holds the buttons, the doing one last; `aside` stands at the upper right. */
export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'regular' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
  /** Keeps a dialog open on a click outside and on Escape while something runs. */
  readonly isBusy?: boolean;
}

/** A modal panel; Escape and a click outside close it. Focus returns to where it was. */
export const Dialog = ({
  isOpen,
  onClose,
  title,
  lead,
  aside,
  children,
  footer,
  size = 'regular',
  role = 'dialog',
  isBusy = false,
}: DialogProps) => (
  <ModalOverlay
    isOpen={isOpen}
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
    isDismissable={!isBusy && role === 'dialog'}
    isKeyboardDismissDisabled={isBusy}
    className={styles.scrim ?? ''}
  >
    <Modal className={classNames(styles.modal, styles[size])}>
      <AriaDialog role={role} className={styles.dialog ?? ''}>
        <header className={styles.head}>
          <div className={styles.headText}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            {lead ? <p className={styles.lead}>{lead}</p> : null}
          </div>
          {aside}
        </header>
        <div className={styles.body}>{children}</div>
        {footer ? <footer className={styles.foot}>{footer}</footer> : null}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);

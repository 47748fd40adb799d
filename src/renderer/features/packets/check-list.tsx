import { CircleCheck, OctagonAlert } from 'lucide-react';
import type { Verification } from '../../../core/packets/packet.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './check-list.module.css';

/** Every check of a verification with what was found; failed ones first, with the files they are about. */
export const CheckList = ({ verification }: { readonly verification: Verification }) => (
  <ul className={styles.list} aria-label="Checks">
    {[...verification.checks]
      .sort((left, right) => Number(left.passed) - Number(right.passed))
      .map((check) => (
        <li key={check.name} className={styles.check}>
          <Icon of={check.passed ? CircleCheck : OctagonAlert} className={check.passed ? styles.passed : styles.failed} />
          <span className={check.detail === '' ? styles.whole : styles.title}>
            {check.title}
            <span className={styles.readersOnly}>{check.passed ? ', passed' : ', failed'}</span>
          </span>
          <span className={styles.detail}>
            {check.detail}
            {check.passed || check.files.length === 0 ? null : <span className={styles.files}>{check.files.slice(0, 20).join(', ')}</span>}
          </span>
        </li>
      ))}
  </ul>
);

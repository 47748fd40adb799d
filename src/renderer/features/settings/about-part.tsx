import { useSession } from '../../platform/session.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { LICENCES } from './licences.ts';
import styles from './settings.module.css';

/** Which Casewright this is, and what it is built on. */
export const AboutPart = () => {
  const session = useSession();
  return (
    <>
      <header className={styles.head}>
        <div className={styles.row}>
          <BrandMark />
          <h2>Casewright {session?.version}</h2>
        </div>
        <p>The offline desk for legal claims and investigations. Nothing here needs a network; only the outbox uses one.</p>
      </header>
      <dl className={styles.facts}>
        <dt>Window</dt>
        <dd>{session?.host === 'electron' ? 'Its own program window' : 'A browser window of this machine; nobody else can reach it'}</dd>
        <dt>Vault</dt>
        <dd>Database and documents encrypted (AES-256); keys from passphrases by argon2id</dd>
        <dt>Signatures</dt>
        <dd>CMS with ECDSA P-256, checked by openssl without this program</dd>
      </dl>
      <section>
        <div className={styles.head}>
          <h2>Built on</h2>
          <p>Open source parts shipped with this program, and their licences.</p>
        </div>
        <ul className={styles.licences}>
          {LICENCES.map((part) => (
            <li key={part.name}>
              <span>
                {part.name} {part.version}
              </span>
              <span>{part.licence}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};

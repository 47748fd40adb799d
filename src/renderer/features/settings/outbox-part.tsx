import { useState } from 'react';
import type { CallOutput } from '../../platform/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSettings } from './use-settings.ts';
import styles from './settings.module.css';

type Settings = CallOutput<'desk.settings'>;
type Target = NonNullable<Settings['target']>;

/** Where finished packets go: a folder, or the central intake server. */
export const OutboxPart = () => {
  const { settings, loadFailure, ...rest } = useSettings();
  if (loadFailure)
    return <ErrorState title="The settings cannot be shown" happened={loadFailure.message} incident={loadFailure.incident} />;
  return (
    <>
      <header className={styles.head}>
        <h2>Outbox</h2>
        <p>
          A sealed packet waits here until its place answers. It counts as arrived only when the signed receipt of the other side was
          checked.
        </p>
      </header>
      {settings ? (
        <OutboxForm key={JSON.stringify(settings.target)} settings={settings} {...rest} />
      ) : (
        <Working>Reading the settings</Working>
      )}
    </>
  );
};

type FormProps = { readonly settings: Settings } & Omit<ReturnType<typeof useSettings>, 'settings' | 'loadFailure'>;

const OutboxForm = ({ settings, closedReason, isBusy, failure, save }: FormProps) => {
  const target = settings.target;
  const [kind, setKind] = useState<'none' | Target['kind']>(target?.kind ?? 'none');
  const [path, setPath] = useState(target?.kind === 'folder' ? target.path : '');
  const [url, setUrl] = useState(target?.kind === 'intake' ? target.url : '');
  const [receiptPem, setReceiptPem] = useState(target?.receiptCertificatePem ?? '');
  const [caPem, setCaPem] = useState(target?.kind === 'intake' ? (target.caPem ?? '') : '');
  const [proxyUrl, setProxyUrl] = useState(target?.kind === 'intake' ? (target.proxyUrl ?? '') : '');
  const [isTried, setTried] = useState(false);
  const isPem = receiptPem.includes('BEGIN CERTIFICATE');
  const problems = {
    path: kind === 'folder' && path.trim() === '' ? 'Name the folder, as a full path.' : null,
    url: kind === 'intake' && !/^https?:\/\/\S+$/.test(url.trim()) ? 'An address such as https://intake.example.com/' : null,
    receipt:
      kind === 'intake' && !isPem
        ? 'Paste the certificate, from -----BEGIN CERTIFICATE----- on.'
        : receiptPem.trim() !== '' && !isPem
          ? 'This is not a certificate in PEM.'
          : null,
  };
  const submit = async () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    const receipt = receiptPem.trim();
    const next: Settings['target'] =
      kind === 'none'
        ? null
        : kind === 'folder'
          ? { kind, path: path.trim(), ...(receipt ? { receiptCertificatePem: receipt } : {}) }
          : {
              kind,
              url: url.trim(),
              receiptCertificatePem: receipt,
              ...(caPem.trim() ? { caPem: caPem.trim() } : {}),
              ...(proxyUrl.trim() ? { proxyUrl: proxyUrl.trim() } : {}),
            };
    await save({ target: next }, next ? 'The outbox has its place' : 'Packets stay on this desk');
  };
  return (
    <div className={styles.form}>
      <Switch
        isSelected={settings.outboxPaused}
        onChange={(outboxPaused) => void save({ outboxPaused }, outboxPaused ? 'The outbox is paused' : 'The outbox goes on')}
        isDisabled={closedReason !== null}
        detail="Nothing travels while it is paused; nothing is lost"
      >
        Pause the outbox
      </Switch>
      <RadioGroup
        label="Place"
        value={kind}
        onChange={setKind}
        options={[
          { id: 'none', name: 'None yet', body: 'Packets are sealed and kept on this desk' },
          { id: 'folder', name: 'A folder', body: 'A shared drive or a stick; the other side leaves a receipt beside the packet' },
          { id: 'intake', name: 'An intake server', body: 'Uploads that go on where they stopped, answered by a signed receipt' },
        ]}
      />
      {kind === 'folder' ? (
        <TextField
          label="Folder"
          value={path}
          onChange={setPath}
          error={isTried ? problems.path : null}
          help="Full path on this machine, such as /srv/packets"
        />
      ) : null}
      {kind === 'intake' ? (
        <TextField
          label="Address"
          value={url}
          onChange={setUrl}
          error={isTried ? problems.url : null}
          help="The intake server of the central system"
        />
      ) : null}
      {kind === 'none' ? null : (
        <div className={styles.pem}>
          <TextField
            label={kind === 'intake' ? 'Receipt certificate' : 'Receipt certificate (optional)'}
            value={receiptPem}
            onChange={setReceiptPem}
            rows={5}
            spellCheck="false"
            error={isTried ? problems.receipt : null}
            help="PEM. Receipts are believed only when this certificate signed them"
          />
        </div>
      )}
      {kind === 'intake' ? (
        <>
          <TextField label="Proxy (optional)" value={proxyUrl} onChange={setProxyUrl} help="Such as http://proxy.example.com:3128" />
          <div className={styles.pem}>
            <TextField
              label="Own certificate authority (optional)"
              value={caPem}
              onChange={setCaPem}
              rows={3}
              spellCheck="false"
              help="PEM, where the server's certificate is not from a public authority"
            />
          </div>
        </>
      ) : null}
      {failure ? (
        <p role="alert" className={styles.failure}>
          {failure.message}
        </p>
      ) : null}
      <div className={styles.row}>
        <Button variant="primary" onPress={() => void submit()} isPending={isBusy} disabledReason={closedReason}>
          Save
        </Button>
      </div>
    </div>
  );
};

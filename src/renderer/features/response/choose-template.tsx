import { useState } from 'react';
import { ArrowRight, CircleAlert, CircleCheck, FilePen } from 'lucide-react';
import type { CaseId } from '../../../core/ids.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { countText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Working } from '../../ui/progress.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './choose-template.module.css';

type TemplateRow = CallOutput<'responses.templates'>['templates'][number];

/** Props of {@link ChooseTemplate}. `closed` says why this person can't draft; `onBack` leads back to a draft that is there already. */
export interface ChooseTemplateProps {
  readonly caseId: CaseId;
  readonly closed: string | null;
  /** Facts that nobody confirmed or rejected yet; a draft leaves them out. */
  readonly factsToConfirm: number;
  readonly onDrafted: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** No draft yet: the templates of the desk, those that fit first, each with what it still needs, and the one button that drafts. */
export const ChooseTemplate = ({ caseId, closed, factsToConfirm, onDrafted, onBack }: ChooseTemplateProps) => {
  const go = useGo();
  const list = useCall('responses.templates', { caseId });
  const draft = useAct('responses.draft', { inline: true });
  const [picked, setPicked] = useState<string | null>(null);
  const templates = list.data?.templates ?? [];
  const chosen = templates.find((template) => template.id === picked) ?? templates.find((template) => template.fits) ?? templates[0];
  const missing =
    draft.failure?.kind === 'missing-fields'
      ? (draft.failure.details ?? []).map((one) => one.text)
      : (chosen?.missing.map((one) => one.label) ?? []);
  const reason = closed ?? (missing.length > 0 ? `No confirmed fact fills: ${missing.join(', ')}` : null);
  const run = async (): Promise<void> => {
    if (!chosen || reason || draft.isBusy) return;
    const drafted = await draft.run({ caseId, templateId: chosen.id });
    if (drafted.ok) onDrafted();
  };
  useKeys('Response', [{ keys: 'Ctrl+Enter', name: 'Draft the response', run: () => void run(), when: chosen !== undefined }]);

  if (list.error)
    return (
      <ErrorState
        title="The templates can not be listed"
        happened={list.error.failure.message}
        kept="The case is unchanged."
        incident={list.error.failure.incident}
      />
    );
  if (!list.data)
    return (
      <div className={styles.waiting}>
        <Working>Reading the templates</Working>
      </div>
    );
  if (!chosen)
    return (
      <EmptyState title="No template on this desk">
        A response starts from a Word template. Templates lie in the policy pack; whoever keeps it can add one.
      </EmptyState>
    );
  return (
    <div className={styles.choose}>
      <div className={styles.column}>
        <header className={styles.head}>
          <h2 className={styles.title}>{onBack ? 'Draft again from a template' : 'Choose how to answer'}</h2>
          <p className={styles.lead}>
            A template is filled from the facts you confirmed. Every sentence keeps its sources, and you can change every word.
            {onBack ? ' The draft of now stays in the list of versions.' : ''}
          </p>
        </header>
        <RowList
          label="Templates"
          className={styles.list}
          items={templates}
          idOf={(template) => template.id}
          textOf={(template) => template.name}
          chosen={chosen.id}
          onChoose={(id) => (setPicked(id), draft.reset())}
          onOpen={(id) => (setPicked(id), draft.reset())}
          row={(template) => <TemplateCard template={template} />}
        />
        {draft.failure && draft.failure.kind !== 'missing-fields' ? (
          <div role="alert" className={styles.failure}>
            <strong>Not drafted.</strong> {draft.failure.message}
            {draft.failure.details ? (
              <ul>
                {draft.failure.details.map((detail) => (
                  <li key={detail.name}>
                    {detail.name}: {detail.text}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null}
        {missing.length > 0 && !closed ? (
          <div aria-live="polite" className={styles.needs}>
            <Icon of={CircleAlert} />
            <div>
              <strong>
                {chosen.name} still needs {countText(missing.length, 'confirmed fact')}
              </strong>
              <p>{missing.join(', ')}. Confirm what the desk suggests, or make a fact from the words of a document.</p>
            </div>
            <Button size="small" iconAfter={ArrowRight} onPress={() => go({ to: 'case', caseId, tab: 'documents' })}>
              Go to the facts
            </Button>
          </div>
        ) : null}
        {missing.length === 0 && factsToConfirm > 0 && !closed ? (
          <div aria-live="polite" className={styles.needs}>
            <Icon of={CircleAlert} />
            <div>
              <strong>{factsToConfirm === 1 ? '1 suggested fact is' : `${factsToConfirm} suggested facts are`} not confirmed yet</strong>
              <p>A draft is filled from confirmed facts only. Confirm them first, or write without them.</p>
            </div>
            <Button size="small" iconAfter={ArrowRight} onPress={() => go({ to: 'case', caseId, tab: 'documents' })}>
              Go to the facts
            </Button>
          </div>
        ) : null}
        <div className={styles.actions}>
          <Button
            variant={factsToConfirm > 0 ? 'default' : 'primary'}
            size="large"
            icon={FilePen}
            keys="Ctrl+Enter"
            disabledReason={reason}
            isPending={draft.isBusy}
            onPress={() => void run()}
          >
            Draft the response
          </Button>
          {onBack ? (
            <Button size="large" variant="quiet" onPress={onBack}>
              Back to the draft
            </Button>
          ) : null}
          {draft.isBusy ? <Working>Filling the template</Working> : closed ? <p className={styles.reason}>{closed}</p> : null}
        </div>
      </div>
    </div>
  );
};

const TemplateCard = ({ template }: { readonly template: TemplateRow }) => (
  <div className={styles.card}>
    <div className={styles.words}>
      <strong>{template.name}</strong>
      <p>{template.description}</p>
    </div>
    <div className={styles.state}>
      {template.fits ? (
        <StatePill tone="good" bare size="small">
          Fits this request
        </StatePill>
      ) : (
        <StatePill tone="quiet" bare size="small">
          For other requests
        </StatePill>
      )}
      {template.missing.length > 0 ? (
        <span className={styles.lacks}>Needs {template.missing.map((one) => one.label.toLowerCase()).join(', ')}</span>
      ) : (
        <span className={styles.full}>
          <Icon of={CircleCheck} size={12} /> Has all it needs
        </span>
      )}
    </div>
  </div>
);

import type { CaseDetail } from '../../../contract/cases.ts';
import type { ResponseVersion, ReviewRound } from '../../../contract/responses.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { Button } from '../../ui/button.tsx';
import { ResponseNotice } from './response-notice.tsx';
import type { Draft } from './use-draft.ts';

/** Props of {@link ResponseNotices}. */
export interface ResponseNoticesProps {
  readonly found: CaseDetail;
  readonly draft: Draft;
  readonly version: ResponseVersion;
  readonly newestNo: number;
  readonly round: ReviewRound | undefined;
  readonly isOpen: boolean;
  readonly mayWrite: boolean;
  readonly isConflict: boolean;
  readonly isPaper: boolean;
  readonly onVersion: (versionNo: number) => void;
  readonly onChanges: () => void;
  readonly onReview: () => void;
}

/** How things stand with the response, most pressing first; at most one line, so that the paper keeps its place. */
export const ResponseNotices = ({
  found,
  draft,
  version,
  newestNo,
  round,
  isOpen,
  mayWrite,
  isConflict,
  isPaper,
  onVersion,
  onChanges,
  onReview,
}: ResponseNoticesProps) => {
  const zone = useZone();
  if (version.versionNo < newestNo) {
    return (
      <ResponseNotice
        kind="earlier"
        title={`Version ${version.versionNo} by ${version.writtenByName}, ${whenText(version.writtenAtMs, zone)}.`}
        actions={
          <Button size="small" onPress={() => onVersion(newestNo)}>
            Back to version {newestNo}
          </Button>
        }
      >
        Earlier versions are only read.
      </ResponseNotice>
    );
  }
  if (isConflict) {
    return (
      <ResponseNotice
        kind="conflict"
        title={`${version.writtenByName} saved version ${version.versionNo} while you were writing.`}
        actions={
          <>
            <Button size="small" onPress={onChanges}>
              Compare
            </Button>
            <Button size="small" onPress={() => draft.rebase(version)}>
              Go on with mine
            </Button>
            <Button size="small" variant="quiet" onPress={() => draft.adopt(version)}>
              Take version {version.versionNo}
            </Button>
          </>
        }
      >
        Your words are kept here, based on version {draft.base.versionNo}. Going on with yours saves them as version {version.versionNo + 1}
        ; version {version.versionNo} stays in the list.
      </ResponseNotice>
    );
  }
  if (draft.failure) {
    return (
      <ResponseNotice
        kind="failed"
        title="Not saved."
        actions={
          <Button size="small" onPress={() => void draft.save()}>
            Try again
          </Button>
        }
      >
        {draft.failure.message} Your words are kept in this window.
      </ResponseNotice>
    );
  }
  if (found.status === 'in-review' && round) {
    return (
      <ResponseNotice
        kind="in-review"
        title={`In review since ${whenText(round.submittedAtMs, zone)}, submitted by ${round.submittedByName}.`}
        actions={
          <Button size="small" onPress={onReview}>
            Open the review
          </Button>
        }
      >
        The response stays exactly as it was submitted until a supervisor signs it off or returns it.
      </ResponseNotice>
    );
  }
  if (!isOpen) {
    const by =
      round?.outcome === 'approved' && round.reviewerName && round.decidedAtMs
        ? `Signed off by ${round.reviewerName}, ${whenText(round.decidedAtMs, zone)}.`
        : 'This response is final.';
    return (
      <ResponseNotice kind="finished" title={by}>
        Its content is frozen under both signatures. To correct it, a new revision of the case is started.
      </ResponseNotice>
    );
  }
  if (!isPaper && draft.isDirty) {
    return (
      <ResponseNotice
        kind="earlier"
        title={`This shows version ${draft.base.versionNo} as it is saved.`}
        actions={
          <Button size="small" isPending={draft.isSaving} onPress={() => void draft.save()}>
            Save and show
          </Button>
        }
      >
        Your unsaved changes are not in it.
      </ResponseNotice>
    );
  }
  if (found.status === 'returned' && round?.outcome === 'returned') {
    return (
      <ResponseNotice
        kind="returned"
        title={`Returned by ${round.reviewerName ?? 'the supervisor'}${round.decidedAtMs ? `, ${whenText(round.decidedAtMs, zone)}` : ''}:`}
      >
        {round.comment ? `“${round.comment}”` : 'See the comments beside the sentences.'}
      </ResponseNotice>
    );
  }
  if (!mayWrite)
    return (
      <ResponseNotice kind="earlier" title="You read this response.">
        An investigator writes it.
      </ResponseNotice>
    );
  return null;
};

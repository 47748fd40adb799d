import type { CaseId } from '../../../core/ids.ts';
import { useCall } from '../../platform/use-call.ts';
import { ReviewCase } from './review-case.tsx';
import { ReviewQueue } from './review-queue.tsx';

/** Responses that wait for a second person: the queue, or one of them with its sources and its checklist. */
export const ReviewScreen = ({ caseId }: { readonly caseId?: string | undefined }) => {
  const queue = useCall('reviews.queue', {});
  return caseId ? <ReviewCase key={caseId} caseId={caseId as CaseId} queue={queue.data?.rows ?? []} /> : <ReviewQueue queue={queue} />;
};

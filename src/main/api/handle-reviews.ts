import { approveResponse, commentOnSubmission, returnResponse } from '../services/review-response.ts';
import { getReview, reviewQueue } from '../services/review-view.ts';
import type { ResponseTools } from '../services/response-tools.ts';
import { ok } from '../../core/result.ts';
import type { Handlers } from './router.ts';

/** The calls about reviews: what waits, one submission with its sources, comments, return and sign-off. */
export const reviewHandlers = (tools: ResponseTools): Handlers<'reviews'> => ({
  queue: async (context) => ok(await reviewQueue(context)),
  get: (context, input) => getReview(context, input.caseId, tools),
  comment: (context, input) => commentOnSubmission(context, input),
  returnToAuthor: (context, input) => returnResponse(context, input),
  approve: (context, input) => approveResponse(context, input, tools),
});

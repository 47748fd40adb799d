import { draftResponse } from '../services/draft-response.ts';
import { getResponse, templatesForCase, viewOfVersion } from '../services/response-view.ts';
import type { ResponseTools } from '../services/response-tools.ts';
import { saveResponse } from '../services/save-response.ts';
import { submitResponse } from '../services/submit-response.ts';
import { ok } from '../../core/result.ts';
import type { Handlers } from './router.ts';

/** The calls about responses: templates, drafting, editing, submitting. */
export const responseHandlers = (tools: ResponseTools): Handlers<'responses'> => ({
  templates: (context, input) => templatesForCase(context, input.caseId, tools),
  draft: async (context, input) => {
    const drafted = await draftResponse(context, input, tools);
    return drafted.ok ? ok(await viewOfVersion(context.desk.stores, drafted.value, [], tools)) : drafted;
  },
  get: (context, input) => getResponse(context, input, tools),
  save: async (context, input) => {
    const saved = await saveResponse(context, input);
    return saved.ok ? ok(await viewOfVersion(context.desk.stores, saved.value, [], tools)) : saved;
  },
  submit: (context, input) => submitResponse(context, input, tools),
});

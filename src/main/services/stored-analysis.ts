import type { DocumentId } from '../../core/ids.ts';
import { storedAnalysisSchema, type StoredAnalysis } from '../../core/requests/stored-analysis.ts';
import type { Stores } from '../store/stores.ts';

/** What the desk read in a document, `null` before it is read. Throws on an analysis that isn't one, which only a bug can store. */
export const analysisOf = async (stores: Stores, documentId: DocumentId): Promise<StoredAnalysis | null> => {
  const reading = await stores.readings.get(documentId);
  return reading && storedAnalysisSchema.parse(JSON.parse(reading.analysisJson));
};

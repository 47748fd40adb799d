import { useState } from 'react';
import { ErrorState } from '../error-state.tsx';
import type { PdfProblem } from './open-pdf.ts';
import { PdfView } from './pdf-view.tsx';

/** A PDF to read without marks, such as a response as it is sent; a file that can't be drawn says why. */
export const PdfPane = ({ url, name }: { readonly url: string; readonly name: string }) => {
  const [problem, setProblem] = useState<{ readonly url: string; readonly why: PdfProblem } | null>(null);
  if (problem?.url === url) {
    return (
      <ErrorState
        title="The PDF can not be shown"
        happened={problem.why.message}
        kept="The words of the response are kept as they are."
        next="Look at the Word preview, or open this view again."
      />
    );
  }
  return <PdfView key={url} url={url} name={name} marks={[]} onProblem={(why) => setProblem({ url, why })} />;
};

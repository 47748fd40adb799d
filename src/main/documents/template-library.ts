import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { responseTemplateSchema, templateIdSchema, type ResponseTemplate } from '../../core/responses/template.ts';

/** A template with its Word document. */
interface LoadedTemplate {
  readonly template: ResponseTemplate;
  readonly docx: Uint8Array;
}

/** A folder of templates that can't be used, and why. */
interface TemplateProblem {
  readonly folder: string;
  readonly message: string;
}

/** The templates of a desk: one folder each, with `template.docx` and `template.json`. */
export interface TemplateLibrary {
  /** Templates by id, and the folders that hold none that can be used. Read anew each time, so an edited template counts at once. */
  readonly list: () => Promise<{ readonly templates: readonly ResponseTemplate[]; readonly problems: readonly TemplateProblem[] }>;
  /** A template with its document; `undefined` if there is none of that id. Throws if its files are damaged. */
  readonly load: (id: string) => Promise<LoadedTemplate | undefined>;
}

/** Opens the library in `dir`; a folder that is not there is an empty library. */
export const openTemplateLibrary = (dir: string): TemplateLibrary => {
  const read = async (id: string): Promise<LoadedTemplate> => {
    const template = responseTemplateSchema.parse(JSON.parse(await readFile(join(dir, id, 'template.json'), 'utf8')));
    if (template.id !== id) throw new Error(`it calls itself ${template.id}`);
    return { template, docx: new Uint8Array(await readFile(join(dir, id, 'template.docx'))) };
  };
  const folders = async (): Promise<string[]> => {
    try {
      return (await readdir(dir, { withFileTypes: true }))
        .filter((entry) => entry.isDirectory() && templateIdSchema.safeParse(entry.name).success)
        .map((entry) => entry.name)
        .sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  };
  return {
    list: async () => {
      const templates: ResponseTemplate[] = [];
      const problems: TemplateProblem[] = [];
      for (const folder of await folders()) {
        try {
          templates.push((await read(folder)).template);
        } catch (error) {
          problems.push({
            folder,
            message: `The template in ${folder} can not be used: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'unknown reason'}`,
          });
        }
      }
      return { templates, problems };
    },
    load: async (id) => ((await folders()).includes(id) ? read(id) : undefined),
  };
};

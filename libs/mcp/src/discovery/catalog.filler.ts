import type { Catalogs } from '../catalog/catalogs.js';
import { requireCompleted } from '../catalog/completed.part.js';
import { createPromptEntry } from '../catalog/prompt.factory.js';
import { createResourceEntry, createTemplateEntry } from '../catalog/resource.factory.js';
import { createToolEntry } from '../catalog/tool.factory.js';
import { requirePage } from '../catalog/tool.ui.js';
import { createUiResourceEntry } from '../catalog/ui-resource.factory.js';
import type { Offer } from './offer.js';

/**
 * Fills the catalogues, apart from skills, which take time to load.
 *
 * @throws McpError for a declaration that cannot be served
 */
export function fill(catalogs: Catalogs, offers: readonly Offer[]): void {
  for (const offer of offers) {
    switch (offer.kind) {
      case 'tool':
        catalogs.tools.add(createToolEntry(offer));
        break;
      case 'resource':
        catalogs.resources.add(createResourceEntry(offer));
        break;
      case 'page':
        catalogs.resources.add(createUiResourceEntry(offer));
        break;
      case 'template':
        catalogs.templates.add(createTemplateEntry(offer));
        break;
      case 'prompt':
        catalogs.prompts.add(createPromptEntry(offer));
        break;
      case 'completer':
        catalogs.completers.add(offer);
        break;
      case 'skill':
        break;
    }
  }
  for (const tool of catalogs.tools) requirePage(tool, catalogs.resources);
  for (const offer of offers) if (offer.kind === 'completer') requireCompleted(offer, catalogs);
}

import type { Offered } from '../src/catalog/catalogs.js';

/** What a server offers besides tools; nothing unless it's said. */
export function offersOf(offered: Partial<Offered> = {}): { offered: Offered } {
  const nothing = {
    resources: false,
    prompts: false,
    completions: false,
    ui: false,
    skills: false,
  };
  return { offered: { ...nothing, ...offered } };
}

export const EVERYTHING = offersOf({
  resources: true,
  prompts: true,
  completions: true,
  ui: true,
  skills: true,
});

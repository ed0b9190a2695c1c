/** A kind of list whose content changed. */
export type ListKind = 'tools' | 'resources' | 'prompts';

/** What changed: the content of a list, or of one resource. */
export type Change = { readonly list: ListKind } | { readonly resource: string };

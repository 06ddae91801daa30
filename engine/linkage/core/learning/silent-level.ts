/** Why a level says nothing by itself, as models keep it: `unseen` has the name of the level that it weighs as. */
export type SilentLevel = { readonly kind: 'unseen'; readonly as: string } | { readonly kind: 'uninformative' };

/**
 * What a check says: `ok` and `warn` carry the normalised value, `warn` and `bad` a sentence for the person at the form,
 * `bad` also the way on. No check ever stops a person from being received: a bad identifier is left out or corrected later.
 */
export type Verdict<Extra = unknown> =
  | ({ readonly verdict: 'ok'; readonly value: string } & Extra)
  | ({ readonly verdict: 'warn'; readonly value: string; readonly message: string } & Extra)
  | { readonly verdict: 'bad'; readonly message: string; readonly wayOn: string };

export const bad = (message: string, wayOn: string) => ({ verdict: 'bad', message, wayOn }) as const;

/** Full-width forms to half-width (NFKC), blanks and hyphens of every kind out, letters upper case: １１０１０５-… x → 110105…X. */
export const compact = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200D\uFEFF\p{Pd}·.]/gu, '')
    .toUpperCase();

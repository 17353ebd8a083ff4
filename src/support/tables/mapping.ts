/** A field that an import can fill; `synonyms` are other words people write above that column. */
export type MappingTarget = { readonly field: string; readonly zh: string; readonly synonyms?: readonly string[] };

/** `same`: the header is one of the target's words; `like`: it contains one; null: nothing fits, a person decides. */
export type MappingSuggestion = { readonly header: string; readonly field: string | null; readonly why: 'same' | 'like' | null };

/**
 * Suggests which column fills which field, one row a header in the given order; each field at most once, the best match
 * first. Only a suggestion: the mapping preview shows it and a person confirms.
 */
export function suggestMapping(headers: readonly string[], targets: readonly MappingTarget[]): MappingSuggestion[] {
  const offers = headers.flatMap((header) =>
    targets.map((target) => ({ header, field: target.field, points: pointsOf(header, target) })),
  );
  const chosen = new Map<string, { field: string; why: 'same' | 'like' }>();
  const taken = new Set<string>();
  for (const { header, field, points } of offers.filter((offer) => offer.points > 0).sort((a, b) => b.points - a.points)) {
    if (chosen.has(header) || taken.has(field)) continue;
    chosen.set(header, { field, why: points >= SAME ? 'same' : 'like' });
    taken.add(field);
  }
  return headers.map((header) => ({ header, field: chosen.get(header)?.field ?? null, why: chosen.get(header)?.why ?? null }));
}

const SAME = 1_000;

/** The longer the shared word, the surer: 联系电话 in 申请人联系电话 beats 申请人. */
function pointsOf(header: string, { field, zh, synonyms = [] }: MappingTarget): number {
  const [full, short] = [plain(header), plain(header.replace(/[（(【[].*?[）)】\]]/g, ''))];
  const points = [field, zh, ...synonyms]
    .map(plain)
    .filter(Boolean)
    .map((word) => {
      if (word === full || word === short) return SAME + word.length;
      return word.length >= 2 && short.includes(word) ? word.length : 0;
    });
  return Math.max(...points);
}

/** Width, case, blanks, punctuation, required marks and leading numbers aside: " 1. 联系电话* " and 联系电话 are one. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\d+[.、\s]+/, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

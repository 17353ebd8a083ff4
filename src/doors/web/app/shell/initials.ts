/** First letters of the pinyin, so that `wddb` finds 我的待办. The dictionary is fetched when someone first types letters. */
let first: ((text: string) => string) | undefined;

export async function loadInitials(): Promise<void> {
  if (first) return;
  const { pinyin } = await import('pinyin-pro');
  first = (text) => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
}

/** Does the text answer to what was typed: as a piece of it, or by initials? */
export function answersTo(text: string, typed: string): boolean {
  const sought = typed.trim().toLowerCase();
  if (!sought) return true;
  return text.toLowerCase().includes(sought) || (/^[a-z]+$/.test(sought) && Boolean(first?.(text).includes(sought)));
}

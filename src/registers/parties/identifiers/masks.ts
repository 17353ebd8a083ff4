const stars = (count: number) => '*'.repeat(Math.max(0, count));

/** 13800005678 → 138****5678; landlines keep area code and last four; anything else shows its last two characters at most. */
export function maskPhone(phone: string): string {
  const [, area, number] = /^(0\d{2,3})-(\d{7,8})(?:-\d+)?$/.exec(phone) ?? [];
  if (area && number) return `${area}-${stars(number.length - 4)}${number.slice(-4)}`;
  if (/^\d{11}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone.length <= 4 ? stars(phone.length) : stars(phone.length - 2) + phone.slice(-2);
}

/** 990101199001010019 → 990101********0019: the birth date goes. Other papers (passport, permit) keep two at each end at most. */
export function maskId(id: string): string {
  if (id.length === 18) return `${id.slice(0, 6)}********${id.slice(-4)}`;
  return id.length <= 6 ? stars(id.length) : id.slice(0, 2) + stars(id.length - 4) + id.slice(-2);
}

const TWO_CHARACTER_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 夏侯 尉迟 公孙 长孙 慕容 司徒 司空 东方 独孤 南宫 令狐 皇甫 宇文 端木 百里 呼延 轩辕 闻人 东郭 申屠 太史 澹台 公冶 淳于 濮阳 钟离 万俟 赫连 即墨 第五'.split(
    ' ',
  ),
);

/**
 * The surname stays, each further character becomes 某: 张三 → 张某, 欧阳修 → 欧阳某. At most two 某, so that the length of a long
 * name does not give it away; the parts of a name with a dot, and names in other letters, keep their first letter.
 */
export function maskName(name: string): string {
  const parts = name
    .trim()
    .split(/\s*[·•・]\s*|\s+/)
    .filter(Boolean);
  return parts
    .map((part) => (/^\p{Script=Han}/u.test(part) ? maskHan(part) : `${[...part][0] ?? ''}**`))
    .join(parts.length > 1 ? '·' : '');
}

function maskHan(part: string): string {
  const letters = [...part];
  const surname = letters.length > 2 && TWO_CHARACTER_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
  // A single character is masked too: it may be the whole given name.
  return letters.length === 1 ? '某' : letters.slice(0, surname).join('') + '某'.repeat(Math.min(2, letters.length - surname));
}

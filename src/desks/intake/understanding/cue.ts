/** One place in a text where a word stands: what a proposal shows as its reason. */
export interface Found {
  words: string;
  /** Said by somebody in quotation marks, not told by the writer. */
  quoted: boolean;
}

const BREAK = /[，。！？；,!?;\n：:]/;
/** 没有、未、否认… right before the word; three characters may stand between: 没有人打人. */
const NEGATED = /(?:没有|没|未曾|从未|未|并非|不是|不存在|不会|不曾|否认|谈不上|无)[^，。！？；]{0,3}$/;
const ASKED = /(?:有没有|有无|是否|是不是|会不会|算不算)[^，。！？；]{0,6}$/;
/** The name of a law, a campaign or a lecture is no event. */
const NAMED = /(?:反|防|预防|防止|打击|禁止|杜绝|整治|宣传|所谓)[“"「]?$/;
const AFTER = /^[”"」]?(?:法|条例|宣传|讲座|知识|防治|预防|价|大?甩卖)/;

/** Every place where `pattern` stands as told: not negated, not asked about, not the title of something. */
export function cuesIn(text: string, pattern: RegExp): Found[] {
  const plain = text.replace(/《[^》]*》/g, (title) => '　'.repeat(title.length));
  const all = [...plain.matchAll(new RegExp(pattern.source, 'gu'))];
  return all.filter((match) => stands(plain, match)).map((match) => ({ words: match[0], quoted: isQuoted(plain, match.index) }));
}

function stands(text: string, match: RegExpMatchArray): boolean {
  const before = clauseBefore(text, match.index!);
  const after = text.slice(match.index! + match[0].length);
  return !ASKED.test(before) && !NEGATED.test(before) && !NAMED.test(before) && !AFTER.test(after);
}

function clauseBefore(text: string, at: number): string {
  return (
    text
      .slice(Math.max(0, at - 14), at)
      .split(BREAK)
      .at(-1) ?? ''
  );
}

/** Inside marks that somebody's saying opened: 他说“不想活了”. */
function isQuoted(text: string, at: number): boolean {
  const open = Math.max(text.lastIndexOf('“', at), text.lastIndexOf('「', at));
  const close = Math.max(text.lastIndexOf('”', at - 1), text.lastIndexOf('」', at - 1));
  return open >= 0 && open > close && /[说讲喊称言道骂写][，：:,]?\s*$/.test(text.slice(Math.max(0, open - 4), open));
}

/** 写到“漏水”“楼上” — each word once, the first four. */
export function sayFound(found: readonly Found[]): string {
  const [told, quoted] = [found.filter((one) => !one.quoted), found.filter((one) => one.quoted)];
  const list = (some: readonly Found[]) =>
    [...new Set(some.map((one) => one.words))]
      .slice(0, 4)
      .map((words) => `“${words}”`)
      .join('');
  return [told.length > 0 ? `写到${list(told)}` : '', quoted.length > 0 ? `转述的话里有${list(quoted)}` : '']
    .filter(Boolean)
    .join('，');
}

/** Controls, zero-width and direction marks: invisible, and used to make text look like what it is not. Emoji joiners stay. */
const INVISIBLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Text as it may be stored: invisible characters out, lone surrogates to U+FFFD (PostgreSQL takes neither), one kind of line end. */
export function cleanText(text: string): string {
  return wellFormed(text.replace(/\r\n?/g, '\n').replace(INVISIBLE, ''));
}

export const holdsInvisible = (text: string) => text.search(INVISIBLE) >= 0;

const wellFormed = (text: string) =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/** What a spreadsheet takes for a formula (ASVS 1.2.10), full-width signs included, after blanks too; or an already quoted one. */
export const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠\0]|[\t\r])/;

/** An apostrophe in front of whatever could run: a name like =HYPERLINK(…) must stay a name on the reader's screen. */
export const harmless = (text: string) => (FORMULA.test(text) ? `'${cleanText(text)}` : cleanText(text));

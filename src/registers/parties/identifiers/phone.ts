import { bad, type Verdict } from './verdict.ts';

/** `foreign`: any number with a country code other than +86 (Hong Kong, Macao and Taiwan dial as such). `demo`: of nobody. */
export type PhoneKind = 'mobile' | 'landline' | 'service' | 'foreign' | 'demo';

const WAY_ON = '请再核对一遍；没有电话可以留空，改填其他联系办法';
const MOBILE = /^1[3-9]\d{9}$/;
/** No number in China begins with 100 and has 11 digits (100xx are the operators' five-digit lines): demo people live there. */
const DEMO = /^100\d{8}$/;
/** 010 and 02x have seven or eight digits behind, the four-digit area codes likewise; subscriber numbers begin with 2–8. */
const LANDLINE = /^(010|02[0-57-9]|0[3-9]\d{2})([2-8]\d{6,7})(?:-(\d{1,6}))?$/;

/**
 * One spelling for one telephone, so that the blind index finds it: mobile `13800000000`, landline `0573-82000000` or
 * `0573-82000000-801`, 400/800 as ten digits, foreign `+85260000000`. Takes +86, 0086, brackets, blanks, full-width digits,
 * 转/分机. `areaCode` (of the centre's county) completes a local number of seven or eight digits.
 */
export function normalisePhone(text: string, { areaCode }: { areaCode?: string } = {}): Verdict<{ readonly kind: PhoneKind }> {
  const dialled = plain(text);
  const ok = (kind: PhoneKind, value: string) => ({ verdict: 'ok', kind, value }) as const;
  const digits = dialled.replaceAll('-', '');
  if (digits === '') return bad('没有写电话号码', WAY_ON);
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return ok('foreign', digits);
  if (/[^\d-]/.test(dialled)) return bad('电话里有认不出的字', '一格只填一个号码；两个号码请分两次填');
  const mobile = digits.replace(/^0(?=1[3-9]\d{9}$)/, '');
  if (MOBILE.test(mobile)) return ok('mobile', mobile);
  if (DEMO.test(digits)) return ok('demo', digits);
  if (/^[48]00\d{7}$/.test(digits)) return ok('service', digits);
  return landline(dialled, digits, areaCode);
}

/** The n-th telephone of nobody, n from 0 to 99,999,999. */
export function demoPhone(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 99_999_999) throw new RangeError(`demoPhone takes 0 to 99999999, not ${n}`);
  return `100${String(n).padStart(8, '0')}`;
}

function landline(dialled: string, digits: string, areaCode: string | undefined): Verdict<{ readonly kind: PhoneKind }> {
  const [, area, number, extension] = LANDLINE.exec(joined(dialled, areaCode)) ?? [];
  if (area) return { verdict: 'ok', kind: 'landline', value: [area, number, extension].filter(Boolean).join('-') };
  if (/^[2-8]\d{6,7}$/.test(digits)) return bad('座机号码缺区号', '请在前面加上区号，如 0573-8200 0000 的 0573');
  if (/^1\d+$/.test(digits) && digits.length !== 11) return bad(`手机号应为 11 位，现在是 ${digits.length} 位`, WAY_ON);
  if (/^1[0-2]\d{9}$/.test(digits)) return bad(`没有 ${digits.slice(0, 3)} 开头的手机号`, WAY_ON);
  return bad('认不出这个电话号码', WAY_ON);
}

/** Hyphens inside a number are only grouping; the one before a short tail behind a complete number is an extension. */
function joined(dialled: string, areaCode: string | undefined): string {
  const tail = /^(.*\d{7}|.*-\d{4})-(\d{1,6})$/.exec(dialled);
  const whole = [dialled.replaceAll('-', ''), tail ? `${tail[1]!.replaceAll('-', '')}-${tail[2]}` : ''];
  const full = whole.map((number) => (areaCode && /^[2-8]\d{6,7}(-|$)/.test(number) ? areaCode + number : number));
  return full.find((number) => LANDLINE.test(number)) ?? full[0]!;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/\s*(转|分机|ext\.?)\s*/gi, '-')
    .replace(/[()\s.·\p{Pd}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(?:\+|00)-?86-?(\d.*)$/, (_, rest: string) =>
      /^(?:0|1|400|800)/.test(rest) && !/^10-/.test(rest) ? rest : `0${rest}`,
    )
    .replace(/^86-?(?=1[3-9][\d-]{9,}$)/, '')
    .replace(/^00-?(?=[1-9])/, '+');
}

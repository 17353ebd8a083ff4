import { bad, compact, type Verdict } from './verdict.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const WAY_ON = '请对照证件再看一遍；一时核不清可先留空，不影响登记';

/**
 * Citizen identity number by GB 11643: 6 place + 8 birth date + 3 order + check character. `value` is upper case, half-width.
 * The place part is not looked up: it names where the number was issued, codes come and go, and permanent-residence cards
 * of foreigners (first digit 9) follow the same scheme.
 */
export function checkIdNumber(text: string): Verdict {
  const id = compact(text);
  if (/^\d{15}$/.test(id)) return bad('这是 15 位的旧身份证号，已停止使用', '请填现在证件上的 18 位号码；没有可先留空');
  if (id.length !== 18) return bad(`身份证号应为 18 位，现在是 ${id.length} 位`, WAY_ON);
  if (!/^\d{17}[\dX]$/.test(id)) return bad('身份证号前 17 位应全是数字，最后一位是数字或 X', WAY_ON);
  if (!isDay(birthDateOf(id))) return bad(`身份证号中的出生日期 ${birthDateOf(id)} 不是真实日期`, WAY_ON);
  if (id[17] !== checkCharacter(id)) return bad('身份证号校验不通过，可能有一位写错或两位写反', WAY_ON);
  return { verdict: 'ok', value: id };
}

/**
 * Full years of age on a day ('YYYY-MM-DD') by the birth date in a checked number; null when the number is bad or the day
 * is before birth. The birthday itself counts as reached; someone born on 29 February reaches it on the last day of
 * February in other years (Civil Code art. 202: no such day, then the month's last).
 */
export function ageOn(idNumber: string, date: string): number | null {
  const checked = checkIdNumber(idNumber);
  if (checked.verdict === 'bad' || !isDay(date)) return null;
  const born = birthDateOf(checked.value);
  const [bornYear, year] = [Number(born.slice(0, 4)), Number(date.slice(0, 4))];
  const birthday = born.endsWith('02-29') && !isDay(`${date.slice(0, 4)}-02-29`) ? '02-28' : born.slice(5);
  const age = year - bornYear - (date.slice(5) < birthday ? 1 : 0);
  return age < 0 ? null : age;
}

/** 18 full years (Civil Code art. 17). Null: cannot be told from this number, ask. */
export function isAdultOn(idNumber: string, date: string): boolean | null {
  const age = ageOn(idNumber, date);
  return age === null ? null : age >= 18;
}

/** A well-formed number of nobody: place 990101 is not assigned. `bornOn` 'YYYY-MM-DD', `order` 0–999. */
export function demoIdNumber(bornOn: string, order: number): string {
  const body = `990101${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

function checkCharacter(id: string): string {
  return '10X98765432'[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(id[index]), 0) % 11]!;
}

const birthDateOf = (id: string) => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;

function isDay(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return /^(18|19|20|21)\d\d-\d\d-\d\d$/.test(date) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}

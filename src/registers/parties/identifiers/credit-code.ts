import { bad, compact, type Verdict } from './verdict.ts';

/** GB 32100: digits and letters without I O S V Z, which are easily misread. A character's value is its place here. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WAY_ON = '请对照营业执照或法人证书；一时核不清可先留空，不影响登记';

/**
 * Unified social credit code by GB 32100: 18 characters, check = (31 − Σ vᵢ·3^i mod 31) mod 31.
 * A wrong check character only warns: some codes issued early do not pass it and are valid all the same.
 */
export function checkCreditCode(text: string): Verdict {
  const code = compact(text);
  if (code.length !== 18) return bad(`统一社会信用代码应为 18 位，现在是 ${code.length} 位`, WAY_ON);
  const misread = [...code].filter((letter) => !ALPHABET.includes(letter));
  if (misread.length > 0) {
    return bad(
      `统一社会信用代码里不会有“${[...new Set(misread)].join('、')}”（不用字母 I、O、S、V、Z）`,
      `${WAY_ON}。常见误读：O→0，I→1，S→5，Z→2`,
    );
  }
  if (code[17] === checkCharacter(code)) return { verdict: 'ok', value: code };
  return {
    verdict: 'warn',
    value: code,
    message: '统一社会信用代码的校验位对不上，请再核对；早期发放的少数代码确实如此，核对无误可以照填',
  };
}

function checkCharacter(code: string): string {
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index++, weight = (weight * 3) % 31) sum += ALPHABET.indexOf(code[index]!) * weight;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Short names that the move rows use, and the names under which a clerk would look them up. */
const laws: Readonly<Record<string, string>> = {
  民诉法: '民事诉讼法',
  民诉法解释: '民事诉讼法司法解释',
  解释: '民事诉讼法司法解释',
  在线调解规则: '人民法院在线调解规则',
  医疗纠纷条例: '医疗纠纷预防和处理条例',
};
const digits = '零一二三四五六七八九';

/** 353 → 三百五十三, as articles are counted. */
function count(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor((n % 100) / 10), n % 10];
  const high = hundreds ? `${digits[hundreds]}百${tens === 0 && ones ? '零' : ''}` : '';
  const middle = tens ? `${tens === 1 && !hundreds ? '' : digits[tens]}十` : '';
  return `${high}${middle}${ones ? digits[ones] : ''}`;
}

/** “3(3)、26” → 第三条第三项、第二十六条. */
const articles = (text: string): string =>
  text
    .split('、')
    .map((one) =>
      one.replace(
        /^(\d+)(?:–(\d+))?(?:\((\d+)\))?/,
        (_, from, to, item) =>
          `第${count(Number(from))}${to ? `至${count(Number(to))}` : ''}条${item ? `第${count(Number(item))}项` : ''}`,
      ),
    )
    .join('、');

/** The ground of a move as a court clerk reads it: “人民调解法 17、18；[D]” → 《人民调解法》第十七条、第十八条；产品默认. */
export function sayBasis(text: string): string {
  return text
    .split('；')
    .map((part) => {
      const own = /^\[D\]\s*(.*)$/.exec(part);
      if (own) return !own[1] ? '产品默认' : own[1].includes('默认') ? own[1] : `${own[1]}（产品默认）`;
      const law = /^(\S+) (\d.*)$/.exec(part);
      return law ? `《${laws[law[1]!] ?? law[1]}》${articles(law[2]!)}` : part;
    })
    .join('；');
}

/** A source as it is told: the mark for “our own” is left out where words already say so. */
export const plainSource = (text: string): string => text.replace(/\[D\]\s*/g, '');

const strengths: Readonly<Record<string, string>> = {
  V: '读过原文',
  K: '通行，未读原文',
  D: '产品默认',
  S: '政策文件',
  secondary: '转引',
};

/** How firm the ground of a rule is: “V:Law（2017年文本）; K（新序号）” → 读过原文（2017年文本）、通行，未读原文（新序号）. */
export const sayStrength = (evidence: string): string[] => [
  ...new Set(
    evidence.split(/;\s*/).map((part) => {
      const mark = /^(secondary|[VKDS])/.exec(part)?.[0] ?? '';
      const aside = [/\blocal\b/.test(part) ? '（地方规定）' : '', /（.*）/.exec(part)?.[0] ?? ''].join('');
      return mark ? `${strengths[mark]}${aside}` : part;
    }),
  ),
];

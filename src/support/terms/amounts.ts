const digits = '零壹贰叁肆伍陆柒捌玖';
const places: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };

/** 大写 → fen, as written on agreements; undefined when it is no amount. Zeros, 人民币, 圆 and 整/正 may be there or not. */
export function readCapital(text: string): number | undefined {
  const plain = text
    .replace(/^人民币/, '')
    .replaceAll('圆', '元')
    .replace(/[整正]$/, '');
  const found = /^([^元]*元)?(?:零)?(?:([零壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?$/.exec(plain);
  if (!found || plain === '') return undefined;
  const [, whole = '', jiao = '零', cent = '零'] = found;
  const yuan = readWhole(whole.replace(/元$/, ''));
  return yuan === undefined ? undefined : yuan * 100 + digits.indexOf(jiao) * 10 + digits.indexOf(cent);
}

function readWhole(text: string): number | undefined {
  let [sum, group, digit] = [0, 0, 0];
  for (const sign of text) {
    const at = digits.indexOf(sign);
    if (at >= 0) digit = at;
    else if (sign in places) {
      group += (digit || 1) * places[sign]!;
      digit = 0;
    } else if (sign === '万' || sign === '亿') {
      const unit = sign === '万' ? 10_000 : 100_000_000;
      const below = group + digit;
      sum = sign === '亿' && sum > 0 && below === 0 ? sum * unit : sum + below * unit;
      [group, digit] = [0, 0];
    } else return undefined;
  }
  return sum + group + digit;
}

export interface Amount {
  fen: number;
  /** As it stands in the text. */
  figure: string;
  capital: string | undefined;
  at: number;
}

const capitals = '[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+';
const amount = new RegExp(
  `[¥￥]?\\s*(\\d[\\d,，]*(?:\\.\\d{1,2})?)\\s*(亿|万)?\\s*元(?:\\s*[（(]\\s*(?:大写)?\\s*[:：]?\\s*(?:人民币)?(${capitals})\\s*[）)])?`,
  'g',
);

/** Every amount in figures that a text names, with the capitals that stand behind it in brackets. */
export function amountsIn(text: string): Amount[] {
  return [...text.matchAll(amount)].map((found) => {
    const [figure, number, unit, capital] = found;
    return { fen: fenOf(number!, unit), figure: figure.trim(), capital, at: found.index };
  });
}

/** By digits, not by floating point: 1.15 is 115 fen. */
function fenOf(number: string, unit: string | undefined): number {
  const [whole = '0', rest = ''] = number.replaceAll(/[,，]/g, '').split('.');
  const times = unit === '亿' ? 100_000_000 : unit === '万' ? 10_000 : 1;
  return (Number(whole) * 100 + Number(rest.padEnd(2, '0'))) * times;
}

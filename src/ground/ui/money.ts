/** 1,234.50 from whole fen; no decimals when there are none. */
export function sayYuan(fen: number): string {
  const yuan = Math.floor(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  return `${fen < 0 ? '-' : ''}${yuan.toLocaleString('en-US')}${rest ? `.${String(rest).padStart(2, '0')}` : ''}`;
}

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

function sayGroup(n: number): string {
  let text = '';
  for (let i = 3; i >= 0; i--) {
    const d = Math.floor(n / 10 ** i) % 10;
    if (d) text += digits[d]! + places[i]!;
    else if (text && n % 10 ** i) text += text.endsWith('零') ? '' : '零';
  }
  return text;
}

/** 大写, as agreements and receipts want it (票据法实施办法附一 rules for zeros): 壹仟贰佰叁拾肆元伍角整. */
export function sayCapital(fen: number): string {
  const sign = fen < 0 ? '负' : '';
  const yuan = Math.floor(Math.abs(fen) / 100);
  const [jiao, cent] = [Math.floor((Math.abs(fen) % 100) / 10), Math.abs(fen) % 10];
  let whole = '';
  let last = 4;
  for (let g = 3; g >= 0; g--) {
    const n = Math.floor(yuan / 10_000 ** g) % 10_000;
    if (!n) continue;
    // A zero where the group before is not followed at once: 壹拾亿零壹仟, 壹万零伍.
    whole += (whole && (n < 1000 || g < last - 1) ? '零' : '') + sayGroup(n) + groups[g]!;
    last = g;
  }
  const gap = whole && yuan % 10 === 0 && (jiao || cent) && !whole.endsWith('零') && jiao ? '零' : '';
  const head = whole ? `${whole}元` : jiao || cent ? '' : '零元';
  const tail = !jiao && !cent ? '整' : `${jiao ? `${digits[jiao]}角` : whole ? '零' : ''}${cent ? `${digits[cent]}分` : '整'}`;
  return sign + head + gap + tail;
}

import { int, pick, type Rng } from './chance.ts';

export interface Person {
  name: string;
  sex: '男' | '女';
  birthYear: number;
  /** '100' and eight digits: no such number can be assigned. */
  phone: string;
  /** Area 990101, which is not assigned, with a right check digit (GB 11643). */
  idNumber: string;
  address: string;
}
export interface PersonWish {
  sex?: '男' | '女';
  bornFrom?: number;
  bornTo?: number;
  address?: string;
}

const surnames = [...'陈林王李张黄吴周徐朱郑沈叶杨胡何金潘方蒋程董章邵杜冯许孙钱施卢钟汤俞阮柳柯娄祝诸应励虞'];
const surnameShare = [0.5, 14];
const old = {
  男: [
    '根法',
    '阿土',
    '银根',
    '建国',
    '国强',
    '金水',
    '水生',
    '宝根',
    '福来',
    '志明',
    '永康',
    '德明',
    '友根',
    '长庚',
    '炳坤',
    '松年',
  ],
  女: [
    '桂英',
    '秀兰',
    '阿凤',
    '菊仙',
    '彩娥',
    '玉珍',
    '月娥',
    '美凤',
    '杏花',
    '水珍',
    '素芬',
    '惠英',
    '小妹',
    '云仙',
    '荷香',
    '翠芳',
  ],
};
const middle = {
  男: [
    '建军',
    '海波',
    '卫东',
    '立新',
    '晓峰',
    '志刚',
    '伟明',
    '军',
    '斌',
    '国良',
    '永强',
    '建华',
    '勇',
    '忠平',
    '向阳',
    '培林',
    '利民',
  ],
  女: [
    '丽华',
    '红',
    '美琴',
    '雪芬',
    '春燕',
    '小红',
    '建芳',
    '敏',
    '晓燕',
    '群英',
    '爱珍',
    '海燕',
    '玲',
    '亚琴',
    '文娟',
    '素琴',
    '静',
  ],
};
const young = {
  男: ['浩', '宇航', '俊杰', '晨', '佳伟', '子豪', '一鸣', '凯', '思远', '翔', '嘉诚', '泽楷', '鑫', '天宇', '亦凡', '昊然'],
  女: ['婷婷', '雨欣', '佳琪', '思雨', '梦瑶', '倩', '诗涵', '颖', '晓萌', '艺璇', '可欣', '静怡', '璐', '子怡', '若溪', '欣妍'],
};

/** An invented resident. Same `rng`, same person. */
export function person(rng: Rng, wish: PersonWish = {}): Person {
  const sex = wish.sex ?? (rng() < 0.52 ? '男' : '女');
  const birthYear = int(rng, wish.bornFrom ?? 1944, wish.bornTo ?? 2003);
  const given = pick(rng, (birthYear < 1962 ? old : birthYear < 1987 ? middle : young)[sex]);
  return {
    name: surname(rng) + given,
    sex,
    birthYear,
    phone: '100' + String(int(rng, 0, 99_999_999)).padStart(8, '0'),
    idNumber: idNumber(rng, birthYear, sex),
    address: wish.address ?? '平澜县',
  };
}

/** A few surnames are common, the rest seldom, as in any county. */
function surname(rng: Rng): string {
  const [share = 0, common = 0] = surnameShare;
  return pick(rng, rng() < share ? surnames.slice(0, common) : surnames);
}

function idNumber(rng: Rng, year: number, sex: '男' | '女'): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const order = int(rng, 0, 499) * 2 + (sex === '男' ? 1 : 0);
  const body = `990101${year}${two(int(rng, 1, 12))}${two(int(rng, 1, 28))}${String(order).padStart(3, '0')}`;
  return body + idCheck(body);
}

/** GB 11643: weighted sum modulo 11. */
export function idCheck(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10X98765432'[[...body].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11] as string;
}

/** GB 32100 credit code of an invented body in area 990101: `91990101MA` and a number of up to seven digits. */
export function creditCode(number: number): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91990101MA${String(number).padStart(7, '0')}`;
  const sum = [...body].reduce((total, letter, at) => total + letters.indexOf(letter) * (3 ** at % 31), 0);
  return body + letters[(31 - (sum % 31)) % 31];
}

/** Rows pasted from a workbook: tab or comma between cells, a heading row or a fixed order. */
export interface PastedParty {
  name: string;
  phone?: string;
  idNumber?: string;
  address?: string;
  groupLabel?: string;
  representative?: boolean;
}
type Name = keyof PastedParty;

const order: Name[] = ['name', 'phone', 'idNumber', 'address', 'groupLabel'];
const heads: Array<[RegExp, Name]> = [
  [/姓名|名字|name/i, 'name'],
  [/电话|手机|phone/i, 'phone'],
  [/身份证|证件|idnumber/i, 'idNumber'],
  [/地址|住址|address/i, 'address'],
  [/组|楼|幢|group/i, 'groupLabel'],
  [/代表/, 'representative'],
];

export function readPasted(text: string): PastedParty[] {
  const lines = text
    .split(/\r?\n/)
    .map((l) => l.split(/\t|,|，/).map((c) => c.trim()))
    .filter((cells) => cells.some(Boolean));
  const first = lines[0] ?? [];
  const named = first.map((cell) => heads.find(([test]) => test.test(cell))?.[1]);
  const headed = named.includes('name');
  const columns = headed ? named : order;
  return lines
    .slice(headed ? 1 : 0)
    .map((cells) => {
      const row: Record<string, string | boolean> = {};
      cells.forEach((cell, i) => {
        const name = columns[i];
        if (name && cell) row[name] = name === 'representative' ? /是|代表|√|1/.test(cell) : cell;
      });
      return row as unknown as PastedParty;
    })
    .filter((row) => row.name);
}

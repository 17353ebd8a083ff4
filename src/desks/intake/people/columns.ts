export interface PersonRow {
  name: string;
  phone?: string;
  idNumber?: string;
  groupLabel?: string;
  address?: string;
  representative?: boolean;
}
type Field = keyof PersonRow;
export type Head = ReadonlyArray<Field | undefined>;

const heads: ReadonlyArray<[RegExp, Field]> = [
  [/姓名|名字|当事人|^name$/i, 'name'],
  [/电话|手机|联系方式|phone/i, 'phone'],
  [/身份证|证件|^id(?:number)?$/i, 'idNumber'],
  [/组|楼|幢|单元|班|group/i, 'groupLabel'],
  [/地址|住址|address/i, 'address'],
  [/代表/, 'representative'],
];

/** Cells of a line: tabs win over commas, commas over blanks, as workbooks, lists and chats write them. */
function split(line: string): string[] {
  const mark = [/\t/, /[,，;；|、]/, /\s+/].find((one) => one.test(line));
  return (mark ? line.split(mark) : [line]).map((cell) => cell.trim());
}

/** The heading's fields in order, or undefined when the first line is already a person. */
export function headOf(line: string): Head | undefined {
  const fields = split(line).map((cell) => heads.find(([test]) => test.test(cell))?.[1]);
  return fields.includes('name') && !/\d{5}/.test(line) ? fields : undefined;
}

const looksLikeId = (cell: string) => /^(?:\d{17}[\dXx]|\d{15})$/.test(cell.replace(/\s/g, ''));
const looksLikePhone = (cell: string) => /^\+?[\d\s()（）-]{5,20}$/.test(cell);

/** One person from a line: by the heading where there is one, else a number is told by its look, the first words are the name, the next the group. */
export function cellsOf(line: string, head: Head | undefined): PersonRow {
  const person: PersonRow = { name: '' };
  split(line).forEach((cell, at) => {
    if (cell === '') return;
    const field = head ? head[at] : fieldOf(cell, person);
    if (field === 'representative') person.representative = /是|代表|√|✓|^1$|^y/i.test(cell);
    else if (field) person[field] = cell;
  });
  return person;
}

function fieldOf(cell: string, person: PersonRow): Field | undefined {
  if (looksLikeId(cell)) return 'idNumber';
  if (looksLikePhone(cell) && !person.phone) return 'phone';
  if (/^\d{1,3}[.、]?$/.test(cell) && !person.name) return undefined;
  if (!person.name) return 'name';
  if (/^(?:代表|代表人)$/.test(cell)) return 'representative';
  return person.groupLabel ? 'address' : 'groupLabel';
}

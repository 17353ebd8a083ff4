import { checkIdNumber, normalisePhone } from '../../../registers/parties/index.ts';
import { cleanText } from '../../../support/tables/index.ts';
import { cellsOf, headOf, type PersonRow } from './columns.ts';

export type { PersonRow };

export interface PersonTrouble {
  /** The line as a person counts it in what they pasted, from 1. */
  row: number;
  trouble: string;
  content: string;
}
export interface People {
  people: PersonRow[];
  errors: PersonTrouble[];
}

export const MOST_PEOPLE = 500;

/**
 * A pasted table of people (name, phone, id, group) to `others` of `intake.receive`: cells apart by tab, comma or blanks, heading
 * line optional. A line that cannot be taken comes back with its reason and takes no other line with it. Pure.
 */
export function parsePeople(text: string): People {
  const lines = cleanText(text)
    .split('\n')
    .map((line, at) => ({ line: line.trim(), row: at + 1 }))
    .filter(({ line }) => line !== '');
  const head = headOf(lines[0]?.line ?? '');
  const seen = new Map<string, number>();
  const result: People = { people: [], errors: [] };
  for (const { line, row } of head ? lines.slice(1) : lines) {
    const person = cellsOf(line, head);
    const trouble =
      troubleWith(person, seen, row) ?? (result.people.length >= MOST_PEOPLE ? `超过${MOST_PEOPLE}人，这一行没有读` : undefined);
    if (trouble) result.errors.push({ row, trouble, content: line.slice(0, 200) });
    else result.people.push(person);
  }
  return result;
}

function troubleWith(person: PersonRow, seen: Map<string, number>, row: number): string | undefined {
  if (!person.name) return '没有姓名';
  if ([...person.name].length > 60) return '姓名超过60字';
  const phone = person.phone ? normalisePhone(person.phone) : undefined;
  if (phone?.verdict === 'bad') return `电话：${phone.message}`;
  const number = person.idNumber ? checkIdNumber(person.idNumber) : undefined;
  if (number?.verdict === 'bad') return `身份证号：${number.message}`;
  const key = number?.value ?? `${person.name}|${phone?.value ?? ''}|${person.groupLabel ?? ''}`;
  const before = seen.get(key);
  if (before !== undefined) return `和第${before}行重复`;
  seen.set(key, row);
  return undefined;
}

/** A pasted table of people and amounts in yuan: what a workbook, a list or a chat gives. Amounts in whole fen. */
export interface NamedAmount {
  name: string;
  /** Missing where no amount could be read: the server asks for it by name. */
  amountFen?: number;
}

/** An amount stands apart from the name: 工友2 is a name. */
const AMOUNT = /(?:^|[\s,，:：])[¥￥]?\s*(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?\s*(万)?\s*元?$/;

function lineOf(line: string): NamedAmount {
  const found = AMOUNT.exec(line.trimEnd());
  const before = (found ? line.slice(0, found.index) : line).replace(/^\s*\d{1,3}(?:[.、]|\s)\s*/, '');
  const name = before.replace(/[\s,，:：;；、]+$/g, '').trim();
  if (!found || name === '') return { name: name || line.trim() };
  const yuan = Number(`${found[1]!.replace(/[,，]/g, '')}${found[2] ?? ''}`) * (found[3] ? 10_000 : 1);
  return { name, amountFen: Math.round(yuan * 100) };
}

/** One person a line; a heading without a number is passed over. */
export function readAmounts(text: string): NamedAmount[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.filter((line, at) => at > 0 || !/姓名|名字|name/i.test(line)).map(lineOf);
}

/** The table as it can be typed on: what was read before, or everybody's name waiting for an amount. */
export const writeAmounts = (rows: readonly NamedAmount[]): string =>
  rows.map(({ name, amountFen }) => `${name}\t${amountFen === undefined ? '' : amountFen / 100}`).join('\n');

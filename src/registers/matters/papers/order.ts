import type { DocumentRow, MatterRow } from '../model.ts';

export interface Place {
  zh: string;
  kinds: readonly string[];
  /** Attachments that belong here by what their name says. */
  named?: RegExp;
  /** When the file is not whole without it. */
  must?: (matter: FileState) => boolean;
}
type FileState = Pick<MatterRow, 'facts' | 'lateEntry' | 'agreement' | 'ending'>;

/** Taken on, in the ordinary way or written down afterwards: what never was has no file that could be incomplete. */
const takenOn = ({ facts, lateEntry }: FileState) => facts.term !== undefined || lateEntry;
const settled = (matter: FileState) => matter.agreement?.effectiveAt !== undefined;

/** 卷内顺序 (domain §2.2): where each paper lies in the file and what may not be missing. One rule for binding and for 卷宗齐全. */
export const fileOrder: readonly Place[] = [
  { zh: '人民调解申请书或受理登记表', kinds: ['F1', 'F2'], must: takenOn },
  { zh: '当事人权利义务告知书', kinds: ['F3'], must: takenOn },
  { zh: '当事人身份证明', kinds: [], named: /身份|证件|户口|护照|营业执照|信用代码/ },
  { zh: '授权委托书', kinds: ['F12'], named: /委托书|代理/ },
  { zh: '调查记录', kinds: ['F4'] },
  { zh: '证据材料', kinds: ['F5'], named: /./ },
  { zh: '人民调解记录', kinds: ['F15', 'F16', 'F6'], must: (matter) => settled(matter) && !matter.lateEntry },
  { zh: '人民调解协议书（口头协议登记表）', kinds: ['F7', 'F8'], must: settled },
  { zh: '终止调解告知书', kinds: ['F14', 'F13'], must: (matter) => takenOn(matter) && !settled(matter) },
  { zh: '履行证明', kinds: ['F20', 'F19'], named: /收条|收据|转账|回单|履行/ },
  { zh: '人民调解回访记录', kinds: ['F9'] },
  { zh: '司法确认材料', kinds: ['F18', '司法确认'], named: /裁定|司法确认/ },
  { zh: '情况说明和其他', kinds: [] },
];
/** The cover is made anew from the contents each time, so the F10 on record is not bound into itself. */
const apart = ['F10'];

/** A paper of the file: issued, or void with a number, which is kept so that no number is ever missing. */
export const belongs = ({ kind, lane, state, number }: Pick<DocumentRow, 'kind' | 'lane' | 'state' | 'number'>): boolean =>
  (lane === 'open' || lane === 'talks') && !apart.includes(kind) && (state === 'issued' || (state === 'void' && number !== null));

export const placeOf = (kind: string): number => {
  const at = fileOrder.findIndex(({ kinds }) => kinds.includes(kind));
  return at < 0 ? fileOrder.length - 1 : at;
};
/** The narrower names first: evidence takes what no other place claims. */
export const placeOfAttachment = (name: string): number => {
  const evidence = fileOrder.findIndex(({ named }) => named?.source === '.');
  const at = fileOrder.findIndex(({ named }, i) => i !== evidence && named?.test(name));
  return at < 0 ? evidence : at;
};

/** What must lie in the file and does not, by name. */
export function missingIn(matter: FileState, documents: readonly DocumentRow[]): string[] {
  const there = documents.filter((row) => belongs(row) && row.state === 'issued');
  return fileOrder
    .filter(({ must, kinds }) => must?.(matter) && !there.some(({ kind }) => kinds.includes(kind)))
    .map(({ zh }) => zh);
}

import { dayInChina } from '../../../ground/clock/index.ts';
import { sayDay } from '../../../support/documents/papers/index.ts';
import type { DocumentRow } from '../model.ts';
import type { Aggregate } from '../store.ts';
import type { Around } from './sheet.ts';

const retentions: Readonly<Record<string, string>> = { y10: '10年', y30: '30年', permanent: '永久' };

/** The ruled part of the cover; who filed it signs by hand. */
export function coverFields(
  { matter, documents, parties }: Aggregate,
  { names }: Around,
  f10: DocumentRow | undefined,
): Record<string, string> {
  const began = documents.find(({ kind }) => kind === 'F2')?.madeAt ?? matter.receivedAt;
  const ended = matter.agreement?.effectiveAt ?? matter.ending?.at;
  const name = (side: string) => parties.find((party) => party.side === side)?.name;
  const [applicant, respondent] = [name('applicant'), name('respondent')];
  return {
    volume: applicant && respondent ? `${applicant}与${respondent}：${matter.title}` : matter.title,
    mediator: (matter.mediatorId && names[matter.mediatorId]) || '',
    from: `${sayDay(dayInChina(began))}${ended ? `至${sayDay(dayInChina(new Date(ended)))}` : '起'}`,
    filer: '',
    filedOn: f10 ? sayDay(dayInChina(f10.madeAt)) : '',
    retention: retentions[String(f10?.body.retention ?? '')] ?? '',
    remarks: matter.lateEntry ? '事后补录' : '',
  };
}

import { createHash } from 'node:crypto';
import { dayInChina, startOfDay } from '../../../ground/clock/index.ts';
import { becomeEffective } from '../../../registers/matters/effect.ts';
import type { DocumentRow, MatterRow, PaperMark } from '../../../registers/matters/model.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { canonicalBytes } from '../../../support/ledger/index.ts';
import { mayNotAgree, representedWhereNeeded } from '../gateLimits.ts';
import { refusals } from '../refusals.ts';

/** SHA-256 of the text that is signed: a mark binds to it, and under any other text it is no mark. */
export const digestOf = ({ kind, body }: Pick<DocumentRow, 'kind' | 'body'>): string =>
  createHash('sha256')
    .update(canonicalBytes(JSON.parse(JSON.stringify({ kind, body }))))
    .digest('hex');

/** The agreement that lies open for signing. */
export const draftOf = (documents: readonly DocumentRow[]): DocumentRow | undefined =>
  documents.findLast(({ kind, state }) => (kind === 'F7' || kind === 'F8') && state === 'draft');

/** The marks that count: those set under the text as it stands now. One from before texts were bound has no digest, and counts. */
export function standingMarks(paper: DocumentRow): PaperMark[] {
  const now = digestOf(paper);
  return paper.marks.filter(({ digest }) => digest === undefined || digest === now);
}

/** 电子签名法 3: not for papers on marriage, adoption, inheritance and other personal status, and so also where the gate found such a question (G05). */
export const needsInk = ({ category, gate }: Pick<MatterRow, 'category' | 'gate'>): boolean =>
  /^(FAM|INH)/.test(category ?? '') || gate?.answers.G05 === 'yes';

export type Who = NonNullable<PaperMark['who']>;
export interface Setting {
  who: Who;
  partyId?: string;
  kind: string;
  /** How it came: nothing for what was simply seen and noted. */
  way?: 'screen' | 'phone' | 'scan';
  /** The day on which the ink was set, where it is written down later. */
  on?: string;
  imageSha256?: string;
}

const byOf = (m: OpenMatter, { who, partyId }: Pick<Setting, 'who' | 'partyId'>): string =>
  who === 'party' ? partyId! : m.call.actor.id;

/** Whose mark it is; told on the mark itself since marks are bound to the text. */
function whoOf(m: OpenMatter, mark: PaperMark): Who {
  if (mark.who) return mark.who;
  if (m.parties.some(({ id }) => id === mark.by)) return 'party';
  return mark.kind === 'seal' ? 'seal' : 'mediator';
}

/** Sets one mark, in whatever order they come; the last that the law asks for makes the agreement effective (人民调解法 29、30). */
export async function setMark(m: OpenMatter, setting: Setting): Promise<void> {
  await setMarks(m, [setting]);
  const { who, partyId, kind, way, imageSha256 } = setting;
  m.tell({ who, partyId: who === 'party' ? partyId : undefined, kind, way, imageSha256 });
}

export async function setMarks(m: OpenMatter, settings: readonly Setting[]): Promise<void> {
  const shut = mayNotAgree(m.row);
  if (shut) throw typeof shut === 'string' ? matterRefusals.wrongState({ say: shut }) : shut();
  const paper = draftOf(m.documents);
  if (!paper) throw refusals.noDraft();
  const digest = digestOf(paper);
  for (const setting of settings) {
    const at = instantOf(m, setting.on);
    refuseWrongHand(m, paper, setting);
    const { who, kind, way } = setting;
    if (who === 'party') m.saveParty(setting.partyId!, { mark: bodily(kind), markedAt: at });
    else m.set({ agreement: { ...m.row.agreement!, [who === 'mediator' ? 'mediatorAt' : 'sealAt']: at.toISOString() } });
    m.saveDocument(paper, { marks: [...paper.marks, { by: byOf(m, setting), who, kind, way, at: at.toISOString(), digest }] });
  }
  m.tell({ digest });
  await settleSigning(m);
}

/** Where nobody's mark is missing any more, by a mark set or by who left, the agreement takes effect. */
export async function settleSigning(m: OpenMatter): Promise<void> {
  const paper = draftOf(m.documents);
  const needed = paper ? neededMarks(m, paper) : [undefined];
  if (!paper || needed.includes(undefined)) return;
  const last = lastOf(needed as PaperMark[]);
  const earlier = dayInChina(last) < dayInChina(m.now) ? last : undefined;
  await becomeEffective(m, paper, earlier, false);
}

const bodily = (kind: string) => (kind === 'electronic' ? 'signature' : kind) as 'signature' | 'fingerprint' | 'seal';

function refuseWrongHand(m: OpenMatter, paper: DocumentRow, { who, partyId, kind }: Setting): void {
  const { actor } = m.call;
  if (kind === 'electronic' && needsInk(m.row)) throw refusals.inkNeeded();
  if (who === 'mediator' && actor.id !== m.row.mediatorId) throw refusals.ownSignature();
  if (who === 'party' && m.party(partyId ?? '').goneAt) throw refusals.refusedParty();
  if (who === 'party') representedWhereNeeded(m);
  const same = (mark: PaperMark) => whoOf(m, mark) === who && (who !== 'party' || mark.by === partyId);
  // What became complete while protection held joint signing takes effect with the next word of the mediator or the seal.
  const awaitsWord = who !== 'party' && !neededMarks(m, paper).includes(undefined);
  if (standingMarks(paper).some(same) && !awaitsWord) throw refusals.alreadyMarked();
}

/** Today's instant, or the beginning of the earlier day on which it was signed: not before there was anything to sign. Refusal `notThatDay`. */
function instantOf(m: OpenMatter, on: string | undefined): Date {
  if (!on || on === dayInChina(m.now)) return m.now;
  const agreed = m.row.facts.agreedAt;
  if (on > dayInChina(m.now) || (agreed && on < dayInChina(new Date(agreed)))) throw refusals.notThatDay();
  return startOfDay(on);
}

/** What the law asks for, each with the mark that stands for it. Written: every present party, the mediator, the seal (29). Oral: the mediator's record (28、30). */
function neededMarks(m: OpenMatter, paper: DocumentRow): (PaperMark | undefined)[] {
  const standing = standingMarks(paper);
  const of = (who: Who, by?: string) => standing.find((mark) => whoOf(m, mark) === who && (!by || mark.by === by));
  if (m.row.agreement!.form === 'oral') return [of('mediator')];
  return [...m.present.map(({ id }) => of('party', id)), of('mediator'), of('seal')];
}

/** The agreement has effect from the last required mark, in whatever order they were set or written down. */
export const lastOf = (marks: readonly Pick<PaperMark, 'at'>[]): Date =>
  new Date(Math.max(...marks.map(({ at }) => new Date(at).getTime())));

import type { Call } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { boxFor, fromShares, openBox } from '../../../ground/vault/index.ts';
import { openHalves, ownSecret } from '../../../registers/identity/index.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { TALKS } from '../../../registers/matters/readers.ts';
import type { OpeningRow, TalkRow } from './model.ts';
import { refusals } from './refusals.ts';
import { amongTalks, ofKey, opened, type TalkKeyRow } from './sealing.ts';

/** [D] How long the second person may be waited for, and how long the two may then read. */
const ASK_MS = 24 * 3_600_000;
export const OPEN_MS = 60 * 60_000;
const ofOpening = (id: string, staffId: string): string => `opening ${id} for ${staffId}`;

/** The share that was boxed for this reviewer as the talk was written. Call it `amongTalks`. */
async function ownShare({ call: { work, actor } }: OpenMatter, talkId: string): Promise<Buffer> {
  const row = await work.one<TalkKeyRow>(sql`
    select boxed from talk_key where tenant_id = ${work.tenantId} and talk_id = ${talkId} and holder_id = ${actor.id} and kind = 'share'`);
  if (!row) throw refusals.noShare();
  const secret = ownSecret(actor);
  if (!secret) throw refusals.keyShut();
  const share = openBox(secret, ofKey(talkId, actor.id), row.boxed);
  if (!share) throw refusals.noShare();
  return share;
}

const talkOf = async ({ call: { work }, row }: OpenMatter, talkId: string): Promise<TalkRow> => {
  const talk = await work.one<TalkRow>(
    sql`select * from talk where tenant_id = ${work.tenantId} and matter_id = ${row.id} and id = ${talkId}`,
  );
  if (!talk) throw refusals.noSuchTalk();
  return talk;
};

/** The first person: their share goes to the others who have one, boxed for each; alone it opens nothing. */
export async function askOpening(m: OpenMatter, talkId: string, reason: string): Promise<string> {
  const { work, vault, chance, actor } = m.call;
  const id = chance.id(m.now);
  await amongTalks(work, async () => {
    await talkOf(m, talkId);
    const share = await ownShare(m, talkId);
    const others = await work.ask<{ holderId: string }>(sql`
      select holder_id from talk_key where tenant_id = ${work.tenantId} and talk_id = ${talkId} and kind = 'share' and holder_id <> ${actor.id}`);
    const halves = await openHalves(
      work,
      vault,
      others.map(({ holderId }) => holderId),
    );
    work.add('talk_opening', {
      id,
      talkId,
      matterId: m.row.id,
      reason,
      askedBy: actor.id,
      askedAt: m.now,
      agreedBy: null,
      agreedAt: null,
      until: new Date(m.now.getTime() + ASK_MS),
      boxes: Object.fromEntries([...halves].map(([one, half]) => [one, boxFor(half, ofOpening(id, one), share).toString('hex')])),
      sealed: null,
      readers: [TALKS, 'safety'],
    });
  });
  return id;
}

/** The second person: two shares make the key, which is boxed for both for an hour, with a copy of the sealed talk. */
export async function agreeOpening(m: OpenMatter, openingId: string): Promise<{ opening: OpeningRow; talk: TalkRow }> {
  const { work, vault, actor } = m.call;
  return amongTalks(work, async () => {
    const opening = await work.one<OpeningRow>(
      sql`select * from talk_opening where tenant_id = ${work.tenantId} and matter_id = ${m.row.id} and id = ${openingId} for update`,
    );
    if (!opening || opening.agreedBy || opening.until <= m.now) throw refusals.overdue();
    if (opening.askedBy === actor.id) throw refusals.secondPerson();
    const talk = await talkOf(m, opening.talkId);
    const mine = await ownShare(m, talk.id);
    const theirs = openBox(ownSecret(actor)!, ofOpening(openingId, actor.id), Buffer.from(opening.boxes[actor.id] ?? '', 'hex'));
    const key = theirs && fromShares(theirs, mine);
    if (!key || !opened(key, talk.id, talk.sealed)) throw refusals.noShare();
    const halves = await openHalves(work, vault, [opening.askedBy, actor.id]);
    const boxes = [...halves].map(([one, half]) => [one, boxFor(half, ofOpening(openingId, one), key).toString('hex')]);
    await work.ask(sql`
      update talk_opening set agreed_by = ${actor.id}, agreed_at = ${m.now}, until = ${new Date(m.now.getTime() + OPEN_MS)},
        boxes = ${JSON.stringify(Object.fromEntries(boxes))}::jsonb, sealed = ${talk.sealed}
      where tenant_id = ${work.tenantId} and id = ${openingId}`);
    return { opening, talk };
  });
}

/** What the two may read, within their hour. Refusals `sessions.overdue`, `sessions.keyShut`. */
export function readOpening(
  { actor, now }: Pick<Call, 'actor' | 'now'>,
  opening: OpeningRow | undefined,
): Record<string, unknown> {
  if (!opening?.agreedBy || !opening.sealed || opening.until <= now) throw refusals.overdue();
  const secret = ownSecret(actor);
  if (!secret) throw refusals.keyShut();
  const key = openBox(secret, ofOpening(opening.id, actor.id), Buffer.from(opening.boxes[actor.id] ?? '', 'hex'));
  if (!key) throw refusals.noSuchTalk();
  return opened(key, opening.talkId, opening.sealed)!;
}

/** After their hour nothing is left that the two could open; done by the clock, and refused by `readOpening` from the minute on. */
export const wipeOpenings = (work: Work): Promise<unknown> =>
  work.ask(sql`update talk_opening set boxes = '{}', sealed = null
    where tenant_id = ${work.tenantId} and until <= ${work.now} and (sealed is not null or boxes <> '{}')`);

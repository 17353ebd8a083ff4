import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import type { Call } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { PlaceInput, words } from '../../registers/matters/model.ts';
import { checkIdNumber, normalisePhone } from '../../registers/parties/index.ts';
import { type DuplicateLine, duplicatesOf } from './duplicates/index.ts';
import { type NamedPlace, type Understood, understand } from './understanding/index.ts';

const loose = z.string().max(200).optional();

/** What has been typed so far: nothing of it has to be right yet. */
export const Typing = z.object({
  narrative: words(20_000, '经过'),
  place: PlaceInput.partial().loose().optional().catch(undefined),
  reporter: z.object({ name: loose, phone: loose, idNumber: loose }).loose().optional(),
  respondent: z.object({ name: loose }).loose().optional(),
});
export type Typing = z.infer<typeof Typing>;

/** Reads half-typed words and looks for the same matter: proposals with reasons, nothing is written. */
export async function readTyping(call: Call, typing: Typing): Promise<Understood & { duplicates: DuplicateLine[] }> {
  const { work, vault, now } = call;
  const { narrative, place, reporter, respondent } = typing;
  const day = dayInChina(now);
  const places = await work.ask<NamedPlace>(sql`
    select code, zh, parent_code from place where tenant_id = ${work.tenantId} and effective_from <= ${day} and (effective_to is null or effective_to > ${day})`);
  const read = understand({ narrative, placeText: place?.text, respondentNamed: Boolean(respondent?.name) }, places, day);
  const phone = reporter?.phone ? normalisePhone(reporter.phone) : undefined;
  const number = reporter?.idNumber ? checkIdNumber(reporter.idNumber) : undefined;
  const blind = (field: string, value: string) => vault.blind(String(work.tenantId), field, value).toString('hex');
  const duplicates = await duplicatesOf(work, {
    phones: phone && phone.verdict !== 'bad' ? [blind('phone', phone.value)] : [],
    idNumbers: number && number.verdict !== 'bad' ? [blind('id', number.value)] : [],
    names: [reporter?.name, respondent?.name].filter((name): name is string => Boolean(name?.trim())),
    placeCode: place?.code ?? read.place?.code ?? null,
    placeText: place?.text ?? null,
    text: narrative,
    receivedAt: now,
  });
  return { ...read, duplicates };
}

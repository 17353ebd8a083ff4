import { z } from 'zod';
import type { Call } from '../../ground/command/index.ts';
import { defineCommand } from '../../ground/command/index.ts';
import { standingLaw } from '../../registers/matters/clocks.ts';
import { tick } from '../../registers/matters/fields.ts';
import { type Channel, channels, type Kind, kinds, neededWords, PlaceInput, words } from '../../registers/matters/model.ts';
import { blankMatter, OpenMatter } from '../../registers/matters/open.ts';
import { newParty, PartyInput } from '../../registers/parties/index.ts';
import { receivers } from './lifecycle.ts';

const keys = <T extends object>(object: T) => Object.keys(object) as [keyof T & string, ...(keyof T & string)[]];

/** Only channel and narrative are needed; nothing that the law does not require is required. */
export const Receive = z.object({
  channel: z.enum(keys(channels), '请选择来自哪里').meta({ zh: '来自', options: channels, widget: 'choice' }),
  kind: z.enum(keys(kinds), '请选择是什么事').optional().meta({ zh: '是什么事', options: kinds, widget: 'choice' }),
  category: z
    .string()
    .regex(/^[A-Z]{3}\d\d$/, '类型代码不对')
    .optional()
    .meta({ zh: '纠纷类型', widget: 'category' }),
  narrative: neededWords(20_000, '经过').meta({ zh: '经过', widget: 'longtext' }),
  title: words(120, '标题').optional().meta({ zh: '标题' }),
  place: PlaceInput.optional().meta({ zh: '地点', widget: 'place' }),
  reporter: PartyInput.optional().meta({ zh: '反映人', widget: 'person' }),
  respondent: PartyInput.optional().meta({ zh: '对方', widget: 'person' }),
  others: z.array(PartyInput).max(498, '一件事项最多登记500位当事人').optional().meta({ zh: '一起来的人', widget: 'partyTable' }),
  urgent: tick('紧急'),
  reference: words(60, '来件编号').optional().meta({ zh: '来件编号' }),
});
export type Receive = z.infer<typeof Receive>;

/** First sentence of the story, for a title. */
export function titleOf(narrative: string): string {
  const first = narrative.split(/[。！？!?\n；;]/)[0]!.trim() || narrative;
  const letters = [...first];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : first;
}

/**
 * Row 1: a person brings a matter. Clocks start, the receipt is printed, the request's time is kept for the limitation period
 * (诉讼时效规定 12). `kind` unsaid: a dispute when the other side was named, an enquiry otherwise; a clerk can convert either way.
 */
export function record(
  call: Call,
  input: Receive,
  more: Partial<{ kind: Kind; importId: string; receivedAt: Date; channel: Channel }> = {},
): OpenMatter {
  const kind = more.kind ?? input.kind ?? (input.respondent?.name || input.category ? 'dispute' : 'enquiry');
  const m = new OpenMatter(call, blankMatter(call));
  m.set({
    kind,
    state: kind === 'dispute' ? 'REGISTERED' : 'RECEIVED',
    channel: more.channel ?? input.channel,
    category: input.category ?? null,
    narrative: input.narrative,
    title: input.title || titleOf(input.narrative),
    urgent: input.urgent,
    reference: input.reference ?? null,
    placeCode: input.place?.code ?? null,
    placeText: input.place?.text || null,
    lon: input.place?.lon ?? null,
    lat: input.place?.lat ?? null,
    importId: more.importId ?? null,
    receivedAt: more.receivedAt ?? call.now,
  });
  m.admit({ member: call.actor.id, organisation: call.actor.organisationId });
  if (input.reporter) m.addParty(newParty(call, 'applicant', input.reporter, 'reporter'));
  else m.addParty({ id: call.chance.id(call.now), side: 'applicant', name: null });
  for (const other of input.others ?? []) m.addParty(newParty(call, 'joined', other, 'others'));
  if (input.respondent) m.addParty(newParty(call, 'respondent', input.respondent, 'respondent'));
  m.tell({ channel: input.channel, kind });
  return m;
}

/** The clocks and the receipt of an ordinary arrival. Imported history has neither. */
export function startOrdinary(m: OpenMatter): void {
  m.starts('D01');
  if (m.row.kind === 'dispute') m.starts('D02');
  m.notice('receipt', '登记回执', `编码 ${m.row.code}。我们会在一个工作日内答复您。您可以随时撤回、退出或者直接去法院。`, {
    partyId: m.parties[0]!.id,
  });
}

export const receive = defineCommand<Receive>({
  name: 'intake.receive',
  zh: '登记',
  by: receivers,
  on: 'none',
  input: Receive,
  event: 'intake.received',
  together: true,
  async run(call, input) {
    const m = record(call, input);
    startOrdinary(m);
    const event = await m.close('intake.received', standingLaw());
    return { event, id: m.row.id, made: m.made, extra: { code: m.row.code, receivedAt: m.row.receivedAt.toISOString() } };
  },
});

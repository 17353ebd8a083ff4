import { dayInChina, sayInstant } from '../../ground/clock/index.ts';
import type { Call, Recorded } from '../../ground/command/index.ts';
import { type Chance, readableCode } from '../../ground/ids/index.ts';
import type { MoveRow } from '../../ground/lifecycle/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type Clock, clocksOf } from '../../support/deadlines/index.ts';
import type { Role } from '../identity/roles.ts';
import { hashOfToken, newToken, tokenPrincipal } from '../parties/tokens.ts';
import { type ClockLaw, clockEventsOf, clocksAfter, screeningOf, standingLaw } from './clocks.ts';
import { gramsOf, timeGrams } from './grams.ts';
import { hearsOf } from './hearing.ts';
import type {
  ClockRow,
  ConsentRow,
  DocumentRow,
  HandoverRow,
  InstalmentRow,
  Lane,
  MatterRow,
  NoticeKind,
  NoticeWay,
  PaperLane,
  PartyRow,
} from './model.ts';
import { offerReaders, readersOf, safetyReaders, talkReaders } from './readers.ts';
import { refusals } from './refusals.ts';
import { type Aggregate, type ClockEffect, settleNotices } from './store.ts';

type New<T> = Partial<T> & Record<string, unknown>;

interface Said {
  kind: NoticeKind;
  title: string;
  body: string;
  partyId: string | undefined;
  staffId: string | undefined;
  toOrganisationId: string | undefined;
  toRole: Role | undefined;
  way: NoticeWay;
  lane: Lane;
}

/** Whom a notice is for: never nobody. Of a body or a role whoever reads it first reads it for all; both together: the role in that body. */
type Addressee = Partial<Pick<Said, 'partyId' | 'staffId' | 'toOrganisationId' | 'toRole'>> &
  ({ partyId: string } | { staffId: string } | { toOrganisationId: string } | { toRole: Role });

const inLane = { open: readersOf, talks: talkReaders, offers: offerReaders } as const;

/** The review of a safety hold (D26): a clock for each hold and each review, read only by those of the safety lane. */
export const SAFETY_CLOCK = 'D26';

/**
 * A matter lying open on a desk: its record, and all that this one command does to it. `close` writes the rows, works the
 * clocks out anew and returns the one event of the command.
 */
export class OpenMatter {
  readonly call: Call;
  readonly eventId: string;
  readonly row: MatterRow;
  readonly before: MatterRow | undefined;
  readonly parties: PartyRow[];
  readonly documents: DocumentRow[];
  readonly instalments: InstalmentRow[];
  readonly handovers: HandoverRow[];
  readonly effects: ClockEffect[] = [];
  /** What the event tells; may hold personal data. */
  readonly data: Record<string, unknown> = {};
  lane: Lane = 'open';
  /** What the event is called where it came otherwise than the command's name says. */
  kind: string | undefined;
  /** One of many parties moved: the row's effects on the common clocks do not apply. */
  keepClocks = false;
  private readonly past: Aggregate['effects'];
  private readonly clocks: ClockRow[];
  private closedClocks: ClockRow[] = [];
  private readonly notices: Said[] = [];
  private readonly pages: Array<{ partyId: string; purpose: string; hash: Buffer; expiresAt: Date }> = [];
  private readonly asides: Array<Pick<Recorded, 'id' | 'kind' | 'data'> & { clocks: ClockEffect[] }> = [];
  private readonly changed = new Map<string, { table: string; row: New<unknown>; isNew: boolean }>();

  constructor(call: Call, from: Aggregate | MatterRow) {
    const isNew = !('parties' in from);
    const row = isNew ? from : from.matter;
    this.call = call;
    this.eventId = call.chance.id(call.now);
    this.row = { ...row };
    this.before = isNew ? undefined : row;
    this.parties = isNew ? [] : from.parties;
    this.documents = isNew ? [] : from.documents;
    this.instalments = isNew ? [] : from.instalments;
    this.handovers = isNew ? [] : from.handovers;
    this.past = isNew ? [] : from.effects;
    this.clocks = isNew ? [] : from.clocks;
  }

  get now(): Date {
    return this.call.now;
  }
  get nowText(): string {
    return this.call.now.toISOString();
  }

  set(patch: Partial<MatterRow>): this {
    Object.assign(this.row, patch);
    return this;
  }
  to(state: string): this {
    return this.set({ state });
  }
  facts(patch: MatterRow['facts']): this {
    return this.set({ facts: { ...this.row.facts, ...patch } });
  }
  tell(data: Record<string, unknown>): this {
    Object.assign(this.data, data);
    return this;
  }

  /** Someone or some organisation takes part from now on and may see the matter. */
  admit(who: { member?: string | null; organisation?: string | null }): this {
    const join = (list: string[], id?: string | null) => (id && !list.includes(id) ? [...list, id] : list);
    return this.set({
      memberIds: join(this.row.memberIds, who.member),
      organisationIds: join(this.row.organisationIds, who.organisation),
    });
  }
  /**
   * Someone or some organisation takes no part any more and sees nothing of it from the next request on: a mediator who was replaced
   * (recusal, 特邀调解规定 15；在线调解规则 13), a body that turned the matter back. Whoever only recorded it and hands it on keeps their sight, for the
   * person who told them will ask them again; and whose grid it lies in sees it by their post.
   */
  dismiss(who: { member?: string | null; organisation?: string | null }): this {
    return this.set({
      memberIds: this.row.memberIds.filter((id) => id !== who.member),
      organisationIds: this.row.organisationIds.filter((id) => id !== who.organisation),
    });
  }

  party(id: string): PartyRow {
    const found = this.parties.find((party) => party.id === id);
    if (!found) throw refusals.noSuchParty();
    return found;
  }
  /** Parties who still take part: not gone, and not spoken for by somebody else's leaving. */
  get present(): PartyRow[] {
    return this.parties.filter((party) => !party.goneAt);
  }

  private record<T extends { id: string }>(table: string, list: T[], row: New<T>): T {
    const full = { id: this.call.chance.id(this.now), matterId: this.row.id, revision: 1, ...row } as unknown as T;
    list.push(full);
    this.changed.set(full.id, { table, row: full as New<unknown>, isNew: true });
    return full;
  }
  private change<T extends { id: string; revision: number }>(table: string, row: T, patch: Partial<T>): void {
    const known = this.changed.get(row.id);
    Object.assign(row, patch);
    if (!known) {
      row.revision += 1;
      this.changed.set(row.id, { table, row: row as New<unknown>, isNew: false });
    }
  }

  addParty(row: New<PartyRow>): PartyRow {
    if (this.parties.length >= 500) throw refusals.tooMany();
    // Whoever joins comes with a will of their own: from then on one who leaves ends nothing for the others (§8.1).
    if (row.side === 'joined') this.set({ collective: true });
    const blank = {
      kind: 'person',
      name: null,
      phone: null,
      phoneBlind: null,
      phoneMask: null,
      idNumber: null,
      idBlind: null,
      idMask: null,
      creditCode: null,
      address: null,
      groupLabel: null,
      representative: false,
      represents: null,
      consent: 'unasked',
      mark: null,
      markedAt: null,
      f18At: null,
      safeContact: null,
      goneAt: null,
      leftAloneAt: null,
    } as const;
    return this.record('party', this.parties, { ...blank, seq: this.parties.length + 1, ...row });
  }
  saveParty(id: string, patch: Partial<PartyRow>): void {
    this.change('party', this.party(id), patch);
  }

  /** A document is a real record from its first line: kind, number, marks, dates. */
  addDocument(kind: string, title: string, body: Record<string, unknown> = {}, more: New<DocumentRow> = {}): DocumentRow {
    const blank = {
      number: null,
      state: 'issued',
      lane: this.lane,
      marks: [] as DocumentRow['marks'],
      attachmentId: null,
      issuedAt: this.now,
    } as const;
    return this.record('document', this.documents, { ...blank, kind, title, body, madeAt: this.now, ...more });
  }
  saveDocument(row: DocumentRow, patch: Partial<DocumentRow>): void {
    this.change('document', row, patch);
  }
  /** The picture of a signature, sealed already, with the text it was set under. */
  addSignature(row: New<{ id: string }>): void {
    this.record('signature', [], row);
  }
  addConsent(row: New<ConsentRow>): ConsentRow {
    const blank = { subjectId: null, language: 'zh', readAloud: false, note: null } as const;
    return this.record<ConsentRow>('consent', [], { ...blank, round: this.row.round, answeredAt: this.now, ...row });
  }
  /** A link to a party's own page, good once given out; an earlier one for the same purpose opens nothing any more. Only its hash is kept. */
  opensPage(partyId: string, purpose: string, expiresAt: Date): string {
    const token = newToken(this.call.chance);
    this.party(partyId);
    this.facts({ page: true });
    this.pages.push({ partyId, purpose, hash: hashOfToken(token), expiresAt });
    return token;
  }
  private async writePages(readers: string[]): Promise<void> {
    const { work, actor } = this.call;
    for (const { hash, ...page } of this.pages) {
      await work.ask(sql`update party_token set expires_at = ${this.now} where tenant_id = ${work.tenantId}
        and party_id = ${page.partyId} and purpose = ${page.purpose} and expires_at > ${this.now}`);
      const own = { matterId: this.row.id, madeBy: actor.id, madeAt: this.now, usedAt: null };
      work.add('party_token', { hash, ...page, ...own, readers: [...readers, tokenPrincipal(hash)] });
    }
  }

  addInstalment(row: New<InstalmentRow>): InstalmentRow {
    const blank = {
      payerId: null,
      payeeId: null,
      amountFen: null,
      state: 'DUE',
      doneOn: null,
      how: null,
      urged: 0,
      said: null,
    } as const;
    return this.record('instalment', this.instalments, { ...blank, seq: this.instalments.length + 1, ...row });
  }
  saveInstalment(row: InstalmentRow, patch: Partial<InstalmentRow>): void {
    this.change('instalment', row, patch);
  }
  addHandover(row: New<HandoverRow>): HandoverRow {
    const blank = {
      fromOrg: null,
      state: 'sent',
      reason: null,
      legalBasis: null,
      contact: null,
      outline: null,
      declineCode: null,
      reply: null,
      result: null,
      signedAt: null,
      answeredAt: null,
      fedBackAt: null,
      payload: null,
    } as const;
    return this.record('handover', this.handovers, { ...blank, sentAt: this.now, ...row });
  }
  saveHandover(row: HandoverRow, patch: Partial<HandoverRow>): void {
    this.change('handover', row, patch);
  }

  /**
   * Puts a notice in the outbox, in the same transaction: to a party of this matter as far as they may hear (`hearing`), to one of
   * the staff, or to a body or a role. Nothing of the safety path ever goes to a party.
   */
  notice(
    kind: NoticeKind,
    title: string,
    body: string,
    { partyId, staffId, toOrganisationId, toRole, way, lane }: Addressee & { way?: NoticeWay; lane?: 'safety' | 'open' },
  ): void {
    if (partyId) this.party(partyId);
    this.notices.push({
      kind,
      title,
      body,
      partyId,
      staffId,
      toOrganisationId,
      toRole,
      way: way ?? (partyId ? 'print' : 'inbox'),
      lane: lane ?? this.lane,
    });
  }
  /** To every party who is still present: both sides at once (equality of arms), the same or each in words of their own. */
  noticeAll(kind: NoticeKind, title: string, body: string | ((party: PartyRow) => string)): void {
    // Who leaves with this very move is told too: the ways on are theirs above all (人民调解法 26).
    const told = this.parties.filter((party) => !party.goneAt || party.goneAt.getTime() === this.now.getTime());
    for (const party of told) this.notice(kind, title, typeof body === 'string' ? body : body(party), { partyId: party.id });
  }
  /** Who may hear is asked of the matter as this command leaves it, also for what still waits from before. */
  private async writeNotices(readers: string[]): Promise<void> {
    const { work, chance } = this.call;
    for (const { partyId = null, staffId = null, toOrganisationId = null, toRole = null, lane, ...notice } of this.notices) {
      const hears = partyId ? hearsOf(this.row, this.party(partyId), notice.kind) : 'now';
      if (hears === 'never') continue;
      work.add('notice', {
        id: chance.id(this.now),
        matterId: this.row.id,
        partyId,
        staffId,
        toOrganisationId,
        toRole,
        ...notice,
        state: hears === 'held' ? 'held' : 'waiting',
        madeAt: this.now,
        doneAt: null,
        tries: 0,
        trouble: null,
        readers: lane === 'open' ? readers : this.readersToWrite(lane),
      });
    }
    const { before, row } = this;
    if (!before || (before.safety === row.safety && before.facts.protects === row.facts.protects)) return;
    await settleNotices(work, row.id, (partyId, kind) => hearsOf(row, this.party(partyId), kind));
  }

  /** Danger heard beside what the command is about: told to the safety lane alone, and reviewed there (D26). */
  aside(kind: string, data: Record<string, unknown>): this {
    const id = this.call.chance.id(this.now);
    this.asides.push({ id, kind, data, clocks: [{ kind: 'starts', code: SAFETY_CLOCK, subject: id }] });
    return this;
  }
  private get allEffects(): ClockEffect[] {
    return [...this.effects, ...this.asides.flatMap(({ clocks }) => clocks)];
  }

  starts(code: string, subject = code === SAFETY_CLOCK ? this.eventId : '', more: Partial<ClockEffect> = {}): this {
    this.effects.push({ kind: 'starts', code: code === 'D02' ? this.screening : code, subject, ...more });
    return this;
  }
  meets(code: string, subject = ''): this {
    for (const one of this.everyFormOf(code)) this.effects.push({ kind: 'meets', code: one, subject });
    return this;
  }
  cancels(code: string, subject = ''): this {
    for (const one of this.everyFormOf(code)) this.effects.push({ kind: 'cancels', code: one, subject });
    return this;
  }
  /** D02 in the rows is two hours where the matter is urgent; what began before it was called so ends as well. */
  private get screening(): string {
    return screeningOf(this.row);
  }
  private everyFormOf(code: string): string[] {
    return code === 'D02' && this.row.urgent ? ['D02', this.screening] : [code];
  }
  effect(effect: ClockEffect): this {
    this.effects.push(effect);
    return this;
  }
  /** What the lifecycle row itself does to the clocks. `term` is the mediation term fixed at acceptance. */
  applyRow(move: MoveRow): void {
    if (this.keepClocks) return;
    const code = (name: string) => (name === 'term' ? (this.row.facts.term ?? 'D05') : name);
    for (const name of move.meets ?? []) for (const subject of this.subjectsOf(name)) this.meets(code(name), subject);
    for (const name of move.cancels ?? []) this.cancels(code(name));
    for (const name of move.starts ?? []) this.starts(code(name));
  }

  /** The safety reviews that this person may know of; every other clock of a row has no subject. */
  private subjectsOf(code: string): string[] {
    if (code !== SAFETY_CLOCK) return [''];
    return this.clocks.filter((clock) => clock.code === code && clock.state === 'running').map((clock) => clock.subject);
  }

  /** The open clocks in the engine's own words as they stand now, or as they would stand if `more` happened to them. */
  openClocks(more?: ClockEffect): Clock[] {
    const { rulesOf, calendar } = standingLaw();
    const now = { id: this.eventId, at: this.now, clocks: more ? [...this.effects, more] : this.effects };
    const clocks = clocksOf(clockEventsOf([...this.past, now]), rulesOf, calendar, this.now, dayInChina(this.row.receivedAt));
    return clocks.filter((clock) => clock.state !== 'met' && clock.state !== 'cancelled');
  }
  /** The one of this code: no command promises what the engine would not do. */
  clockOf(code: string, more?: ClockEffect): Clock | undefined {
    return this.openClocks(more).findLast((clock) => clock.code === code);
  }
  /** Ends every open clock of these codes, whatever it is about: an agreement that is talked over anew. */
  cancelsEvery(codes: readonly string[]): this {
    for (const clock of this.openClocks()) if (codes.includes(clock.code)) this.cancels(clock.code, clock.subject);
    return this;
  }

  readers(lane: PaperLane = this.lane): string[] {
    return lane === 'safety' ? safetyReaders(this.call.actor.id) : inLane[lane](this.row);
  }
  /** Those who could read a lane before this command together with those who can after it. */
  private readersToWrite(lane: PaperLane): string[] {
    const was = !this.before || lane === 'safety' ? [] : lane === 'open' ? this.before.readers : inLane[lane](this.before);
    return [...new Set([...this.readers(lane), ...was])];
  }

  /**
   * Writes everything, so that those who could read it before and those who can after may read it: nobody can write what they may
   * not see. Where sight changed, `regrant` makes it so once the event stands too.
   */
  async close(kind: string, law: ClockLaw): Promise<Recorded> {
    const { work } = this.call;
    const after = readersOf(this.row);
    const before = this.before?.readers ?? after;
    const readers = this.readersToWrite('open');
    const talks = talkReaders(this.row);
    const moved =
      JSON.stringify([before, this.before && talkReaders(this.before)]) !== JSON.stringify([after, this.before && talks]);
    const seal = () => ({ sealedBy: this.eventId, sealSalt: this.call.chance.bytes(16).toString('hex') });
    this.row.names = namesOf(this.parties);
    const clocks = clocksAfter([...this.past, { id: this.eventId, at: this.now, clocks: this.allEffects }], law, this.row);
    const promise = clocks.promise;
    this.set({
      promiseZh: promise?.zh ?? null,
      promiseCode: promise?.code ?? null,
      dueAt: promise?.dueAt ?? null,
      dueCertain: promise?.certain ?? null,
      changedAt: this.now,
      readers,
      ...seal(),
    });
    if (this.before) this.row.revision = this.before.revision + 1;
    const textual =
      !this.before ||
      this.before.names !== this.row.names ||
      this.before.title !== this.row.title ||
      this.before.placeText !== this.row.placeText;
    const { grams: _, ...row } = this.row;
    const whole = textual
      ? { ...row, grams: Int32Array.from([...gramsOf(textOf(row)), ...timeGrams(dayInChina(row.receivedAt))]) }
      : row;
    if (this.before) work.save('matter', whole);
    else work.add('matter', whole);
    for (const { table, row: child, isNew } of this.changed.values()) {
      const { lane = 'open' } = child as { lane?: PaperLane };
      const full = { ...child, readers: this.readersToWrite(lane), ...seal() };
      if (isNew) work.add(table, full);
      else work.save(table, full);
    }
    this.writeClocks(clocks.rows, readers);
    await this.writeNotices(readers);
    await this.writePages(readers);
    this.closedClocks = clocks.rows;
    const common = { matterId: this.row.id, from: this.before?.state ?? null, to: this.row.state };
    const beside = this.asides.map(
      (told) => ({ ...common, ...told, readers: safetyReaders(this.call.actor.id), lane: 'safety' }) as const,
    );
    return {
      id: this.eventId,
      kind: this.kind ?? kind,
      ...common,
      data: this.data,
      readers: this.readersToWrite(this.lane),
      ...(moved && { sight: { before, after, lanes: { talks } } }),
      lane: this.lane,
      clocks: this.effects,
      beside,
    };
  }

  /** A new matter as it stands after `close`, without reading it back. */
  get made(): Aggregate {
    const { row: matter, parties, documents, instalments, handovers } = this;
    const clocks = [...this.closedClocks].sort((a, b) => (a.code < b.code ? -1 : 1));
    return { matter, parties, documents, instalments, handovers, clocks, effects: [], attachments: [] };
  }

  private writeClocks(rows: ClockRow[], readers: string[]): void {
    const key = (row: ClockRow) => `${row.code}|${row.subject}`;
    const known = new Map(this.clocks.map((row) => [key(row), row]));
    for (const row of rows) {
      const old = known.get(key(row));
      // Not everyone may read what happened to the safety clocks, so only a move that names one touches it.
      if (
        row.code === SAFETY_CLOCK &&
        !this.allEffects.some((effect) => effect.code === row.code && effect.subject === row.subject)
      )
        continue;
      const own = row.code === SAFETY_CLOCK ? (old?.readers ?? safetyReaders(this.call.actor.id)) : readers;
      const full = { matterId: this.row.id, ...row, level: old?.level ?? 0, readers: own };
      if (!old) this.call.work.add('clock', full);
      else if (JSON.stringify(pick(old)) !== JSON.stringify(pick(row)))
        this.call.work.save('clock', full, ['matterId', 'code', 'subject']);
    }
  }
}

const pick = (row: ClockRow) => [row.startedAt, row.dueAt, row.certain, row.state, row.metAt, row.onTime, row.nextAt];

const textOf = (row: Pick<MatterRow, 'title' | 'narrative' | 'names' | 'placeText'>): string =>
  [row.title, row.narrative, row.names, row.placeText ?? ''].join('\n');

const namesOf = (parties: readonly PartyRow[]): string =>
  parties
    .map((party) => party.name ?? '')
    .join(' ')
    .slice(0, 4000);

/** A new, empty record. */
export function blankMatter(call: Call, chance: Chance = call.chance): MatterRow {
  return {
    tenantId: call.work.tenantId,
    id: chance.id(call.now),
    code: readableCode(chance),
    revision: 1,
    kind: 'dispute',
    category: null,
    state: 'REGISTERED',
    round: 1,
    safety: 'NONE',
    performance: 'NONE',
    confirmation: 'NA',
    supervision: 0,
    fileState: 'OPEN',
    title: '',
    narrative: '',
    names: '',
    channel: 'window',
    placeCode: null,
    placeText: null,
    lon: null,
    lat: null,
    receivedAt: call.now,
    recordedAt: call.now,
    happenedAt: null,
    recordedBy: call.actor.id,
    lateEntry: false,
    organisationId: null,
    mediatorId: null,
    memberIds: [],
    organisationIds: [],
    level: null,
    step: null,
    reference: null,
    amountFen: null,
    collective: false,
    urgent: false,
    gate: null,
    agreement: null,
    ending: null,
    facts: {},
    previousId: null,
    importId: null,
    promiseZh: null,
    promiseCode: null,
    dueAt: null,
    dueCertain: null,
    changedAt: call.now,
    grams: new Int32Array(),
    readers: [],
    sealedBy: null,
    sealSalt: null,
  };
}

export const sayDue = (at: Date | null): string => (at ? `${sayInstant(at)}前` : '尽快');

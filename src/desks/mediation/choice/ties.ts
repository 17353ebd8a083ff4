/** What a mediator declared of themselves: with whom, and why it could matter. Numbers and addresses stand there blind only. */
export interface DeclaredTie {
  with: string;
  reason: string;
  phoneBlind?: string;
  addressBlind?: string;
}
export interface MediatorFacts {
  id: string;
  name: string;
  organisationId: string | null;
  organisationZh: string | null;
  ties: readonly DeclaredTie[];
}
export interface PartyFacts {
  id: string;
  name: string | null;
  kind: 'person' | 'organisation';
  address: string | null;
  phoneBlind: string | null;
  addressBlind: string | null;
}

export type HintKind =
  | 'declared'
  | 'address'
  | 'phone'
  | 'sameName'
  | 'employer'
  | 'linked'
  | 'otherDesk'
  | 'recorded'
  | 'coSigned';

/** Why somebody should look twice. Excludes nobody: a named person decides, and the parties may still consent (特邀调解规定 15). */
export interface Hint {
  kind: HintKind;
  zh: string;
  /** Must be answered in F15 before this mediator can be settled on; the others are only told. */
  asks: boolean;
}

export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s（）()《》“”"'·•.,，。、-]/g, '');
const LEGAL_FORM = /(有限责任公司|股份有限公司|有限公司|分公司|公司|集团)$/;

/** The same body is called with and without its legal form; a person is only ever called by the whole name. */
function sameName(declared: string, name: string, kind: PartyFacts['kind']): boolean {
  const [a, b] = [plain(declared), plain(name)];
  if (a === b) return true;
  if (kind === 'person') return false;
  const [shortA, shortB] = [a.replace(LEGAL_FORM, ''), b.replace(LEGAL_FORM, '')];
  return shortA.length >= 4 && shortA === shortB;
}

/** What can be seen from the register and the parties alone. Pure. */
export function tiesBetween(mediator: MediatorFacts, party: PartyFacts): Hint[] {
  const name = party.name ?? '当事人';
  const hints = mediator.ties.flatMap((tie): Hint[] => {
    const why = `他申报过“${tie.with}：${tie.reason}”`;
    if (party.name && sameName(tie.with, party.name, party.kind))
      return [{ kind: 'declared', zh: `${why}，与当事人${name}同名`, asks: true }];
    if (tie.phoneBlind && tie.phoneBlind === party.phoneBlind)
      return [{ kind: 'phone', zh: `${why}，电话与当事人${name}的相同`, asks: true }];
    if (tie.addressBlind && tie.addressBlind === party.addressBlind)
      return [{ kind: 'address', zh: `${why}，住址与当事人${name}的相同`, asks: true }];
    const place = plain(tie.with);
    if (party.address && place.length >= 4 && plain(party.address).includes(place))
      return [{ kind: 'address', zh: `${why}，当事人${name}住在那里`, asks: true }];
    return [];
  });
  if (party.name && party.kind === 'person' && plain(party.name) === plain(mediator.name))
    hints.push({ kind: 'sameName', zh: `他和当事人${name}同名`, asks: true });
  if (
    party.name &&
    mediator.organisationZh &&
    party.kind === 'organisation' &&
    plain(party.name) === plain(mediator.organisationZh)
  )
    hints.push({ kind: 'employer', zh: `当事人${name}是他所在的单位`, asks: true });
  return hints;
}

/** One trace of a member of staff in this matter or one linked with it. */
export interface Trace {
  staffId: string;
  kind: string;
  /** In another matter that is linked with this one. */
  elsewhere: boolean;
}

const otherDesk: ReadonlyArray<readonly [prefix: RegExp, zh: string]> = [
  [/^triage\.(accepted|declined|referred)$/, '这件事受理、不受理或转介是他决定的'],
  [/^(triage\.(signedFor|taken|turnedBack|fedBack)|intake\.(replied|sentBack))$/, '他代表别的部门办理过这件事'],
  [/^confirmation\.(accepted|confirmed|refused)$/, '他以法院的身份办理过这件事'],
  [/^safety\./, '他办理过这件事的安全复核'],
];

/** Earlier roles (特邀调解规定 15、16). Whoever only wrote the matter down is told, and need not be explained. */
export function tiesByRole(traces: readonly Trace[]): Hint[] {
  const has = (fits: (trace: Trace) => boolean) => traces.some(fits);
  return [
    ...(has(({ elsewhere, kind }) => elsewhere && /^(mediator|mediation\.|performance\.)/.test(kind))
      ? [{ kind: 'linked', zh: '他调解过与这件事关联的另一件事', asks: true } as const]
      : []),
    ...otherDesk.flatMap(([prefix, zh]): Hint[] =>
      has(({ kind }) => prefix.test(kind)) ? [{ kind: 'otherDesk', zh, asks: true }] : [],
    ),
    ...(has(({ kind }) => kind === 'recorded')
      ? [{ kind: 'recorded', zh: '这件事（或关联的事）是他登记的', asks: false } as const]
      : []),
    ...(has(({ kind }) => kind === 'coSigned')
      ? [{ kind: 'coSigned', zh: '他和一方当事人在另一件事的文书上一起签过字', asks: false } as const]
      : []),
  ];
}

/** What is being written down while people talk. All of it lies in one draft: a reload, a dead line or a crash loses nothing. */
export interface Line {
  id: string;
  who: string;
  words: string;
  at: string;
}
export interface PageMark {
  page: number;
  name: string;
  at: string;
}
export interface Live {
  /** Names the request that keeps it: pressed twice, it is kept once. */
  key: string;
  at: string;
  place: string;
  participants: string[];
  others: string;
  speaker: string;
  typing: string;
  lines: Line[];
  agreed: string[];
  disputed: string[];
  offers: string[];
  result?: 'agreed' | 'not' | 'continue';
  readBack: boolean;
  marks: PageMark[];
  sittingId?: string;
}

export const LINES_A_PAGE = 12;

const fresh = (): string => crypto.randomUUID();

export const begun = (participants: string[], place: string, sittingId?: string): Live => ({
  key: fresh(),
  at: new Date().toISOString(),
  place,
  participants,
  others: '',
  speaker: participants[0] ?? '',
  typing: '',
  lines: [],
  agreed: [],
  disputed: [],
  offers: [],
  readBack: false,
  marks: [],
  sittingId,
});

/** A change of what was read and signed: both are to be done anew. */
export const reworded = (live: Live, patch: Partial<Live>): Live => ({ ...live, ...patch, readBack: false, marks: [] });

export const said = (live: Live): Live =>
  live.typing.trim()
    ? reworded(live, {
        lines: [...live.lines, { id: fresh(), who: live.speaker, words: live.typing.trim(), at: new Date().toISOString() }],
        typing: '',
      })
    : live;

export const pagesOf = (lines: readonly Line[]): Line[][] =>
  Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES_A_PAGE)) }, (_, at) =>
    lines.slice(at * LINES_A_PAGE, (at + 1) * LINES_A_PAGE),
  );

export const everybody = ({ participants, others }: Live): string[] => [
  ...participants,
  ...others
    .split(/[、，,；;\n]/)
    .map((name) => name.trim())
    .filter(Boolean),
];

/** As the server asks for it; what stands in the box untold yet counts as said. */
export function inputOf(live: Live): Record<string, unknown> {
  const { at, place, lines, agreed, disputed, offers, result, readBack, marks, sittingId } = said(live);
  const names = everybody(live);
  return {
    at,
    place,
    present: names.join('、').slice(0, 500) || '当事人',
    participants: names,
    said: lines
      .map(({ who, words }) => `${who}：${words}`)
      .join('\n')
      .slice(0, 40_000),
    lines: lines.map(({ who, words, at: when }) => ({ who, words, at: when })),
    agreed,
    disputed,
    offers,
    ...(result && { result }),
    readBack,
    pages: marks,
    ...(sittingId && { sittingId }),
  };
}

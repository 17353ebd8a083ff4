import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayDate, sayDay } from '../../../../ground/ui/when.ts';
import type { Row, Rules } from '../api.ts';
import { plainSource, sayStrength } from '../pieces/basis.ts';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { sayTerm, useRules } from '../pieces/Promise.tsx';
import { type Parameter, sayParameter, useReckon } from '../reckon/reckoning.ts';
import { useClauses } from '../terms/terms.ts';

const word = (v: unknown): string =>
  typeof v === 'string' || typeof v === 'number'
    ? String(v)
    : v && typeof v === 'object' && 'zh' in v
      ? String((v as { zh: unknown }).zh)
      : '';
const stepsOf = (r: Row): string =>
  Array.isArray(r.steps) ? (r.steps as Row[]).map((s) => [word(s.zh), word(s.what)].filter(Boolean).join('：')).join('；') : '';
const span = (r: Row): string =>
  word(r.effectiveFrom) && `${sayDate(word(r.effectiveFrom))} — ${sayDate(word(r.effectiveTo)) || say('今')}`;

/** The number that papers and settings cite; names of ours in other letters are nobody's business. */
const numberOf = (r: Row): string => /^[A-Z]+\d*/.exec(word(r.code ?? r.key))?.[0] ?? '';

const listOf = (r: Row): string =>
  [...((r.material ?? []) as Row[]).map((m) => word(m.zh)), ...((r.hints ?? []) as string[])].join('；');

const tabs = [
  ['deadlines', '时限'],
  ['gates', '受理前核对'],
  ['categories', '类别'],
  ['routes', '其他出路'],
  ['suspensionGrounds', '中止原因'],
  ['calendars', '工作日历'],
  ['methodPacks', '工作法'],
  ['typePacks', '分类清单'],
  ['parameters', '计算参数'],
  ['clauses', '条款库'],
] as const;
type Tab = (typeof tabs)[number][0];

/** Rule packs as they stand: what, how long, from when to when, and where it is written. Read only. */
export default function RulesPage() {
  const rules = useRules();
  const go = useNavigate();
  const asked = (useSearch({ strict: false }) as { tab?: string }).tab;
  const tab = tabs.find(([key]) => key === asked)?.[0] ?? 'deadlines';
  const figures = useReckon();
  const clauses = useClauses(null);
  const more: Partial<Record<Tab, readonly object[]>> = {
    parameters: figures.data?.parameters ?? [],
    clauses: clauses.data?.clauses ?? [],
  };
  const rows = (more[tab] ?? rules.data?.[tab as keyof Rules] ?? []) as Row[];
  return (
    <Page
      title={say('规则与日历')}
      acts={
        <ExportRows
          name={say(tabs.find(([t]) => t === tab)![1])}
          head={['代码', '名称', '多久', '依据', '出处', '有效期']}
          rows={rows.map((r) => [word(r.code), word(r.zh), sayTerm(r.length), word(r.basis), word(r.source), span(r)])}
        />
      }
    >
      <div className="row tight no-print" role="tablist" aria-label={say('规则种类')} style={{ marginBottom: 16 }}>
        {tabs.map(([key, zh]) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={tab === key}
            aria-controls="rule-panel"
            className={`btn slim ${tab === key ? 'main' : ''}`}
            onClick={() => void go({ to: '/rules', search: { tab: key } as never, replace: true })}
          >
            {say(zh)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="rule-panel" aria-labelledby={`tab-${tab}`}>
        <Loaded of={rules}>{(r) => <Panel rules={r} tab={tab} rows={rows} />}</Loaded>
      </div>
    </Page>
  );
}

function Panel({ rules, tab, rows }: { rules: Rules; tab: Tab; rows: Row[] }): ReactNode {
  if (tab === 'calendars') return <Calendars rules={rules} />;
  const source = {
    zh: '依据和出处',
    cell: (r: Row) => (
      <span className="small">
        {[word(r.basis), word(r.source)].filter(Boolean).map(plainSource).join('；')}
        {word(r.evidence) &&
          sayStrength(word(r.evidence)).map((zh) => (
            <span key={zh}>
              {' '}
              <span className="word" style={{ whiteSpace: 'normal' }}>
                {say(zh)}
              </span>
            </span>
          ))}
      </span>
    ),
  };
  const name = {
    zh: '名称',
    bare: true,
    cell: (r: Row) => (
      <>
        <span className="strong">{word(r.zh)}</span> <span className="code small faint">{numberOf(r)}</span>
      </>
    ),
  };
  const valid = { zh: '有效期', cell: (r: Row) => <span className="small nowrap">{span(r)}</span> };
  const columns =
    tab === 'deadlines'
      ? [
          name,
          { zh: '从什么算起', cell: (r: Row) => word(r.from) },
          { zh: '多久', cell: (r: Row) => <span className="nowrap">{sayTerm(r.length)}</span> },
          { zh: '到期怎么办', cell: (r: Row) => word(r.onExpiryZh) || word(r.onExpiry) },
          source,
          valid,
        ]
      : tab === 'gates'
        ? [
            name,
            { zh: '怎么问', cell: (r: Row) => word(r.question) },
            { zh: '答“是”会怎样', cell: (r: Row) => word(r.route) },
            source,
            valid,
          ]
        : tab === 'parameters'
          ? [
              name,
              { zh: '数', cell: (r: Row) => <span className="nowrap num">{sayParameter(r as unknown as Parameter)}</span> },
              { zh: '确认到', cell: (r: Row) => <span className="small nowrap">{word(r.knownUntil)}</span> },
              source,
              valid,
            ]
          : [
              name,
              {
                zh: '说明',
                cell: (r: Row) => (
                  <span className="small">
                    {[word(r.note), word(r.plain), word(r.timeLimit), word(r.fee), word(r.text), stepsOf(r), listOf(r)]
                      .filter(Boolean)
                      .join(' ')}
                  </span>
                ),
              },
              source,
              valid,
            ];
  return (
    <ListTable
      rows={rows}
      keyOf={(r) => `${word(r.code ?? r.key)}${word(r.effectiveFrom)}`}
      caption={tabs.find(([t]) => t === tab)![1]}
      columns={columns}
    />
  );
}

const sayOff = (off: unknown): string => {
  if (typeof off === 'string') return sayDay(off);
  const o = off as { zh?: string; from?: string; until?: string };
  return `${o.zh ?? ''} ${sayDay(o.from ?? '')}${o.until && o.until !== o.from ? ` — ${sayDay(o.until)}` : ''}`;
};

function Calendars({ rules }: { rules: Rules }) {
  return (
    <div className="stack">
      {rules.calendars.map((c) => (
        <section key={c.zh} className="card stack tight" aria-label={c.zh}>
          <h2>{c.zh}</h2>
          <div className="twin">
            <div>
              <h3>{say('放假')}</h3>
              <ul className="plain num">
                {c.off.map((o) => (
                  <li key={sayOff(o)}>{sayOff(o)}</li>
                ))}
              </ul>
            </div>
            <div>
              <h3>{say('调休上班')}</h3>
              <ul className="plain num">
                {c.work.map((d) => (
                  <li key={d}>{sayDay(d)}</li>
                ))}
              </ul>
            </div>
          </div>
          <p className="small soft">
            {say('出处')}：{c.source}
          </p>
        </section>
      ))}
      <p className="note soon-note">{say('没有公布安排的年份，到期日一律写“日期待定”，不猜。')}</p>
    </div>
  );
}

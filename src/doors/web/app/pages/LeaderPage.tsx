import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Rate } from '../../../../ground/ui/Rate.tsx';
import { Empty } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayWhen } from '../../../../ground/ui/when.ts';
import type { LeaderView } from '../api.ts';
import { ask } from '../http.ts';
import { Words } from '../matter/Head.tsx';
import { ExportLinks } from '../pieces/Export.tsx';
import { Joining } from '../pieces/Joining.tsx';
import { KeptCurve } from '../pieces/KeptCurve.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { usePlaces } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { Promised, useRules } from '../pieces/Promise.tsx';

const steps: Array<[string, string, string]> = [
  ['agreed', 'accepted', '达成协议（占已受理）'],
  ['ended', 'accepted', '调解终止（占已受理）'],
  ['kept', 'agreed', '已全部履行（占达成协议）'],
  ['running', 'agreed', '还在履行期内（占达成协议）'],
  ['broken', 'agreed', '到期未履行（占达成协议）'],
];

/** Five minutes: where promises are broken, whose they are, and the figures with what they leave out. */
export default function LeaderPage() {
  const view = useQuery({
    queryKey: ['leader'],
    queryFn: () => ask<LeaderView>('/api/leader/overdue'),
    refetchInterval: 120_000,
  });
  const go = useNavigate();
  const [all, setAll] = useState(false);
  return (
    <Page title={say('超时与口径')} acts={<ExportLinks path="/api/matters/export" params="?overdue=1" />}>
      <Loaded of={view}>
        {(v) => {
          const most = Math.max(1, ...v.byOrganisation.map((o) => Number(o.overdue)));
          return (
            <div className="stack">
              <div
                style={{
                  display: 'grid',
                  gap: 16,
                  alignItems: 'start',
                  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
                }}
              >
                <section className="card" aria-labelledby="org-title">
                  <h2 id="org-title">{say('谁那里超时')}</h2>
                  {v.byOrganisation.length === 0 && <p className="soft">{say('没有在办的事项。')}</p>}
                  <table className="grid-table">
                    <caption className="unseen">{say('各单位超时件数')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{say('单位')}</th>
                        <th scope="col" className="num">
                          {say('超时')}
                        </th>
                        <th scope="col" className="num">
                          {say('在办')}
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {v.byOrganisation.slice(0, all ? 50 : 8).map((o) => (
                        <tr key={o.organisationId ?? 'none'}>
                          <td>
                            {o.zh || say('（还没分给单位）')}
                            <span className="bar" aria-hidden="true">
                              <span style={{ width: `${(Number(o.overdue) / most) * 100}%`, background: 'var(--danger)' }} />
                            </span>
                          </td>
                          <td className="num">
                            <Link
                              to="/matters"
                              search={{ overdue: '1', open: '1', organisation: o.organisationId ?? 'none' } as never}
                            >
                              {Number(o.overdue).toLocaleString('en-US')}
                            </Link>
                          </td>
                          <td className="num">{Number(o.open).toLocaleString('en-US')}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                  {!all && v.byOrganisation.length > 8 && (
                    <button type="button" className="btn quiet slim" onClick={() => setAll(true)}>
                      {say('看全部{{n}}个单位', { n: v.byOrganisation.length })}
                    </button>
                  )}
                </section>
                <Funnel funnel={v.funnel} since={v.since} />
                <Joining />
              </div>
              {v.places && v.places.length > 0 && <Causes rows={v.places} />}
              <KeptCurve />
              <section aria-labelledby="late-title">
                <h2 id="late-title" style={{ marginBottom: 8 }}>
                  {say('最先要看的')}
                </h2>
                {v.lines.length === 0 ? (
                  <Empty>
                    <p>{say('没有超时的事项。')}</p>
                  </Empty>
                ) : (
                  <ListTable
                    rows={v.lines}
                    keyOf={(l) => l.id}
                    caption="超时的事项"
                    open={(l) => void go({ to: `/matters/${l.id}` })}
                    columns={[
                      {
                        zh: '事项',
                        bare: true,
                        cell: (l) => (
                          <>
                            <Link className="work-title" to={`/matters/${l.id}`}>
                              {l.title}
                            </Link>
                            <p className="small soft row tight">
                              <span className="code">{l.code}</span>
                              <Words line={l} />
                            </p>
                          </>
                        ),
                      },
                      { zh: '答应的', bare: true, cell: (l) => <Promised promise={l.promise} /> },
                      {
                        zh: '在谁手上',
                        cell: (l) =>
                          v.byOrganisation.find((o) => o.organisationId === l.organisationId)?.zh ?? say('（还没分给单位）'),
                      },
                      {
                        zh: '收到',
                        cell: (l) => (
                          <span className="small nowrap">
                            <When at={l.receivedAt} />
                          </span>
                        ),
                      },
                    ]}
                  />
                )}
              </section>
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Counts may come as text where they are large. */
function Funnel({ funnel, since }: { funnel: LeaderView['funnel']; since: string | undefined }) {
  const n = (key: string) => Number(funnel[key] ?? 0);
  return (
    <section className="card" aria-labelledby="funnel-title">
      <div className="head">
        <h2 id="funnel-title">{say('口径对照')}</h2>
        <span className="small faint">{since && say('{{when}}以来收到的', { when: sayWhen(since) })}</span>
      </div>
      <dl className="facts">
        <dt>{say('收到')}</dt>
        <dd className="num">
          {say('{{n}}件，其中纠纷{{m}}件', {
            n: n('received').toLocaleString('en-US'),
            m: n('disputes').toLocaleString('en-US'),
          })}
        </dd>
        <dt>{say('已受理')}</dt>
        <dd className="num">{say('{{n}}件', { n: n('accepted').toLocaleString('en-US') })}</dd>
        {steps
          .filter(([key]) => funnel[key] !== undefined)
          .map(([key, base, zh]) => [
            <dt key={`${key}k`}>{say(zh)}</dt>,
            <dd key={`${key}v`}>
              <Rate n={n(key)} of={n(base)} left={base === 'accepted' ? n('excluded') : 0} />
            </dd>,
          ])}
      </dl>
      <p className="small soft" style={{ marginTop: 8 }}>
        {say('率的旁边都有件数；不到30件的只报件数。未计：批量导入的。')}
      </p>
    </section>
  );
}

/** Where one cause comes up again and again: places and causes, never persons. */
function Causes({ rows }: { rows: NonNullable<LeaderView['places']> }) {
  const { data: places } = usePlaces();
  const { data: rules } = useRules();
  const town = (code: string) => places?.find((p) => p.code.startsWith(code) && p.level === 'town')?.zh ?? code;
  const cause = (code: string | null) => say(String(rules?.categories.find((c) => c.code === code)?.zh ?? '（未定类别）'));
  return (
    <section className="card" aria-labelledby="causes-title">
      <h2 id="causes-title">{say('哪里的哪类事多（30天内5件以上）')}</h2>
      <ul className="plain twin" style={{ gap: 8 }}>
        {rows.map((r) => (
          <li key={`${r.town}${r.category}`}>
            <Link to="/matters" search={{ place: r.town, ...(r.category ? { category: r.category } : {}) } as never}>
              {town(r.town)} · {cause(r.category)}
            </Link>{' '}
            <span className="num strong">{say('{{n}}件', { n: Number(r.n) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

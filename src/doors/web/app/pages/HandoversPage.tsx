import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Column, ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Empty } from '../../../../ground/ui/States.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { HandoverLine } from '../api.ts';
import { ask } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { useForms } from '../pieces/moves.ts';
import { Page } from '../pieces/Page.tsx';
import { useWho } from '../who.ts';

const sends: ReadonlyArray<readonly [command: string, role: string, zh: string]> = [
  ['court.send', 'judge', '诉调：委派、委托中心调解'],
  ['petitions.send', 'partner', '访调：移交中心调解'],
  ['police.send', 'partner', '公调：委托中心调解'],
  ['procuratorate.send', 'partner', '检调：委托中心调解'],
];
const states: Record<string, string> = {
  sent: '已送出',
  signed: '已签收',
  accepted: '已接收',
  declined: '已退回（不接）',
  fedBack: '已反馈',
  returned: '已退回',
};

const columns: Column<HandoverLine>[] = [
  {
    zh: '事项',
    bare: true,
    cell: (h) => (
      <>
        <Link className="work-title" to={`/matters/${h.matterId}`}>
          {h.title}
        </Link>
        <p className="small soft code">{h.code}</p>
      </>
    ),
  },
  {
    zh: '从哪里到哪里',
    cell: (h) => (
      <>
        {h.fromZh ?? say('中心')} → {h.toZh ?? say('（对方单位）')}
        <p className="small soft">{say(h.incoming ? '移交进来' : '转出去')}</p>
      </>
    ),
  },
  {
    zh: '状态',
    cell: (h) => (
      <>
        <span className="word">{say(states[h.state] ?? h.state)}</span>
        {(h.reply || h.result) && <p className="small soft">{h.result ?? h.reply}</p>}
      </>
    ),
  },
  {
    zh: '还欠什么',
    cell: (h) =>
      h.owed ? (
        <>
          {say(h.owed)}
          {h.dueAt && (
            <p className="small soft">
              <When at={h.dueAt} />
            </p>
          )}
        </>
      ) : (
        ''
      ),
  },
  {
    zh: '送出',
    cell: (h) => (
      <span className="small nowrap">
        <When at={h.sentAt} />
      </span>
    ),
  },
];

/** What other bodies hand in and what is handed to them: each ends in feedback or return, and silence is supervised. */
export default function HandoversPage() {
  const { session } = useWho();
  const go = useNavigate();
  const client = useQueryClient();
  const forms = useForms();
  const done = (useSearch({ strict: false }) as { done?: string }).done === '1';
  const [sending, setSending] = useState<string>();
  const list = useQuery({
    queryKey: ['handovers', done],
    queryFn: () => ask<{ lines: HandoverLine[] }>(`/api/handovers?open=${done ? '0' : '1'}`),
  });
  const mine = sends.filter(([, role]) => session.roles.includes(role));
  const chosen = sends.find(([command]) => command === sending);
  return (
    <Page
      title={say('移交对接')}
      acts={mine.map(([command, , zh]) => (
        <button
          key={command}
          type="button"
          className={`btn slim ${command === mine[0]![0] ? 'main' : ''}`}
          aria-expanded={sending === command}
          onClick={() => setSending(sending === command ? undefined : command)}
        >
          {sayName(zh, 'move')}
        </button>
      ))}
    >
      <div className="stack">
        {chosen && (
          <section className="card" style={{ maxWidth: 760 }} aria-labelledby="send-title">
            <h2 id="send-title">{sayName(chosen[2], 'move')}</h2>
            <p className="soft" style={{ marginBottom: 12 }}>
              {say('先让双方都同意。只写办这件事要用的；不写侦查秘密，不写调解中说的话。')}
            </p>
            <Loaded of={forms}>
              {({ [chosen[0]]: schema = {} }) => (
                <MoveForm
                  key={chosen[0]}
                  draftKey={chosen[0]}
                  schema={schema}
                  zh={chosen[2]}
                  submit={async (values) => {
                    const { id } = await ask<{ id: string }>(`/api/${chosen[0].replace('.', '/')}`, { body: values });
                    await client.invalidateQueries({ queryKey: ['handovers'] });
                    await go({ to: `/matters/${id}` });
                  }}
                />
              )}
            </Loaded>
          </section>
        )}
        <nav className="row tight no-print" aria-label={say('看哪些')}>
          {[
            [false, '等着答复的'],
            [true, '已有结果的'],
          ].map(([value, zh]) => (
            <button
              key={String(zh)}
              type="button"
              className="btn slim"
              aria-pressed={done === value}
              onClick={() => void go({ to: '/handovers', search: (value ? { done: '1' } : {}) as never })}
            >
              {done === value && '✓ '}
              {say(String(zh))}
            </button>
          ))}
        </nav>
        <Loaded of={list}>
          {({ lines }) =>
            lines.length === 0 ? (
              <Empty>
                <p>{say(done ? '还没有办完的移交。' : '没有等着答复的移交。')}</p>
              </Empty>
            ) : (
              <ListTable
                rows={lines}
                keyOf={(h) => h.id}
                caption="移交对接"
                open={(h) => void go({ to: `/matters/${h.matterId}` })}
                columns={columns}
              />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

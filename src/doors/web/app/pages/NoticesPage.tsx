import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Column, ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Empty, Trouble, Waiting } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { Notice, NoticeList } from '../api.ts';
import { type Answer, ask, query } from '../http.ts';
import { ExportLinks } from '../pieces/Export.tsx';
import { Choose } from '../pieces/Filters.tsx';
import { Standing, Tell } from '../pieces/notices.tsx';
import { Page } from '../pieces/Page.tsx';

const states: Array<[string, string]> = [
  ['waiting', '待告知'],
  ['held', '安全保护中，先不告知'],
  ['done', '已告知'],
];
const ways: Array<[string, string]> = [
  ['print', '打印'],
  ['phone', '电话'],
  ['sms', '短信'],
];
const kinds: Array<[string, string]> = [
  ['receipt', '登记回执'],
  ['answered', '答复'],
  ['passedOn', '转办'],
  ['accepted', '受理'],
  ['declined', '不予受理'],
  ['referred', '转介'],
  ['turnedBack', '转介被退回'],
  ['recalled', '转介已收回'],
  ['withdrawn', '申请已撤回'],
  ['fedBack', '办理结果'],
  ['invitation', '邀请'],
  ['assigned', '调解员'],
  ['suspended', '中止'],
  ['resumed', '恢复'],
  ['extended', '延期'],
  ['terms', '协议内容'],
  ['effective', '协议生效'],
  ['terminated', '终止调解'],
  ['confirmed', '法院确认'],
  ['refused', '法院未予确认'],
  ['lapsed', '确认期限已过'],
  ['urged', '催促履行'],
  ['breached', '没有履行'],
  ['closed', '结案'],
  ['reminded', '履行日提醒'],
  ['proof', '履行凭证'],
  ['expiring', '期限快到'],
  ['followUp', '该回访了'],
];

const columns: Column<Notice>[] = [
  {
    zh: '通知',
    bare: true,
    cell: (n) => (
      <>
        <span className="strong">{n.title}</span>
        <p className="small soft">{n.body ?? say('安全复核员解除保护以后再告知。')}</p>
      </>
    ),
  },
  {
    zh: '给谁',
    cell: (n) => (
      <>
        {n.toZh}
        {n.phoneMask && (
          <>
            <br />
            <span className="small soft nowrap">{n.phoneMask}</span>
          </>
        )}
      </>
    ),
  },
  {
    zh: '事项',
    cell: (n) => (
      <>
        <Link to={`/matters/${n.matterId}`}>{n.matterTitle || say('（还没有标题）')}</Link>
        <br />
        <span className="code small">{n.code}</span>
      </>
    ),
  },
  {
    zh: '写好',
    cell: (n) => (
      <span className="small">
        <span className="nowrap">
          <When at={n.madeAt} />
        </span>
        <br />
        {say(n.wayZh)}
      </span>
    ),
  },
  { zh: '状态', cell: (n) => <Standing notice={n} /> },
  {
    zh: '怎样告知',
    cell: (n) => (
      <div style={{ minWidth: 172 }}>
        <Tell notice={n} />
      </div>
    ),
  },
];

/** 通知: what the centre owes people to be told; what waits longest stands first. */
export default function NoticesPage() {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const go = useNavigate();
  const [typed, setTyped] = useState(search.query ?? '');
  const filter = { state: 'waiting', ...search };
  const put = (name: string, value: string) => {
    const { [name]: _, ...rest } = search;
    void go({ to: '/notices', search: (value ? { ...rest, [name]: value } : rest) as never, replace: true });
  };
  const pages = useInfiniteQuery({
    queryKey: ['notices', 'page', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask<NoticeList>(`/api/notices${query({ ...filter, limit: 50, cursor: pageParam })}`),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (old) => old,
  });
  const lines = pages.data?.pages.flatMap((p) => p.lines) ?? [];
  const first = pages.data?.pages[0];
  const count = first && { n: first.counted.toLocaleString('en-US') };
  return (
    <Page
      title={say('通知')}
      lead={
        count && (
          <span className="small soft" role="status">
            {first.more ? say('超过{{n}}份', count) : say('共{{n}}份', count)}
          </span>
        )
      }
      acts={<ExportLinks path="/api/notices/export" params={query(filter)} />}
    >
      <search>
        <form
          className="filters no-print"
          onSubmit={(e) => {
            e.preventDefault();
            put('query', typed.trim());
          }}
        >
          <div className="field wide">
            <label htmlFor="q">{say('编码或姓名')}</label>
            <input id="q" className="input" type="search" value={typed} onChange={(e) => setTyped(e.target.value)} />
          </div>
          <Choose id="state" zh="状态" options={states} value={filter.state} set={(v) => put('state', v)} />
          <Choose id="kind" zh="种类" all="所有种类" options={kinds} value={search.kind} set={(v) => put('kind', v)} />
          <Choose id="way" zh="方式" all="所有方式" options={ways} value={search.way} set={(v) => put('way', v)} />
          <button type="submit" className="btn">
            {say('搜索')}
          </button>
        </form>
      </search>
      {pages.error && !pages.data && <Trouble trouble={pages.error as unknown as Answer} />}
      {pages.isPending && <Waiting />}
      {first && lines.length === 0 && (
        <Empty>
          <h2>{filter.state === 'waiting' ? say('没有等着告知的') : say('没有这样的通知')}</h2>
          <p>{say('每办一步要告知谁，会自己写好放在这里；告知以后在这里记一笔。')}</p>
        </Empty>
      )}
      {lines.length > 0 && (
        <ListTable
          rows={lines}
          columns={columns}
          keyOf={(n) => n.id}
          caption="通知列表"
          open={(n) => void go({ to: `/matters/${n.matterId}` })}
        />
      )}
      {pages.hasNextPage && (
        <p style={{ textAlign: 'center', marginTop: 16 }}>
          <button type="button" className="btn" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {say('再看50份')}
          </button>
        </p>
      )}
    </Page>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { type Column, ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Empty, Trouble, Waiting } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterLine, MatterPage } from '../api.ts';
import { type Answer, ask, query } from '../http.ts';
import { Words } from '../matter/Head.tsx';
import { ExportLinks } from '../pieces/Export.tsx';
import { Filters } from '../pieces/Filters.tsx';
import { someOf } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { Promised } from '../pieces/Promise.tsx';
import { SavedViews } from '../pieces/SavedViews.tsx';

const columns: Column<MatterLine>[] = [
  {
    zh: '事项',
    bare: true,
    cell: (m) => (
      <>
        <Link className="work-title" to={`/matters/${m.id}`}>
          {m.title || say('（还没有标题）')}
        </Link>
        <p className="small soft row tight">
          <span className="code">{m.code}</span>
          <Words line={m} />
        </p>
      </>
    ),
  },
  { zh: '当事人', cell: (m) => someOf(m.names) },
  {
    zh: '来处',
    cell: (m) => (
      <span className="small">
        {say(m.kindZh)} · {say(m.channelZh)}
        {m.placeText && (
          <>
            <br />
            {m.placeText}
          </>
        )}
      </span>
    ),
  },
  { zh: '答应的', bare: true, cell: (m) => <Promised promise={m.promise} /> },
  {
    zh: '收到',
    cell: (m) => (
      <span className="small nowrap">
        <When at={m.receivedAt} />
      </span>
    ),
  },
];

const shelf = 'jf.filters';

/** 全部事项: the filters stand in the address, and come back when the page is opened bare. */
export default function MattersPage() {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const go = useNavigate();
  const [more, setMore] = useState(false);
  const set = (next: Record<string, string>) => {
    localStorage.setItem(shelf, JSON.stringify(next));
    void go({ to: '/matters', search: next as never, replace: true });
  };
  const bare = Object.keys(search).length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page is first opened
  useEffect(() => {
    const kept = JSON.parse(localStorage.getItem(shelf) ?? '{}') as Record<string, string>;
    if (bare && Object.keys(kept).length > 0) void go({ to: '/matters', search: kept as never, replace: true });
  }, []);
  const pages = useInfiniteQuery({
    queryKey: ['matters', search],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask<MatterPage>(`/api/matters${query({ ...search, limit: 50, cursor: pageParam })}`),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (old) => old,
  });
  useKeys([{ key: '/', zh: '到搜索框', run: () => document.getElementById('q')?.focus() }]);
  const lines = pages.data?.pages.flatMap((p) => p.lines) ?? [];
  const first = pages.data?.pages[0];
  return (
    <Page
      title={say('全部事项')}
      lead={
        first && (
          <span className="small soft" role="status">
            {first.more
              ? say('超过{{n}}件', { n: first.counted.toLocaleString('en-US') })
              : say('共{{n}}件', { n: first.counted.toLocaleString('en-US') })}
          </span>
        )
      }
      acts={<ExportLinks path="/api/matters/export" params={query(search)} />}
    >
      <SavedViews page="/matters" current={search} choose={set} />
      <Filters values={search} set={set} open={more} toggle={() => setMore(!more)} />
      {pages.error && !pages.data && <Trouble trouble={pages.error as unknown as Answer} />}
      {pages.isPending && <Waiting />}
      {first && lines.length === 0 && (
        <Empty>
          <h2>{say('没有符合的事项')}</h2>
          <p>{say('少写几个字，或者去掉一些筛选。')}</p>
          {!bare && (
            <button type="button" className="btn" onClick={() => set({})}>
              {say('去掉全部筛选')}
            </button>
          )}
        </Empty>
      )}
      {lines.length > 0 && (
        <ListTable
          rows={lines}
          columns={columns}
          keyOf={(m) => m.id}
          caption="事项列表"
          open={(m) => void go({ to: `/matters/${m.id}` })}
        />
      )}
      {pages.hasNextPage && (
        <p style={{ textAlign: 'center', marginTop: 16 }}>
          <button type="button" className="btn" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {say('再看50件')}
          </button>
        </p>
      )}
    </Page>
  );
}

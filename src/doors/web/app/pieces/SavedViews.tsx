import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { first } from '../../../../ground/ui/first.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { type Answer, ask, query } from '../http.ts';

type Filters = Record<string, string>;
interface SavedView {
  id: string;
  zh: string;
  page: string;
  search: string;
}
const asked = (search: string): Filters => Object.fromEntries(new URLSearchParams(search));
const same = (a: Filters, b: Filters) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Filters kept under a name: the person's own, on every machine where they sign in. */
export function SavedViews({ page, current, choose }: { page: string; current: Filters; choose: (view: Filters) => void }) {
  const client = useQueryClient();
  const [naming, setNaming] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  const { data } = useQuery({
    queryKey: ['views'],
    queryFn: () => ask<{ views: SavedView[] }>('/api/views').then((r) => r.views),
  });
  const views = (data ?? []).filter((v) => v.page === page);
  const known = views.find((v) => same(asked(v.search), current));
  const any = Object.keys(current).length > 0;
  const tried = async (act: () => Promise<unknown>) => {
    setTrouble(undefined);
    await act().catch((answer: Answer) => setTrouble(answer));
    await client.invalidateQueries({ queryKey: ['views'] });
  };
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const zh = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setNaming(false);
    if (zh) void tried(() => ask('/api/views', { body: { zh, page, search: query(current) } }));
  };
  if (views.length === 0 && !any) return null;
  return (
    <div className="row tight small no-print" style={{ marginBottom: 8 }}>
      {views.map((v) => (
        <button
          key={v.id}
          type="button"
          className={`btn slim ${known === v ? 'main' : ''}`}
          aria-pressed={known === v}
          onClick={() => choose(asked(v.search))}
        >
          {v.zh}
        </button>
      ))}
      {any && (
        <button type="button" className="btn quiet slim" onClick={() => choose({})}>
          {say('去掉全部筛选')}
        </button>
      )}
      {any && !known && !naming && (
        <button type="button" className="btn quiet slim" onClick={() => setNaming(true)}>
          {say('存下这组筛选')}
        </button>
      )}
      {known && (
        <button
          type="button"
          className="btn quiet slim"
          onClick={() => void tried(() => ask(`/api/views/${known.id}`, { method: 'DELETE' }))}
        >
          {say('删掉“{{name}}”', { name: known.zh })}
        </button>
      )}
      {naming && <Naming keep={keep} />}
      {trouble && <Trouble trouble={trouble} />}
    </div>
  );
}

function Naming({ keep }: { keep: (event: FormEvent<HTMLFormElement>) => void }) {
  return (
    <form className="row tight" onSubmit={keep}>
      <input
        name="name"
        className="input"
        style={{ width: 160 }}
        maxLength={20}
        aria-label={say('这组筛选叫什么')}
        placeholder={say('这组筛选叫什么')}
        ref={first}
      />
      <button type="submit" className="btn slim">
        {say('存下')}
      </button>
    </form>
  );
}

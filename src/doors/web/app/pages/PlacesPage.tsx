import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Outline } from '../../../../ground/ui/Outline.tsx';
import { Empty } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Place } from '../api.ts';
import { ask } from '../http.ts';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { usePlaces } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { ImportPlaces } from '../places/ImportPlaces.tsx';
import { type HeldPost, SetPost } from '../places/SetPost.tsx';
import { answersTo, loadInitials } from '../shell/initials.ts';
import { useRoles } from '../who.ts';

/** The tree of places, province to grid, with the posts that look after each. */
export default function PlacesPage() {
  const places = usePlaces();
  const go = useNavigate();
  const chosen = (useSearch({ strict: false }) as { place?: string }).place;
  const setChosen = (place: string) => void go({ to: '/places', search: { place } as never, replace: true });
  const [typed, setTyped] = useState('');
  useEffect(() => void loadInitials(), []);
  const admin = useRoles('admin');
  const rows = places.data ?? [];
  const found = typed ? rows.filter((p) => answersTo(p.zh, typed) || p.code.startsWith(typed)).slice(0, 50) : [];
  return (
    <Page
      title={say('区划网格')}
      acts={
        <ExportRows
          name={say('区划网格')}
          head={['代码', '名称', '级别', '上级', '人口']}
          rows={rows.map((p) => [p.code, p.zh, p.level, p.parentCode, p.population])}
        />
      }
    >
      {admin && <ImportPlaces />}
      <Loaded of={places}>
        {(all) =>
          all.length === 0 ? (
            <Empty>
              <p>{say('还没有区划。管理员可以导入CSV或GeoJSON。')}</p>
            </Empty>
          ) : (
            <div className="twin" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))' }}>
              <section className="card" aria-label={say('区划树')}>
                <div className="field" style={{ marginBottom: 8 }}>
                  <label htmlFor="place-find">{say('找一个地方')}</label>
                  <input
                    id="place-find"
                    className="input"
                    type="search"
                    value={typed}
                    onChange={(e) => setTyped(e.target.value)}
                  />
                </div>
                {typed ? (
                  <ul className="plain">
                    {found.map((p) => (
                      <li key={p.code}>
                        <button type="button" className="link" onClick={() => setChosen(p.code)}>
                          {p.zh}
                        </button>{' '}
                        <span className="code small faint">{p.code}</span>
                      </li>
                    ))}
                  </ul>
                ) : (
                  <Branch all={all} parent={null} choose={setChosen} depth={0} />
                )}
              </section>
              <div>{chosen ? <OnePlace code={chosen} /> : <p className="soft">{say('点一个地方，看范围和负责的人。')}</p>}</div>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Branch({
  all,
  parent,
  choose,
  depth,
}: {
  all: Place[];
  parent: string | null;
  choose: (code: string) => void;
  depth: number;
}) {
  const known = new Set(all.map((p) => p.code));
  const rows = all.filter((p) => (parent === null ? !p.parentCode || !known.has(p.parentCode) : p.parentCode === parent));
  return (
    <ul className="tree" style={depth === 0 ? { paddingInlineStart: 0 } : {}}>
      {rows.map((p) => {
        const leaf = !all.some((c) => c.parentCode === p.code);
        const name = p.zh;
        return (
          <li key={p.code}>
            {leaf ? (
              <button type="button" className="link leaf" onClick={() => choose(p.code)}>
                {name}
              </button>
            ) : (
              <details open={depth < 3}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button by itself, key and pointer alike */}
                <summary onClick={() => choose(p.code)}>{name}</summary>
                <Branch all={all} parent={p.code} choose={choose} depth={depth + 1} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface Detail {
  place: Place;
  posts: HeldPost[];
  boundary: { type: string; coordinates: unknown } | null;
}

function OnePlace({ code }: { code: string }) {
  const admin = useRoles('admin');
  const place = useQuery({ queryKey: ['place', code], queryFn: () => ask<Detail>(`/api/places/${code}`) });
  return (
    <Loaded of={place}>
      {(d) => (
        <section className="card stack tight" aria-labelledby="place-title">
          <h2 id="place-title">
            {d.place.zh} <span className="code small faint">{d.place.code}</span>
          </h2>
          {d.place.population !== null && (
            <p className="num">{say('人口{{n}}人', { n: d.place.population?.toLocaleString('en-US') })}</p>
          )}
          <Outline shape={d.boundary} label={say('{{place}}的范围', { place: d.place.zh })} />
          <dl className="facts">
            {d.posts.map((p) => [
              <dt key={`${p.post}${p.name}k`}>{say(p.postZh ?? p.post)}</dt>,
              <dd key={`${p.post}${p.name}v`}>{p.name}</dd>,
            ])}
          </dl>
          {admin && <SetPost key={d.place.code} placeCode={d.place.code} posts={d.posts} />}
        </section>
      )}
    </Loaded>
  );
}

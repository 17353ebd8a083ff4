import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { inChina } from '../../../../ground/ui/when.ts';
import { type Answer, ask } from '../http.ts';
import { useStaff } from '../pieces/names.ts';
import { PickOne } from '../widgets/Pick.tsx';

export interface HeldPost {
  post: string;
  name: string;
  postZh?: string;
  staffId?: string | null;
}
interface Holder {
  key: number;
  name: string;
  staffId: string | null;
}

const posts: Array<[string, string]> = [
  ['owner', '网格长'],
  ['deputy', '副网格长'],
  ['police', '社区民警'],
  ['auxiliary', '辅警'],
  ['gridWorker', '网格员'],
  ['microGridWorker', '微网格员'],
  ['localPair', '本地联络户'],
  ['newcomerPair', '新居民联络户'],
];

/** Who holds a post here from a day on. Those left out end that day; nobody means vacant. */
export function SetPost({ placeCode, posts: held }: { placeCode: string; posts: HeldPost[] }) {
  const client = useQueryClient();
  const [post, setPost] = useState('');
  const [from, setFrom] = useState(() => inChina(new Date()).format('YYYY-MM-DD'));
  const [holders, setHolders] = useState<Holder[]>([]);
  const [trouble, setTrouble] = useState<Answer>();
  const [done, setDone] = useState(false);
  const choose = (next: string) => {
    setPost(next);
    setDone(false);
    setTrouble(undefined);
    const now = held.filter((h) => h.post === next).map((h, key) => ({ key, name: h.name, staffId: h.staffId ?? null }));
    setHolders(now.length > 0 ? now : [{ key: 0, name: '', staffId: null }]);
  };
  const change = (key: number, by: Partial<Holder>) => setHolders(holders.map((h) => (h.key === key ? { ...h, ...by } : h)));
  const save = async () => {
    setTrouble(undefined);
    try {
      const named = holders.filter((h) => h.name.trim()).map(({ name, staffId }) => ({ name: name.trim(), staffId }));
      await ask('/api/places/set-post', { body: { placeCode, post, holders: named, from } });
      await client.invalidateQueries({ queryKey: ['place', placeCode] });
      setDone(true);
      setPost('');
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <details>
      <summary>{say('安排岗位')}</summary>
      <form
        className="stack"
        style={{ marginTop: 8 }}
        onSubmit={(e) => {
          e.preventDefault();
          void save();
        }}
      >
        <div className="twin">
          <div className="field">
            <label htmlFor="post">{say('岗位')}</label>
            <select id="post" className="input" required value={post} onChange={(e) => choose(e.target.value)}>
              <option value="">{say('选一个岗位')}</option>
              {posts.map(([code, zh]) => (
                <option key={code} value={code}>
                  {say(zh)}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="post-from">{say('从哪天起')}</label>
            <input id="post-from" type="date" className="input" required value={from} onChange={(e) => setFrom(e.target.value)} />
          </div>
        </div>
        {post && <Holders holders={holders} change={change} set={setHolders} />}
        {trouble && <Trouble trouble={trouble} />}
        <div className="row">
          {post && (
            <button type="submit" className="btn main">
              {say('就这样安排')}
            </button>
          )}
          <span role="status" className="kept">
            {done && `✓ ${say('已安排')}`}
          </span>
        </div>
      </form>
    </details>
  );
}

interface HoldersProps {
  holders: Holder[];
  change: (key: number, by: Partial<Holder>) => void;
  set: (holders: Holder[]) => void;
}

function Holders({ holders, change, set }: HoldersProps) {
  const { data, isLoading } = useStaff();
  const staff = (data ?? [])
    .filter((s) => s.active)
    .map((s) => ({ value: s.id, label: s.name, more: s.rolesZh?.map((r) => sayName(r, 'role')).join('、') }));
  const picked = (key: number, id: unknown) => {
    const name = staff.find((s) => s.value === id)?.label;
    change(key, { staffId: (id as string | undefined) ?? null, ...(name ? { name } : {}) });
  };
  return (
    <fieldset className="field">
      <legend>{say('由谁担任')}</legend>
      <p className="hint">{say('可以多人；没写上的人到这一天为止，一个都不写就是空缺。有账号的可以选上。')}</p>
      {holders.map((h) => (
        <div key={h.key} className="row tight">
          <input
            className="input"
            style={{ flex: '1 1 120px', width: 'auto' }}
            aria-label={say('姓名')}
            placeholder={say('姓名')}
            maxLength={60}
            value={h.name}
            onChange={(e) => change(h.key, { name: e.target.value, staffId: null })}
          />
          <span style={{ flex: '1 1 160px' }}>
            <PickOne
              p={{ id: `holder-${h.key}`, value: h.staffId ?? undefined, set: (id) => picked(h.key, id), invalid: false }}
              options={staff}
              loading={isLoading}
            />
          </span>
          <button type="button" className="btn slim quiet" onClick={() => set(holders.filter((x) => x.key !== h.key))}>
            {say('去掉')}
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="btn slim"
          onClick={() => set([...holders, { key: Math.max(-1, ...holders.map((x) => x.key)) + 1, name: '', staffId: null }])}
        >
          {say('再加一人')}
        </button>
      </div>
    </fieldset>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { type Answer, ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { identity } from './identity.ts';

interface Seat {
  id: string;
  createdAt?: string;
  lastSeenAt?: string;
  seenAt?: string;
  agent?: string;
  userAgent?: string;
  address?: string;
  current?: boolean;
  mine?: boolean;
}

const machine = (agent: string): string => {
  const system = /Windows NT 6\.1/.test(agent)
    ? 'Windows 7'
    : /Windows/.test(agent)
      ? 'Windows'
      : /Android/.test(agent)
        ? 'Android'
        : /iPhone|iPad/.test(agent)
          ? 'iOS'
          : /Mac/.test(agent)
            ? 'macOS'
            : /Linux/.test(agent)
              ? 'Linux'
              : '';
  const browser = /MicroMessenger/.test(agent)
    ? say('微信')
    : /Edg\//.test(agent)
      ? 'Edge'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Firefox\//.test(agent)
          ? 'Firefox'
          : '';
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 40) || say('未知的机器');
};

export function Sessions() {
  const [trouble, setTrouble] = useState<Answer>();
  const seats = useQuery({
    queryKey: ['sessions'],
    queryFn: () => ask<{ sessions: Seat[] }>('/api/identity/sessions').then((r) => r.sessions),
  });
  const revoke = async (id: string) => {
    try {
      await identity('revokeSession', { id });
      await seats.refetch();
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <section className="card stack tight" aria-labelledby="seats-title">
      <h2 id="seats-title">{say('在哪些机器上登录着')}</h2>
      {trouble && <Trouble trouble={trouble} />}
      <Loaded of={seats}>
        {(rows) => (
          <ul className="plain stack tight">
            {rows.map((s) => (
              <li key={s.id} className="row tight">
                <span className="grow">
                  {machine(s.agent ?? s.userAgent ?? '')}
                  {s.address && <span className="small faint"> {s.address}</span>}
                  <br />
                  <span className="small soft">
                    {say('最近用过')} <When at={s.lastSeenAt ?? s.seenAt ?? s.createdAt} ago />
                  </span>
                </span>
                {s.current || s.mine ? (
                  <span className="word kept">{say('就是这台')}</span>
                ) : (
                  <button type="button" className="btn slim" onClick={() => void revoke(s.id)}>
                    {say('让它退出')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

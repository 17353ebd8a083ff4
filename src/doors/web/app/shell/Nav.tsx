import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { say } from '../../../../ground/ui/say.ts';
import type { Work } from '../api.ts';
import { ask } from '../http.ts';
import { pagesFor } from '../pages.ts';
import { useNotices } from '../pieces/notices.tsx';
import { useWho } from '../who.ts';

/** What this role comes here to do, and nothing else. */
export function Nav({ open }: { open: boolean }) {
  const { session } = useWho();
  const { pathname } = useLocation();
  const mine = pagesFor(session.roles);
  const works = mine.some((p) => p.path === '/work');
  const { data } = useQuery({
    queryKey: ['work'],
    queryFn: () => ask<Work>('/api/me/work'),
    enabled: works,
    refetchInterval: 60_000,
  });
  const late = data?.groups.find((g) => g.key === 'overdue');
  const count = late ? late.lines.length + (late.more ?? 0) : 0;
  const outgoing =
    useNotices(
      { state: 'waiting', limit: 1 },
      mine.some((p) => p.path === '/notices'),
    ).data?.counted ?? 0;
  const groups = [...new Set(mine.map((p) => p.group))];
  return (
    <nav className={`bench-nav ${open ? 'open' : ''}`} aria-label={say('主导航')} id="nav">
      {groups.map((group) => (
        <section key={group} aria-label={say(group)}>
          <p className="nav-head" aria-hidden="true">
            {say(group)}
          </p>
          {mine
            .filter((p) => p.group === group)
            .map((p) => (
              <Link
                key={p.path}
                to={p.path}
                className={pathname.startsWith(p.path) ? 'active' : ''}
                aria-current={pathname === p.path ? 'page' : undefined}
              >
                <span className="nowrap">{say(p.zh)}</span>
                {p.path === '/work' && count > 0 && (
                  <span className="word danger">
                    <span className="unseen">{say('超时')}</span>✕ {count > 99 ? '99+' : count}
                  </span>
                )}
                {p.path === '/notices' && outgoing > 0 && (
                  <span className="word">
                    <span className="unseen">{say('待告知')}</span>
                    {outgoing > 99 ? '99+' : outgoing}
                  </span>
                )}
              </Link>
            ))}
        </section>
      ))}
    </nav>
  );
}

import type { ReactNode } from 'react';
import { say } from './say.ts';

/** Nothing here: says why, and what to do. */
export const Empty = ({ children }: { children: ReactNode }) => <div className="empty">{children}</div>;

export const Waiting = () => (
  <div className="skeleton" role="status" aria-live="polite">
    <span className="unseen">{say('正在读取…')}</span>
  </div>
);

/** What a "no" or a breakdown tells: what happened, what was kept, what to do (出路). */
export interface TroubleWords {
  message: string;
  waysOn?: readonly string[] | undefined;
  number?: string | undefined;
}

export function Trouble({ trouble, kept, children }: { trouble: TroubleWords; kept?: boolean; children?: ReactNode }) {
  return (
    <div className="note danger-note" role="alert">
      <p className="strong">{trouble.message}</p>
      {kept && <p>{say('您填的内容都还在。')}</p>}
      {trouble.waysOn && trouble.waysOn.length > 0 && (
        <>
          <p>{say('可以这样做：')}</p>
          <ul>
            {trouble.waysOn.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </>
      )}
      {trouble.number && (
        <p className="small">
          {say('故障编号')} <span className="code">{trouble.number}</span>，{say('报修时请告诉管理员。')}
        </p>
      )}
      {children}
    </div>
  );
}

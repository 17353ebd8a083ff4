import { type ReactNode, useEffect } from 'react';
import { useWho } from '../who.ts';

/** One page: its name, what can be done with the whole of it, its content. */
export function Page({
  title,
  acts,
  children,
  lead,
}: {
  title: string;
  acts?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { session } = useWho();
  useEffect(() => {
    document.title = `${title} · ${session.centre.zh}`;
  }, [title, session.centre.zh]);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {lead}
        {acts && <div className="acts no-print">{acts}</div>}
      </div>
      {children}
    </>
  );
}

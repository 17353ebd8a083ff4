import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sayName } from '../../../../ground/ui/say.ts';
import type { MatterReply, Move } from '../api.ts';
import { Clocks } from '../matter/Clocks.tsx';
import { FinalPaper } from '../matter/FinalPaper.tsx';
import { Head } from '../matter/Head.tsx';
import { MoveDrawer } from '../matter/MoveDrawer.tsx';
import { Moves } from '../matter/Moves.tsx';
import { Outcome } from '../matter/Outcome.tsx';
import { People } from '../matter/People.tsx';
import { Signing } from '../matter/Signing.tsx';
import { Thread } from '../matter/Thread.tsx';
import { WaysOut } from '../matter/WaysOut.tsx';
import { WorkColumn } from '../matter/Work.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { readMatter } from '../pieces/moves.ts';
import { useWho } from '../who.ts';

/** One matter: what it is, what was promised, who, what now. */
export default function MatterPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const page = useQuery({ queryKey: ['matter', id], queryFn: () => readMatter(id), refetchInterval: 60_000 });
  return <Loaded of={page}>{(reply) => <MatterDesk key={id} id={id} reply={reply} />}</Loaded>;
}

function MatterDesk({ id, reply }: { id: string; reply: MatterReply }) {
  const { session } = useWho();
  const [move, setMove] = useState<Move>();
  const [last, setLast] = useState<{ zh: string; extra: Record<string, unknown> }>();
  const names = reply.names ?? {};
  const { view } = reply;
  useEffect(() => {
    document.title = `${view.title} · ${session.centre.zh}`;
  }, [view.title, session.centre.zh]);
  // While a form is open its move stays as it was opened: a reload in between must not take the form away.
  const dispute = view.kind === 'dispute' || reply.moves.some((m) => m.wayOut);
  return (
    <>
      <Head view={view} names={names} />
      {dispute && <WaysOut moves={reply.moves} choose={setMove} />}
      {last && <Outcome zh={last.zh} extra={last.extra} close={() => setLast(undefined)} />}
      <div className="matter" style={{ marginTop: 16 }}>
        <div className="col col-thread">
          <Thread thread={reply.thread ?? []} />
        </div>
        <WorkColumn view={view} names={names} moves={reply.moves} choose={setMove} />
        <div className="col col-people">
          <Signing view={view} />
          <FinalPaper view={view} />
          <Moves moves={reply.moves} choose={setMove} />
          <People view={view} />
          <Clocks clocks={view.clocks} />
        </div>
      </div>
      <MoveDrawer
        page={reply}
        move={move ?? null}
        cacheId={id}
        close={() => setMove(undefined)}
        done={(r) => {
          // The button that was pressed may be gone: whoever works by keyboard or by ear goes on from the moves now open.
          setTimeout(() => document.getElementById('moves-title')?.focus(), 50);
          if (move && r.extra && Object.keys(r.extra).length > 0) setLast({ zh: sayName(move.zh, 'move'), extra: r.extra });
        }}
      />
    </>
  );
}

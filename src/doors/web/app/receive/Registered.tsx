import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayWhen } from '../../../../ground/ui/when.ts';
import type { ReceiptSlip } from '../api.ts';
import { ask } from '../http.ts';
import type { Received } from '../pages/ReceivePage.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { PrintButtons, Slip } from './Slip.tsx';

/** Done: the code, the promise, the slip to hand over, and the next person. */
export function Registered({ received, again }: { received: Received; again: () => void }) {
  const slip = useQuery({
    queryKey: ['receipt', received.id],
    queryFn: () => ask<ReceiptSlip>(`/api/matters/${received.id}/receipt`),
  });
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  useKeys([
    { key: 'n', zh: '登记下一件', run: again },
    { key: 'p', zh: '打印', run: () => window.print() },
  ]);
  return (
    <Page title={say('已登记')} acts={<PrintButtons />}>
      <div className="note kept-note stack tight no-print" ref={head} tabIndex={-1} role="status" style={{ marginBottom: 24 }}>
        <p>
          ✓ {say('编码')}{' '}
          <span className="code strong" style={{ fontSize: '1.25em' }}>
            {received.code}
          </span>{' '}
          · {say('{{when}}收到', { when: sayWhen(received.receivedAt) })}
        </p>
        <div className="row">
          <button type="button" className="btn" onClick={again}>
            {say('登记下一件')} <Cap of="n" />
          </button>
          <Link className="btn" to={`/matters/${received.id}`}>
            {say('打开这件事')}
          </Link>
        </div>
      </div>
      {received.undone && (
        <div className="no-print" style={{ marginBottom: 24 }}>
          <Trouble trouble={received.undone} />
        </div>
      )}
      <Loaded of={slip}>{(s) => <Slip slip={s} />}</Loaded>
    </Page>
  );
}

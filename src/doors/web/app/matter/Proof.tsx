import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { say } from '../../../../ground/ui/say.ts';
import type { Proof } from '../api.ts';
import { ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';

/** That this entry lies in the ledger, unchanged: the path from its leaf to the signed root. */
export function ProofWindow({ eventId, zh, close }: { eventId: string; zh: string; close: () => void }) {
  const proof = useQuery({ queryKey: ['proof', eventId], queryFn: () => ask<Proof>(`/api/ledger/proof/${eventId}`) });
  return (
    <Modal open title={say('这一条查得到、改不了')} footer={null} onCancel={close} width={640}>
      <div className="stack tight">
        <p>{zh}</p>
        <Loaded of={proof}>
          {(p) => (
            <>
              <p className={p.ok ? 'note kept-note' : 'note danger-note'}>
                {p.ok
                  ? say('✓ 已核对：第{{index}}条，账本共{{size}}条，与签名的树根一致。', { index: p.index + 1, size: p.size })
                  : say('✕ 对不上。请立刻告诉审计员。')}
              </p>
              <details>
                <summary className="small">{say('给懂行的人看的数字')}</summary>
                <dl className="facts small">
                  <dt>{say('叶')}</dt>
                  <dd className="code" style={{ whiteSpace: 'normal' }}>
                    {p.leaf}
                  </dd>
                  <dt>{say('根')}</dt>
                  <dd className="code" style={{ whiteSpace: 'normal' }}>
                    {p.root}
                  </dd>
                  <dt>{say('路径')}</dt>
                  <dd className="code" style={{ whiteSpace: 'normal' }}>
                    {p.path.join(' ')}
                  </dd>
                </dl>
              </details>
            </>
          )}
        </Loaded>
      </div>
    </Modal>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayStamp } from '../../../../ground/ui/when.ts';
import type { LedgerView } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { ProofWindow } from '../matter/Proof.tsx';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';

interface Verified {
  ok: boolean;
  size: number;
  checkedRows: number;
  firstDivergence?: unknown;
}

/** 留痕账本: only grows, every entry provable, the whole re-checkable by anyone who holds the public key. */
export default function LedgerPage() {
  const ledger = useQuery({ queryKey: ['ledger'], queryFn: () => ask<LedgerView>('/api/ledger') });
  const verify = useMutation<Verified, Answer>({
    mutationFn: () => ask<Verified>('/api/ledger/verify', { method: 'POST', body: {} }),
  });
  const [proof, setProof] = useState<LedgerView['events'][number]>();
  const rows = ledger.data?.events ?? [];
  return (
    <Page
      title={say('留痕账本')}
      acts={
        <ExportRows
          name={say('留痕账本')}
          head={['序号', '时间', '事件', '内容', '叶']}
          rows={rows.map((e) => [e.index, sayStamp(e.at), e.kind, e.zh, e.leaf])}
        />
      }
    >
      <Loaded of={ledger}>
        {(l) => (
          <div className="stack">
            <section className="card stack tight" aria-labelledby="root-title">
              <h2 id="root-title">
                {say('共{{n}}条，只增不改', { n: l.size.toLocaleString('en-US') })}
                {l.pending > 0 && <span className="small faint">{say('，另有{{n}}条正在写入', { n: l.pending })}</span>}
              </h2>
              <dl className="facts small">
                <dt>{say('树根')}</dt>
                <dd className="code" style={{ whiteSpace: 'normal' }}>
                  {l.root}
                </dd>
                <dt>{say('公钥')}</dt>
                <dd className="code" style={{ whiteSpace: 'normal' }}>
                  {l.publicKey}
                </dd>
              </dl>
              <details>
                <summary className="small">{say('签名的检查点')}</summary>
                <pre className="code small pre">{l.checkpoint}</pre>
              </details>
              <div className="row">
                <button type="button" className="btn main" disabled={verify.isPending} onClick={() => verify.mutate()}>
                  {verify.isPending ? say('正在逐条核对…') : say('从头核对一遍')}
                </button>
                {verify.data && (
                  <p role="status" className={verify.data.ok ? 'kept strong' : 'danger strong'}>
                    {verify.data.ok
                      ? `✓ ${say('{{size}}条、{{rows}}行记录全部对得上', { size: verify.data.size.toLocaleString('en-US'), rows: verify.data.checkedRows.toLocaleString('en-US') })}`
                      : `✕ ${say('第一处对不上：')}${JSON.stringify(verify.data.firstDivergence)}`}
                  </p>
                )}
              </div>
              {verify.error && <Trouble trouble={verify.error} />}
            </section>
            <ListTable
              rows={l.events}
              keyOf={(e) => String(e.index)}
              caption="最近的记录"
              showCaption
              columns={[
                { zh: '序号', num: true, cell: (e) => e.index.toLocaleString('en-US') },
                {
                  zh: '时间',
                  cell: (e) => (
                    <span className="nowrap small">
                      <When at={e.at} />
                    </span>
                  ),
                },
                {
                  zh: '内容',
                  cell: (e) => <span title={e.kind}>{e.zh}</span>,
                },
                {
                  zh: '查证',
                  cell: (e) =>
                    e.id ? (
                      <button type="button" className="seal" aria-label={say('查证这一条')} onClick={() => setProof(e)}>
                        {say('证')}
                      </button>
                    ) : (
                      <span className="code small faint" title={e.leaf}>
                        {e.leaf.slice(0, 10)}…
                      </span>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {proof?.id && <ProofWindow eventId={proof.id} zh={proof.zh} close={() => setProof(undefined)} />}
    </Page>
  );
}

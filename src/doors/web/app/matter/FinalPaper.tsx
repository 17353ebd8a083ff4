import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterView } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { useWho } from '../who.ts';

/** What is written on the paper for who wants to check it: the code, and the page that it opens. */
function Checking({ documentId }: { documentId: string }) {
  const code = useQuery({
    queryKey: ['document', documentId, 'code'],
    queryFn: () => ask<{ publicCode: string }>(`/api/documents/${documentId}/code`),
    staleTime: 3_600_000,
  });
  if (!code.data) return null;
  return (
    <>
      {say('核对编码')}{' '}
      <a className="num" href={`/v/${code.data.publicCode}`} target="_blank" rel="noreferrer">
        {code.data.publicCode}
      </a>
      <p className="small soft">{say('谁都可以凭它核对真伪，看不到当事人。')}</p>
    </>
  );
}

/** The agreement in effect as one file with the electronic seal of the centre: made once, then taken away and checked by anybody. */
export function FinalPaper({ view }: { view: MatterView }) {
  const { session } = useWho();
  const client = useQueryClient();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  const paper = [...view.documents].reverse().find(({ kind, state }) => /^F[78]$/.test(kind) && state === 'issued');
  if (!paper) return null;
  const may =
    session.roles.some((role) => ['mediator', 'org', 'archivist'].includes(role)) && ['EFFECTIVE', 'CLOSED'].includes(view.state);
  if (!paper.attachmentId && !may) return null;
  const seal = async (files: File[]) => {
    const body = new FormData();
    body.append('file', files[0]!);
    setBusy(true);
    setTrouble(undefined);
    await ask(`/api/documents/${paper.id}/final`, { body }).then(
      () => client.invalidateQueries({ queryKey: ['matter'] }),
      setTrouble,
    );
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="final-title">
      <h2 id="final-title">{say('协议定稿')}</h2>
      {paper.attachmentId ? (
        <ul className="plain">
          <li>
            <a href={`/api/attachments/${paper.attachmentId}`}>{say('下载盖了电子章的协议')}</a>
          </li>
          <li>
            <a href={`/api/documents/${paper.id}/proof`}>{say('下载账本证明')}</a>
          </li>
          <li>
            <a href="/api/public/seal.pem">{say('下载中心的证书')}</a>
          </li>
          <li>
            <Checking documentId={paper.id} />
          </li>
        </ul>
      ) : (
        <>
          <label htmlFor={id} className="small">
            {say('选签好的协议（PDF），盖上中心的电子章，存进卷宗')}
          </label>{' '}
          <FilePick id={id} accept="application/pdf" disabled={busy} pick={(files) => void seal(files)} />
        </>
      )}
      {trouble && <Trouble trouble={trouble} />}
    </section>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useId, useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { useWho } from '../who.ts';
import { SignHere } from './SignHere.tsx';

export interface Mark {
  kind: string;
  way?: string;
  at: string;
}
interface Signer {
  id: string;
  name: string | null;
  sideZh: string;
  mark: Mark | null;
  link: boolean;
}
export interface SigningState {
  open: boolean;
  form: string | null;
  text: string;
  parts: Array<{ payer: string; payee: string; what: string; amountFen?: number; dueOn: string; doneNow: boolean }>;
  digest: string | null;
  documentId: string | null;
  ink: boolean;
  revision: number;
  parties: Signer[];
  mediator: { id: string | null; mark: Mark | null };
  seal: Mark | null;
}
interface Link {
  url: string;
  qr: string;
  expiresAt: string;
}
const ways: Readonly<Record<string, string>> = { phone: '在自己手机上', screen: '在屏幕上', scan: '在纸上' };

/** Who has signed and who has not, and for each the ways to sign: here, on their own telephone, on paper. */
export function Signing({ view }: { view: MatterView }) {
  const { session } = useWho();
  const signing = useQuery({
    queryKey: ['matter', view.id, 'signing', view.revision],
    queryFn: () => ask<SigningState>(`/api/matters/${view.id}/signing`),
    enabled: view.state === 'SIGNING',
    refetchInterval: 10_000,
  });
  const client = useQueryClient();
  const [pad, setPad] = useState<{ who: 'party' | 'mediator'; partyId?: string; name: string }>();
  const [link, setLink] = useState<Link & { name: string }>();
  const [trouble, setTrouble] = useState<Answer>();
  const state = signing.data;
  if (view.state !== 'SIGNING' || !state?.open || state.form !== 'written') return null;
  const may = session.roles.some((role) => role === 'mediator' || role === 'org');
  const mine = state.mediator.id === session.user.id;
  const again = () => client.invalidateQueries({ queryKey: ['matter'] });
  const give = (signer: Signer) =>
    ask<Link>(`/api/matters/${view.id}/signing-link`, { body: { partyId: signer.id } }).then((one) => {
      setTrouble(undefined);
      setLink({ ...one, name: signer.name ?? '' });
      return again();
    }, setTrouble);
  return (
    <section className="card" aria-labelledby="signing-title">
      <h2 id="signing-title">{say('签字')}</h2>
      {state.ink && <p className="note">{say('婚姻、收养、继承等文书只能用笔签名或按手印。')}</p>}
      <ul className="plain signers">
        {state.parties.map((signer) => (
          <li key={signer.id}>
            <Standing name={`${signer.name ?? ''}（${say(signer.sideZh)}）`} mark={signer.mark} />
            {may && !signer.mark && !state.ink && (
              <span className="acts">
                <button
                  type="button"
                  className="btn slim"
                  onClick={() => setPad({ who: 'party', partyId: signer.id, name: signer.name ?? '' })}
                >
                  {say('在这里签')}
                </button>
                <button type="button" className="btn slim" onClick={() => void give(signer)}>
                  {signer.link ? say('换一个二维码') : say('用手机签')}
                </button>
              </span>
            )}
          </li>
        ))}
        <li>
          <Standing name={say('调解员')} mark={state.mediator.mark} />
          {mine && !state.mediator.mark && !state.ink && (
            <span className="acts">
              <button type="button" className="btn slim" onClick={() => setPad({ who: 'mediator', name: session.user.name })}>
                {say('在这里签')}
              </button>
            </span>
          )}
        </li>
        <li>
          <Standing name={say('调委会盖章')} mark={state.seal} />
        </li>
      </ul>
      <p className="small soft">{say('先后不限；最后一个签完的那天生效。用笔签的、按手印的，在下面记下来。')}</p>
      {trouble && <Trouble trouble={trouble} />}
      {may && state.documentId && (
        <ScanBack documentId={state.documentId} signers={state.parties.filter((one) => !one.mark)} done={again} />
      )}
      {pad && (
        <SignHere
          matterId={view.id}
          text={state.text}
          parts={state.parts}
          digest={state.digest ?? ''}
          {...pad}
          close={() => setPad(undefined)}
          done={() => {
            setPad(undefined);
            void again();
          }}
        />
      )}
      {link && <ShowLink link={link} close={() => setLink(undefined)} />}
    </section>
  );
}

function Standing({ name, mark }: { name: string; mark: Mark | null }) {
  return (
    <span>
      <span className="strong">{name}</span>{' '}
      {mark ? (
        <span className="small kept">
          ✓ {say('已签')}
          {mark.way && ways[mark.way] ? `（${say(ways[mark.way]!)}）` : ''} <When at={mark.at} />
        </span>
      ) : (
        <span className="small soft">{say('还没有签')}</span>
      )}
    </span>
  );
}

/** For the party's own telephone: to be scanned at the counter, or the address sent to them. */
function ShowLink({ link, close }: { link: Link & { name: string }; close: () => void }) {
  return (
    <Modal
      open
      title={say('请{{name}}用手机扫码', { name: link.name })}
      onCancel={close}
      footer={null}
      width={420}
      destroyOnHidden
    >
      <div className="stack">
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(link.qr)}`}
          alt={say('签字二维码')}
          width={280}
          height={280}
          style={{ margin: '0 auto', display: 'block', maxWidth: '100%' }}
        />
        <p>{say('只给本人。手机上看得到全文，签不签由本人决定；也可以在那里退出或去法院。')}</p>
        <p className="small soft">
          {say('有效到')} <When at={link.expiresAt} />
          {say('，只能签一次。')}
        </p>
        <p className="small" style={{ overflowWrap: 'anywhere' }}>
          <a href={link.url} target="_blank" rel="noreferrer">
            {link.url}
          </a>
        </p>
      </div>
    </Modal>
  );
}

/** The paper came back signed in ink: checked to be this one and whole before it is kept. */
function ScanBack({ documentId, signers, done }: { documentId: string; signers: Signer[]; done: () => void }) {
  const id = useId();
  const [chosen, setChosen] = useState<string[]>([]);
  const [trouble, setTrouble] = useState<Answer>();
  if (signers.length === 0) return null;
  const send = (files: File[]) => {
    const body = new FormData();
    body.append('file', files[0]!);
    return ask(`/api/documents/${documentId}/scan?signers=${chosen.join(',')}`, { body }).then(() => {
      setTrouble(undefined);
      done();
    }, setTrouble);
  };
  return (
    <details className="small">
      <summary>{say('收回签好的纸质件')}</summary>
      <fieldset className="plain">
        <legend>{say('在纸上签了的当事人')}</legend>
        {signers.map((one) => (
          <label key={one.id} style={{ display: 'block' }}>
            <input
              type="checkbox"
              checked={chosen.includes(one.id)}
              onChange={(e) => setChosen(e.target.checked ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))}
            />{' '}
            {one.name}
          </label>
        ))}
      </fieldset>
      <label htmlFor={id}>{say('扫描件（PDF，或只有一页的 JPG）')}</label>{' '}
      <FilePick id={id} accept="application/pdf,image/jpeg" disabled={chosen.length === 0} pick={(files) => void send(files)} />
      {trouble && <Trouble trouble={trouble} />}
    </details>
  );
}

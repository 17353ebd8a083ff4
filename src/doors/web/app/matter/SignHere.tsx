import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { sayYuan } from '../../../../ground/ui/money.ts';
import { type Pad, padOn } from '../../../../ground/ui/pad.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { type Answer, ask } from '../http.ts';
import type { SigningState } from './Signing.tsx';

interface Props {
  matterId: string;
  text: string;
  parts: SigningState['parts'];
  digest: string;
  who: 'party' | 'mediator';
  partyId?: string;
  name: string;
  close: () => void;
  done: () => void;
}

/** The screen is turned to the person: the text once more, then the place to write. */
export function SignHere({ matterId, text, parts, digest, who, partyId, name, close, done }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pad, setPad] = useState<Pad>();
  const [empty, setEmpty] = useState(true);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  useEffect(() => {
    if (!canvas.current) return;
    const made: Pad = padOn(canvas.current, () => setEmpty(made.isEmpty()));
    setPad(made);
  }, []);
  const send = () => {
    setBusy(true);
    const body = { who, partyId, image: pad!.picture(), digest };
    ask(`/api/mediation/${matterId}/sign`, { body }).then(done, (answer: Answer) => {
      setTrouble(answer);
      setBusy(false);
    });
  };
  return (
    <Modal open title={say('请{{name}}签名', { name })} onCancel={close} footer={null} width={720} mask={{ closable: false }}>
      <div className="stack">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text longer than its frame must be reachable by keyboard */}
        <section className="signed-text" tabIndex={0} aria-label={say('协议内容')}>
          {text}
          {parts.length > 0 && (
            <ol>
              {parts.map((part, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
                <li key={at}>
                  {part.payer && `${part.payer}→${part.payee}：`}
                  {part.what}
                  {part.amountFen ? <> {say('{{yuan}}元', { yuan: sayYuan(part.amountFen) })}</> : null}，
                  {part.doneNow ? say('当场已履行') : say('{{day}}前', { day: part.dueOn })}
                </li>
              ))}
            </ol>
          )}
        </section>
        <canvas ref={canvas} className="pad" role="img" aria-label={say('签名处')} />
        <p className="small soft">{say('在框里写下姓名。不想签可以不签，随时可以退出或去法院。')}</p>
        {trouble && <Trouble trouble={trouble} />}
        <div style={{ display: 'flex', gap: 12 }}>
          <button type="button" className="btn" onClick={() => pad?.clear()}>
            {say('擦掉重写')}
          </button>
          <button type="button" className="btn main" disabled={empty || busy} onClick={send}>
            {say('就这样签')}
          </button>
        </div>
      </div>
    </Modal>
  );
}

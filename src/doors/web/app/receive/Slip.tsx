import { printOn } from '../../../../ground/ui/print.ts';
import { say } from '../../../../ground/ui/say.ts';
import type { ReceiptSlip } from '../api.ts';
import { useWho } from '../who.ts';

/** The receipt: code and QR that reveal nothing, when it was received, what happens next, what the person may do. */
export function Slip({ slip }: { slip: ReceiptSlip }) {
  const { session } = useWho();
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(slip.qr)}`;
  return (
    <article className="paper-sheet stack" aria-label={say('受理回执')}>
      <h2 style={{ textAlign: 'center', fontSize: '1.25rem' }}>
        {session.centre.zh}
        <br />
        {say('受理回执')}
      </h2>
      <dl className="facts">
        <dt>{say('编码')}</dt>
        <dd className="code strong" style={{ fontSize: '1.25em' }}>
          {slip.code}
        </dd>
        <dt>{say('事项')}</dt>
        <dd>{slip.title}</dd>
        <dt>{say('收到')}</dt>
        <dd>{slip.receivedZh}</dd>
        {slip.promise && (
          <>
            <dt>{say('我们答应')}</dt>
            <dd className="strong">{slip.promise}</dd>
          </>
        )}
        {slip.nextStep && (
          <>
            <dt>{say('下一步')}</dt>
            <dd>{slip.nextStep}</dd>
          </>
        )}
      </dl>
      <div className="slip-foot">
        <div>
          <h3>{say('您可以')}</h3>
          <ul style={{ paddingInlineStart: '1.25em' }}>
            {slip.rights.map((r) => (
              <li key={r}>{r}</li>
            ))}
          </ul>
        </div>
        {slip.qr && <img src={picture} alt={say('编码{{code}}的二维码', { code: slip.code })} width="128" height="128" />}
      </div>
      {slip.limitation && <p className="small">{slip.limitation}</p>}
    </article>
  );
}

export function PrintButtons() {
  return (
    <>
      <button type="button" className="btn slim main" onClick={() => printOn('A4')}>
        {say('打印A4')}
      </button>
      <button type="button" className="btn slim" onClick={() => printOn('roll')}>
        {say('打印小票（80 mm）')}
      </button>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayDay } from '../../../../ground/ui/when.ts';
import type { ConsentBoard, ConsentReceipt, MatterView } from '../api.ts';
import { ask } from '../http.ts';

const tone: Record<string, string> = {
  ...{ talk: 'kept', write: 'kept', helper: 'kept', agreed: 'kept', given: 'kept', accepted: 'kept', chosen: 'kept' },
  ...{ refused: 'danger', left: 'soon', court: 'soon', notNow: 'soon', withdrawn: 'soon', declined: 'soon' },
};

/** Whoever reads the matter anew reads this anew: a revision is a different board. */
export const useBoard = (view: MatterView) =>
  useQuery({
    queryKey: ['consents', view.id, view.revision],
    queryFn: () => ask<ConsentBoard>(`/api/mediation/${view.id}/consents`),
    enabled: view.kind === 'dispute',
  });

/** Who answered what, when and how, each with the receipt; and what is still missing. */
export function Consents({ view }: { view: MatterView }) {
  const { data } = useBoard(view);
  if (!data || !(data.answerBy || data.parties.some((party) => party.receipts.length > 0))) return null;
  return (
    <section className="card" aria-labelledby="consents-title">
      <div className="head">
        <h2 id="consents-title">{say('各方的意愿')}</h2>
        {data.answerBy && view.state === 'CONSENT' && (
          <span className="small soft">{say('请在{{day}}前答复', { day: sayDay(data.answerBy) })}</span>
        )}
      </div>
      <ul className="plain stack tight">
        {data.parties.slice(0, 60).map((party) => (
          <li key={party.id}>
            <p className="row tight">
              <span className="grow">
                <span className="small faint">{say(party.sideZh)}</span>{' '}
                <span className="strong">{party.name ?? say('（姓名未留）')}</span>
              </span>
              <span className={`word ${tone[party.last?.answer ?? ''] ?? ''}`}>
                {party.last ? say(party.last.answerZh) : say('还没有答复')}
              </span>
            </p>
            {party.last && <ReceiptLine receipt={party.last} />}
            {party.link && (
              <p className="small soft">{say(party.link.usedZh ? '网页链接有效，已经用过' : '网页链接有效，还没有用过')}</p>
            )}
            {party.tries && party.tries.missing > 0 && (
              <p className="small soon">
                {say('要算“联系不上”，还差{{n}}天里的联系', { n: party.tries.missing })}
                {party.tries.days.length > 0 && `（${say('已试过')}：${party.tries.days.map((day) => sayDay(day)).join('、')}）`}
              </p>
            )}
            {party.receipts.length > (party.last ? 1 : 0) && <Earlier receipts={party.receipts} />}
          </li>
        ))}
      </ul>
      {data.companions.length > 0 && (
        <p className="small" style={{ marginTop: 8 }}>
          {say('经各方同意参加的：')}
          {data.companions.map((companion) => companion.name).join('、')}
        </p>
      )}
    </section>
  );
}

function ReceiptLine({ receipt }: { receipt: ConsentReceipt }) {
  return (
    <p className="small soft">
      <When at={receipt.at} /> · {say(receipt.channelZh)}
      {receipt.recordedBy && ` · ${say('{{name}}记下', { name: receipt.recordedBy })}`}
      {receipt.readAloud && ` · ${say('念给本人听过')}`} · {say('回执')} <span className="code">{receipt.code}</span>
    </p>
  );
}

/** Every receipt of this person, and on which text it was given. */
function Earlier({ receipts }: { receipts: ConsentReceipt[] }) {
  return (
    <details>
      <summary className="small">{say('全部{{n}}张回执', { n: receipts.length })}</summary>
      <ul className="plain stack tight">
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <p className="small">
              {say(receipt.aboutZh)}：<span className="strong">{say(receipt.answerZh)}</span>
              {receipt.subject && `（${receipt.subject}）`}
              {receipt.note && `（${receipt.note}）`}
            </p>
            <ReceiptLine receipt={receipt} />
            <p className="small faint">
              {say('所看文本')} {receipt.textVersion} <span className="code">{receipt.textHash.slice(0, 12)}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

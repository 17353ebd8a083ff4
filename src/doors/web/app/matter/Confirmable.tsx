import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { sayDay } from '../../../../ground/ui/when.ts';
import type { ConfirmationCheck, MatterView } from '../api.ts';
import { type Answer, ask, fetchFile } from '../http.ts';
import { sayBasis } from '../pieces/basis.ts';

const packable = new Set(['ELIGIBLE', 'APPLIED', 'ACCEPTED']);
const waiting = new Set(['NA', 'ELIGIBLE']);

/** May this be confirmed, by whom, until when, what is missing; and what else gives it force. Court is open whatever stands here. */
export function Confirmable({ view }: { view: MatterView }) {
  const state = view.machines.confirmation.state;
  const check = useQuery({
    queryKey: ['matter', view.id, 'confirmation', view.revision],
    queryFn: () => ask<ConfirmationCheck>(`/api/confirmation/${view.id}/check`),
  });
  if (!check.data) return null;
  const { eligible, reasons, candidates, lastDay, missing, others } = check.data;
  return (
    <section className="card" aria-labelledby="confirmable-title">
      <div className="head">
        <h2 id="confirmable-title">{say('协议的效力')}</h2>
        {waiting.has(state) && (
          <span className={`word ${eligible ? 'kept' : ''}`}>{say(eligible ? '可以申请司法确认' : '不能申请司法确认')}</span>
        )}
      </div>
      {!eligible && waiting.has(state) && (
        <ul className="plain stack tight">
          {reasons.map((reason) => (
            <li key={reason.code}>
              {say(reason.zh)}。{say(reason.next)}
              <span className="small faint"> {sayBasis(reason.basis)}</span>
            </li>
          ))}
        </ul>
      )}
      {eligible && waiting.has(state) && (
        <dl className="facts">
          {lastDay && (
            <>
              <dt>{say('最后一日')}</dt>
              <dd>
                {sayDay(lastDay.on)}
                {!lastDay.certain && <span className="small soon"> {say('日期待定')}</span>}
              </dd>
            </>
          )}
          <dt>{say('可选的法院')}</dt>
          <dd>
            {candidates.length === 0
              ? say('登记的法院里没有对得上的，请向法院问清')
              : candidates.map((one) => (
                  <span key={one.courtId} style={{ display: 'block' }}>
                    {one.zh} <span className="small faint">{say(one.ground.zh)}</span>
                  </span>
                ))}
          </dd>
          <dt>{say('还缺的材料')}</dt>
          <dd>{missing.length === 0 ? say('都有了') : missing.map(({ zh }) => say(zh)).join('、')}</dd>
        </dl>
      )}
      {packable.has(state) && <Package view={view} />}
      {others.length > 0 && waiting.has(state) && (
        <details style={{ marginTop: 8 }}>
          <summary>{say('别的办法（{{n}}种，都不妨碍去法院）', { n: others.length })}</summary>
          <ul className="plain stack tight" style={{ marginTop: 8 }}>
            {others.map((one) => (
              <li key={one.code}>
                <p className="strong">{say(one.zh)}</p>
                <p className="small">
                  {say('条件：')}
                  {one.conditions.map((words) => say(words)).join('；')}
                </p>
                <p className="small">
                  {say('要带：')}
                  {one.papers.map((words) => say(words)).join('、')}
                </p>
                <p className="small">
                  {say('怎么走：')}
                  {one.steps.map((words) => say(words)).join('；')}
                </p>
                <p className="small soft">
                  {say(one.fee)} {say(one.timeLimit)} {sayBasis(one.basis)}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** One file for the court, in its own order. That it was taken is written down: addresses and numbers stand in it in clear. */
function Package({ view }: { view: MatterView }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  const take = async () => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await fetchFile(`/api/matters/${view.id}/court-package`, `${say('司法确认申请材料')} ${view.code}.zip`);
      await client.invalidateQueries({ queryKey: ['matter'] });
    } catch (error) {
      setTrouble(error as Answer);
    }
    setBusy(false);
  };
  return (
    <div className="stack tight no-print" style={{ marginTop: 8 }}>
      <button type="button" className="btn slim" disabled={busy} onClick={() => void take()}>
        {say(busy ? '正在打包…' : '取送法院的材料（一个压缩包）')}
      </button>
      <p className="small soft">{say('里面有双方的住所和电话，谁取走会写进留痕。没有调解中说的话。')}</p>
      {trouble && <Trouble trouble={trouble} />}
    </div>
  );
}

import { useState } from 'react';
import { Masked } from '../../../../ground/ui/Masked.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterView, Party } from '../api.ts';
import { ask } from '../http.ts';

const consentTone: Record<string, string> = { agreed: 'kept', refused: 'danger', left: 'soon', unreachable: 'soon' };
const marks: Record<string, string> = { signature: '已签名', fingerprint: '已按手印', seal: '已盖章' };

/** The people of a matter, masked. The whole number is shown with a reason that they themselves can read later. */
export function People({ view }: { view: MatterView }) {
  const [all, setAll] = useState(false);
  const shown = all ? view.parties : view.parties.slice(0, 12);
  return (
    <section className="card" aria-labelledby="people-title">
      <div className="head">
        <h2 id="people-title">{say('当事人')}</h2>
        <span className="small faint">{say('{{n}}人', { n: view.parties.length })}</span>
      </div>
      {view.parties.length === 0 && <p className="soft">{say('还没有登记当事人。不留姓名也可以办。')}</p>}
      {shown.map((party) => (
        <PartyRow key={party.id} matterId={view.id} party={party} />
      ))}
      {!all && view.parties.length > 12 && (
        <button type="button" className="btn slim" onClick={() => setAll(true)}>
          {say('看全部{{n}}人', { n: view.parties.length })}
        </button>
      )}
    </section>
  );
}

function PartyRow({ matterId, party }: { matterId: string; party: Party }) {
  const reveal = (field: 'phone' | 'idNumber') => async (reason: string) => {
    const reply = await ask<{ extra?: { value: string }; value?: string }>(`/api/matters/${matterId}/unmask`, {
      body: { field, partyId: party.id, reason },
    });
    return reply.extra?.value ?? reply.value ?? '';
  };
  return (
    <div className="party">
      <div className="row tight">
        <span className="small faint">{say(party.sideZh)}</span>
        <span className="strong">{party.name ?? say('（姓名未留）')}</span>
        <span className={`word ${consentTone[party.consent] ?? ''}`}>{say(party.consentZh)}</span>
        {party.representative && <span className="word">{say('代表')}</span>}
        {party.groupLabel && <span className="word">{party.groupLabel}</span>}
        {party.mark && <span className="word kept">{say(marks[party.mark] ?? '已签')}</span>}
        {party.gone && <span className="word">{say('不再参加')}</span>}
      </div>
      {party.phoneMask && (
        <p className="small">
          {say('电话')} <Masked mask={party.phoneMask} what="号码" reveal={reveal('phone')} />
        </p>
      )}
      {party.idMask && (
        <p className="small">
          {say('身份证号')} <Masked mask={party.idMask} what="证号" reveal={reveal('idNumber')} />
        </p>
      )}
      {party.creditCode && (
        <p className="small">
          {say('统一社会信用代码')} <span className="code">{party.creditCode}</span>
        </p>
      )}
      {party.address && <p className="small soft">{party.address}</p>}
    </div>
  );
}

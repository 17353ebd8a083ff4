import { useState } from 'react';
import type { FormSchema } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import { ask } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { Page } from '../pieces/Page.tsx';
import { channelOf } from '../receive/model.ts';
import { Registered } from '../receive/Registered.tsx';
import { useWho } from '../who.ts';
import type { Received } from './ReceivePage.tsx';

const schema: FormSchema = {
  type: 'object',
  required: ['narrative', 'reply'],
  properties: {
    narrative: { type: 'string', zh: '问了什么', widget: 'longtext' },
    reply: { type: 'string', zh: '怎样答复的', widget: 'longtext' },
    name: { type: 'string', zh: '来人怎么称呼' },
  },
};

const visits = ['window', 'hotline12345', 'grid', 'petition'];
const visitChannel = (roles: readonly string[]): string => (visits.includes(channelOf(roles)) ? channelOf(roles) : 'window');

/** A visit that ends with an answer: three fields and done. */
export default function ConsultationPage() {
  const { session } = useWho();
  const [done, setDone] = useState<Received>();
  if (done) return <Registered received={done} again={() => setDone(undefined)} />;
  return (
    <Page title={say('来访咨询')}>
      <div className="card" style={{ maxWidth: 720 }}>
        <p className="soft" style={{ marginBottom: 16 }}>
          {say('当场答复就能了的，记三栏即可。要继续办的，请用“登记”。')}
        </p>
        <MoveForm
          draftKey="consultation"
          schema={schema}
          zh="记下这次咨询"
          submit={async (values) =>
            setDone(
              await ask<Received>('/api/intake/consultation', { body: { ...values, channel: visitChannel(session.roles) } }),
            )
          }
        />
      </div>
    </Page>
  );
}

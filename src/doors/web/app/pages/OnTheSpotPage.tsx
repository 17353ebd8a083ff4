import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { ask } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { useForms } from '../pieces/moves.ts';
import { Page } from '../pieces/Page.tsx';
import { Registered } from '../receive/Registered.tsx';
import { aidOf } from '../terms/aid.tsx';
import { termsOnTheSpot } from '../terms/people.ts';
import type { Received } from './ReceivePage.tsx';

/** 当场调解: what was settled (or not) over tea, on one page. Marked as written down afterwards. */
export default function OnTheSpotPage() {
  const [done, setDone] = useState<Received>();
  const forms = useForms();
  if (done) return <Registered received={done} again={() => setDone(undefined)} />;
  return (
    <Page title={say('当场调解')}>
      <div className="card" style={{ maxWidth: 720 }}>
        <p className="soft" style={{ marginBottom: 16 }}>
          {say('已经谈完的，在这里一页补录。会注明是补录：发生时间和记录时间都留着。')}
        </p>
        <Loaded of={forms}>
          {({ 'intake.onTheSpot': schema = {} }) => (
            <MoveForm
              draftKey="onTheSpot"
              schema={schema}
              zh={say('当场调解补录')}
              {...aidOf(termsOnTheSpot)}
              submit={async (values) => setDone(await ask<Received>('/api/intake/on-the-spot', { body: values }))}
            />
          )}
        </Loaded>
      </div>
    </Page>
  );
}

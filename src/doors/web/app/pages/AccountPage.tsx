import { say } from '../../../../ground/ui/say.ts';
import { Absence } from '../account/Absence.tsx';
import { OwnKey } from '../account/OwnKey.tsx';
import { Password } from '../account/Password.tsx';
import { SecondFactor } from '../account/SecondFactor.tsx';
import { Sessions } from '../account/Sessions.tsx';
import { Ties } from '../account/Ties.tsx';
import { Page } from '../pieces/Page.tsx';
import { useWho } from '../who.ts';

/** What is mine: how I sign in, where I am signed in, when I am away. */
export default function AccountPage() {
  const { session } = useWho();
  return (
    <Page
      title={say('我的账户')}
      lead={
        <span className="soft">
          {session.user.name} · {session.user.organisationZh}
        </span>
      }
    >
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
          alignItems: 'start',
        }}
      >
        <Password />
        <SecondFactor />
        <Absence />
        <Sessions />
        <OwnKey />
        <Ties />
      </div>
    </Page>
  );
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo, useState } from 'react';
import { openDrafts, takeIn } from '../../../ground/ui/draft.ts';
import { WidgetShelf } from '../../../ground/ui/form/SchemaForm.tsx';
import { useLook } from '../../../ground/ui/look.ts';
import { connect } from '../../../ground/ui/queue.ts';
import { Waiting } from '../../../ground/ui/States.tsx';
import { isChinese } from '../../../ground/ui/say.ts';
import { themeOf } from '../../../ground/ui/theme.ts';
import type { Directory, Session } from './api.ts';
import { Answer, ask } from './http.ts';
import { makeRouter } from './router.tsx';
import { Who } from './who.ts';
import { workWidgets } from './widgets/index.tsx';

interface Props {
  session: Session;
  directory: Directory;
  leave: () => Promise<void>;
  again: () => Promise<void>;
}

const keeper = {
  put: async (key: string, body: unknown) =>
    void (await ask(`/api/drafts/${encodeURIComponent(key)}`, { method: 'PUT', body: { body } })),
  drop: async (key: string) => void (await ask(`/api/drafts/${encodeURIComponent(key)}`, { method: 'DELETE' })),
};

type Drafts = Parameters<typeof takeIn>[0];
/** A slow line must not keep a person from the desk. */
const PATIENCE_MS = 3_000;

/** True once the drafts of this person lie on this machine, those from other machines too. */
function useOwnDrafts(owner: string): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let late = false;
    openDrafts(owner);
    connect(keeper);
    const go = () => {
      late = true;
      setReady(true);
    };
    const timer = setTimeout(go, PATIENCE_MS);
    ask<{ drafts: Drafts }>('/api/drafts')
      .then(({ drafts }) => !late && takeIn(drafts))
      .catch(() => undefined)
      .finally(go);
    return () => {
      clearTimeout(timer);
      connect(undefined);
    };
  }, [owner]);
  return ready;
}

/** Everything behind the door. */
export default function Workbench({ session, directory, leave, again }: Props) {
  const look = useLook();
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 15_000,
            retry: (n, e) => n < 2 && e instanceof Answer && e.status >= 500,
            refetchOnWindowFocus: true,
          },
        },
      }),
  );
  const router = useMemo(() => makeRouter(session.home), [session.home]);
  useEffect(() => {
    dayjs.locale(isChinese() ? 'zh-cn' : 'en');
  }, []);
  const ready = useOwnDrafts(session.user.id);
  const who = useMemo(() => ({ session, directory, leave, again }), [session, directory, leave, again]);
  return (
    <ConfigProvider
      locale={isChinese() ? zhCN : enUS}
      theme={themeOf(look.theme, look.elder)}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>
        <QueryClientProvider client={client}>
          <Who.Provider value={who}>
            <WidgetShelf.Provider value={workWidgets}>
              {ready ? <RouterProvider router={router} /> : <Waiting />}
            </WidgetShelf.Provider>
          </Who.Provider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

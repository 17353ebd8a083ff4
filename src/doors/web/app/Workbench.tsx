import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo, useState } from 'react';
import { WidgetShelf } from '../../../ground/ui/form/SchemaForm.tsx';
import { useLook } from '../../../ground/ui/look.ts';
import { connect } from '../../../ground/ui/queue.ts';
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
    connect(keeper);
    return () => connect(undefined);
  }, []);
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
              <RouterProvider router={router} />
            </WidgetShelf.Provider>
          </Who.Provider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

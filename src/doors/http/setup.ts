import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { normalUsername, passwordTrouble } from '../../registers/identity/index.ts';
import { neededWords } from '../../registers/matters/model.ts';
import type { Inside } from './server.ts';

const refusals = defineRefusals('setup', {
  standing: { status: 409, zh: '这里已经建好了中心。', waysOn: ['直接登录', '要加中心的，请系统管理员在服务器上办理'] },
  weak: { status: 422, zh: '密码不够安全。', waysOn: ['换一个更长、别人猜不到的密码'] },
});

export const SetUp = z.object({
  label: z.enum(['社会治理中心', '矛调中心', '综治中心'], '请选择叫什么中心'),
  zh: neededWords(60, '全称'),
  code: z.string().regex(/^\d{6}$/, '行政区划代码是6位数字'),
  name: neededWords(40, '管理员姓名'),
  username: z.string().regex(/^[a-z][a-z0-9._-]{1,30}$/i, '用户名用字母开头，2到31位字母、数字'),
  password: z.string().max(200),
});
export type SetUp = z.infer<typeof SetUp>;

/** The first page of an empty house. Open to everybody, once: whoever starts the machine sets it up. */
export function serveSetup(app: FastifyInstance, { directory }: Inside, found: (input: SetUp) => Promise<void>): void {
  let making = false;
  app.post('/api/setup', async (request) => {
    if (directory.all.length > 0 || making) throw refusals.standing();
    const input = parse(SetUp, request.body);
    const weak = passwordTrouble(input.password, normalUsername(input.username));
    if (weak) throw refusals.weak({ say: weak, fields: { password: weak } });
    making = true;
    try {
      await found(input);
    } finally {
      making = false;
    }
    return { done: true };
  });
}

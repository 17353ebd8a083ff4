import { sql, type Work } from '../../ground/store/index.ts';

/**
 * How long the rows of each table are kept, and why (PIPL art. 19: no longer than the purpose needs). The clock deletes by these
 * rows, the printed page is drawn from them, and a test finds the table that has none.
 */
export interface Retention {
  tables: readonly string[];
  zh: string;
  why: string;
  /** Deleted by the clock when this instant on the row is so many days past. Without it the program deletes nothing. */
  expires?: { column: string; days: number };
}

/**
 * A day is what is usual for kept answers. Here the key is kept in the draft, and the draft outlasts the lid that was closed before
 * the answer came: it must still be the same matter on the first day after the longest holiday (nine days, Spring Festival 2026).
 */
export const KEPT_ANSWER_DAYS = 10;
export const DRAFT_DAYS = 90;

export const retention: readonly Retention[] = [
  {
    tables: ['matter', 'party', 'document', 'attachment', 'instalment', 'handover', 'matter_link', 'clock', 'notice', 'consent'],
    zh: '随卷宗：默认10年；不动产、未成年人、伤害、经司法确认的30年；重大群体性的永久',
    why: '《人民调解法》没有写年限，归档时由档案员选定；期满移交或销毁由人决定，程序不自己删',
  },
  {
    tables: ['event_detail'],
    zh: '随卷宗',
    why: '留痕里读得懂的那一半；与承诺分开放，去掉它账本仍然验得过',
  },
  {
    tables: ['ledger_event', 'ledger_position', 'ledger_tile', 'ledger_checkpoint'],
    zh: '长期',
    why: '只有加盐的承诺和编号，没有姓名和内容；少一条就验不了账。网络安全法21：日志不少于六个月',
  },
  { tables: ['ledger_queue'], zh: '排进账本就删', why: '只是等着排位，一般一秒' },
  {
    tables: ['idempotency'],
    zh: `${KEPT_ANSWER_DAYS}天，时钟删`,
    why: '同一提交编号再来要给同一个答复。编号随草稿留着，合上电脑过完最长的假期（九天）回来再交，也不能变成两件',
    expires: { column: 'made_at', days: KEPT_ANSWER_DAYS },
  },
  {
    tables: ['draft'],
    zh: `最后一次保存后${DRAFT_DAYS}天，时钟删；本人随时可删`,
    why: '没写完的话也是别人的事：加密存放，只给本人，过期就删',
    expires: { column: 'saved_at', days: DRAFT_DAYS },
  },
  { tables: ['saved_view'], zh: '本人删了为止', why: '只是常用的筛选' },
  {
    tables: ['session'],
    zh: '登录30分钟不动或满12小时失效；行保留',
    why: '谁在什么时候登录过，是审计要看的：不少于六个月（网络安全法21）；里面只有令牌的摘要和浏览器的名称',
  },
  { tables: ['credential', 'oidc_identity'], zh: '随账号', why: '账号停用后不能再登录；密码只有摘要' },
  {
    tables: ['staff', 'organisation', 'place', 'place_post', 'centre'],
    zh: '长期：停用，不删',
    why: '老事项要认得出是谁、在哪里办的',
  },
  { tables: ['file_number'], zh: '长期', why: '案号不能重、不能断' },
  { tables: ['signature', 'seal_use'], zh: '随卷宗', why: '谁在哪一版文字上签的、章是谁批的；签名的图样加密存放' },
  {
    tables: ['signing_link'],
    zh: '到期后30天，时钟删',
    why: '链接一天就失效；多留的日子只为说得清是谁、什么时候给的',
    expires: { column: 'expires_at', days: 30 },
  },
  { tables: ['public_paper'], zh: '长期', why: '拿着文书来核对的人，多少年后都要核对得了；里面没有姓名' },
  {
    tables: ['import', 'import_row'],
    zh: '随导入的事项',
    why: '同一张表再导一次不能变成两份，也要能撤回；出错的行加密存放，只为改好再导',
  },
  {
    tables: ['sitting', 'talk', 'talk_key', 'talk_code', 'talk_opening'],
    zh: '随卷宗；危及生命时打开的一份，满60分钟就抹掉',
    why: '单独谈话一次一把钥匙地加密：内容只有承办调解员和本人看得到，程序不替别人打开',
  },
  { tables: ['public_key'], zh: '随账号', why: '公开的一半，只能往里放，不能打开' },
  {
    tables: ['party_token'],
    zh: '失效后90天，时钟删',
    why: '当事人本人链接的摘要，链接本身不存；留90天，说得清是谁、什么时候给出去的',
    expires: { column: 'expires_at', days: 90 },
  },
  { tables: ['migration'], zh: '长期', why: '数据库升到了哪一步，没有人的信息' },
];

/** Deletes what has had its days; done by the clock, which alone may. */
export async function deleteExpired(work: Work): Promise<void> {
  for (const { tables, expires } of retention)
    for (const table of expires ? tables : []) {
      const { column, days } = expires!;
      const before = new Date(work.now.getTime() - days * 86_400_000);
      await work.ask(sql`delete from ${sql.ref(table)} where tenant_id = ${work.tenantId} and ${sql.ref(column)} < ${before}`);
    }
}

import { z } from 'zod';

export const organisationKinds = {
  centre: '社会治理中心',
  committee: '人民调解委员会',
  commercial: '商事调解组织',
  industry: '行业性专业性调解组织',
  agency: '行政机关',
  court: '法院',
  procuratorate: '检察院',
  police: '公安机关',
  studio: '个人调解工作室',
  association: '调解员联合会',
  mass: '群团组织',
} as const;
export const organisationLevels = {
  county: '县',
  town: '镇街',
  village: '村社',
  enterprise: '企事业',
  industry: '行业',
} as const;

const keys = <T extends object>(object: T) => Object.keys(object) as [keyof T & string, ...(keyof T & string)[]];
const one = (zh: string, max: number) =>
  z
    .string(`请填写${zh}`)
    .refine((text) => text.isWellFormed(), `${zh}里有无法识别的字符`)
    .transform((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim())
    .refine((text) => text.length > 0 && text.length <= max, `${zh}要在1到${max}字之间`)
    .meta({ zh, widget: 'text' });

/** Every organisation has the same desk (sign for, accept or decline by code, reply, return); its duties and hours are data. */
export const OrganisationInput = z
  .object({
    id: z.uuid().optional().meta({ zh: '改哪个组织（空着就是新增）', widget: 'organisation' }),
    key: z
      .string('请填写代号')
      .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, '代号2到40位，小写字母、数字、横线')
      .meta({ zh: '代号', widget: 'text' }),
    zh: one('全称', 80),
    shortName: one('简称（用在文号里）', 20),
    kind: z.enum(keys(organisationKinds), '请选择类别').meta({ zh: '类别', options: organisationKinds, widget: 'choice' }),
    level: z
      .enum(keys(organisationLevels))
      .nullable()
      .default(null)
      .meta({ zh: '层级', options: organisationLevels, widget: 'choice' }),
    placeCode: z
      .string()
      .regex(/^\d{12}(\d{3})?$/, '区划代码是12位')
      .nullable()
      .default(null)
      .meta({ zh: '所在区划', widget: 'place' }),
    duties: z
      .array(z.string().regex(/^(\*|[A-Z]{3}(\d\d)?)$/, '职责写纠纷类型代码或 *'))
      .max(60)
      .default([])
      .meta({ zh: '职责（纠纷类型，* 为全部）', widget: 'tags' }),
    settings: z.record(z.string().max(60), z.json()).optional().meta({ zh: '窗口设置', widget: 'longtext' }),
    active: z.boolean().default(true).meta({ zh: '在用', widget: 'tick' }),
  })
  // People's mediation is free (人民调解法 4): only a commercial body may publish what it asks.
  .refine(({ kind, settings }) => kind === 'commercial' || !settings || !('fees' in settings), {
    path: ['settings'],
    error: '只有商事调解组织可以公布收费标准',
  });
export type OrganisationInput = z.infer<typeof OrganisationInput>;

export interface OrganisationRow {
  tenantId: number;
  id: string;
  key: string;
  zh: string;
  shortName: string;
  kind: string;
  level: string | null;
  placeCode: string | null;
  duties: string[];
  settings: Record<string, unknown>;
  active: boolean;
  revision: number;
  sealedBy: string | null;
  sealSalt: string | null;
}

import { z } from 'zod';
import { roles, staffRoles } from './roles.ts';

const one = (zh: string, max: number) =>
  z
    .string(`请填写${zh}`)
    .refine((text) => text.isWellFormed(), `${zh}里有无法识别的字符`)
    .transform((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim())
    .refine((text) => text.length > 0 && text.length <= max, `${zh}要在1到${max}字之间`);
const staffId = (zh: string) => z.uuid(`请选择${zh}`).meta({ zh, widget: 'staff' });
const secret = (zh: string) => z.string(`请填写${zh}`).min(1, `请填写${zh}`).max(1000).meta({ zh, widget: 'password' });
const instant = (zh: string) => z.iso.datetime({ offset: true, error: `${zh}不是有效的时间` }).meta({ zh, widget: 'datetime' });
const names = (zh: string) => z.array(one(zh, 60)).max(40).meta({ zh, widget: 'tags' });

const blind = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .meta({ zh: '比对用的摘要', widget: 'hidden' });

const roleNames = Object.fromEntries(staffRoles.map((role) => [role, roles[role].zh]));

export const ChangePassword = z.object({ old: secret('现在的密码'), next: secret('新密码') });
export const ResetPassword = z.object({
  staffId: staffId('谁'),
  secondFactorToo: z.boolean().default(false).meta({ zh: '同时关闭两步验证（手机丢失）', widget: 'tick' }),
});
export const OnlyStaff = z.object({ staffId: staffId('谁') });
export const Absence = z.object({
  from: instant('从什么时候'),
  until: instant('到什么时候'),
  handOverTo: staffId('交给谁').nullable().default(null),
});
export const Nothing = z.object({});
export const Code = z.object({ token: one('六位验证码', 20).meta({ zh: '六位验证码', widget: 'text' }) });
export const OwnPassword = z.object({ password: secret('现在的密码') });
export const KeySecret = z.object({ secret: secret('原来的密码，或当时设的口令') });
export const NewKeySecret = z.object({
  secret: secret('新口令（用密码登录的，填现在的密码，以后登录就自动打开）'),
  lost: z
    .literal(true, '请确认：用旧钥匙存的单独谈话，自己打不开了')
    .meta({ zh: '知道：以前存的单独谈话自己打不开了，除非当事人拿谈话码来', widget: 'confirm' }),
});
export const OneSession = z.object({ id: z.uuid('请选择要退出的登录').meta({ zh: '登录', widget: 'text' }) });
export const OidcLink = z.object({
  staffId: staffId('谁'),
  issuer: z.url('认证中心地址不对').max(300).meta({ zh: '认证中心', widget: 'text' }),
  subject: one('统一认证编号', 255).meta({ zh: '统一认证编号', widget: 'text' }),
});

export const Mediator = z.object({
  kind: z.enum(['fullTime', 'partTime', 'invited', 'volunteer', 'expert']).default('fullTime').meta({ zh: '性质' }),
  skills: names('专长'),
  languages: names('语言'),
  trainingHours: z.number().int().min(0).max(2000).default(0).meta({ zh: '本年培训学时' }),
  level: z.number().int().min(1).max(4).nullable().default(null).meta({ zh: '等级' }),
  availability: z
    .array(
      z.object({
        weekday: z.number().int().min(1).max(7),
        from: z.string().regex(/^\d\d:\d\d$/),
        to: z.string().regex(/^\d\d:\d\d$/),
      }),
    )
    .max(14)
    .default([])
    .meta({ zh: '可安排的时间' }),
  conflicts: z
    .array(
      z.object({
        with: one('与谁', 100),
        reason: one('原因', 200),
        declaredOn: z.iso.date(),
        // What the mediator declared with a number or an address goes through an administrator's hands unseen and unlost.
        phoneBlind: blind.optional(),
        addressBlind: blind.optional(),
      }),
    )
    .max(50)
    .default([])
    .meta({ zh: '已申报的回避关系' }),
});

export const Appoint = z.object({
  staffId: staffId('改谁（空着就是新增）').optional(),
  username: z
    .string('请填写用户名')
    .transform((text) => text.normalize('NFKC').trim().toLowerCase())
    .refine((text) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u.test(text), '用户名2到40位，字母、数字、汉字、点、横线')
    .meta({ zh: '用户名', widget: 'text' }),
  name: one('姓名', 60).meta({ zh: '姓名', widget: 'text' }),
  roles: z
    .array(z.enum(staffRoles as [string, ...string[]], '没有这个岗位'))
    .min(1, '至少选一个岗位')
    .max(8)
    .meta({ zh: '岗位', options: roleNames, widget: 'choices' }),
  organisationId: z.uuid('请选择组织').nullable().default(null).meta({ zh: '所在组织', widget: 'organisation' }),
  placeCodes: z
    .array(z.string().regex(/^\d{12}(\d{3})?$/, '区划代码是12位，网格再加3位'))
    .max(50)
    .default([])
    .meta({ zh: '负责的区划或网格', widget: 'places' }),
  mediator: Mediator.nullable().optional().meta({ zh: '调解员信息' }),
});

import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('identity', {
  wrongPassword: {
    status: 401,
    zh: '用户名或密码不对。',
    waysOn: ['核对大小写和输入法，再输一次', '忘了密码，请系统管理员重置'],
  },
  locked: { status: 429, zh: '连续输错五次，先停一停。', waysOn: ['到时间再试', '急用请系统管理员重置密码'] },
  secondFactor: {
    status: 401,
    zh: '请输入手机上的六位验证码。',
    waysOn: ['打开验证器，输入现在显示的六位数', '手机不在身边，请系统管理员重置'],
  },
  // 422, not 401: the person is signed in, and no screen may take this for the end of the session.
  notYourPassword: {
    status: 422,
    zh: '现在的密码不对。',
    waysOn: ['核对大小写和输入法，再输一次', '忘了密码，请系统管理员重置'],
  },
  wrongCode: { status: 422, zh: '验证码不对，或者已经用过。', waysOn: ['等验证器显示下一个码再输', '核对手机的时间是否准确'] },
  inactive: { status: 403, zh: '这个账号已经停用。', waysOn: ['请系统管理员核实后启用'] },
  mustChange: { status: 403, zh: '请先改掉一次性密码。', waysOn: ['在“我的账户”里设一个新密码，再接着办'] },
  weakPassword: { status: 422, zh: '新密码不够牢靠。', waysOn: ['用一句自己记得住的话，至少10个字'] },
  usernameTaken: { status: 409, zh: '这个用户名已经有人用了。', waysOn: ['换一个用户名', '在人员列表里找到原来的账号修改'] },
  noSuchStaff: { status: 404, zh: '找不到这位工作人员。', waysOn: ['在人员列表里选择'] },
  noSuchOrganisation: { status: 422, zh: '找不到这个组织。', waysOn: ['在组织列表里选择', '先在“组织”里新增'] },
  rolesApart: { status: 422, zh: '管理、审计与办事要由不同的人担任。', waysOn: ['系统管理员、审计员各用单独的账号'] },
  lastAdmin: { status: 409, zh: '至少要留一位在用的系统管理员。', waysOn: ['先任命另一位系统管理员'] },
  notYourself: { status: 409, zh: '不能对自己的账号做这一步。', waysOn: ['请另一位系统管理员办理'] },
  badHandOver: { status: 422, zh: '不能移交给这位同事。', waysOn: ['选一位同岗位、那段时间在岗的同事'] },
  badAbsence: { status: 422, zh: '离岗的起止时间不对。', waysOn: ['结束要晚于开始，也要晚于现在'] },
  noSuchSession: { status: 404, zh: '没有这个登录，或者它已经退出。', waysOn: ['刷新登录列表再看'] },
  totpOn: { status: 409, zh: '两步验证已经打开。', waysOn: ['先关闭，再重新绑定'] },
  totpNotBegun: { status: 409, zh: '还没有开始绑定两步验证。', waysOn: ['先点“绑定验证器”，扫码后再确认'] },
  notLinked: {
    status: 403,
    zh: '统一认证成功，但还没有和本中心的账号关联。',
    waysOn: ['用用户名和密码登录', '请系统管理员关联您的统一认证账号'],
  },
  linkTaken: { status: 409, zh: '这个统一认证账号已经关联了别人。', waysOn: ['先解除原来的关联'] },
  oidcFailed: { status: 401, zh: '统一认证没有完成。', waysOn: ['回到登录页再试一次', '用用户名和密码登录'] },
  noOwnKey: {
    status: 409,
    zh: '您还没有谈话钥匙，没写完的单独谈话先只存在这台电脑上。',
    waysOn: ['退出后用密码登录一次，钥匙自动生成', '用统一认证登录的，在“我的账户”里设一个谈话口令'],
  },
  keyStaysShut: {
    status: 422,
    zh: '谈话钥匙没有打开。',
    waysOn: [
      '换一个以前用过的密码或口令再试',
      '实在想不起来的，换新钥匙；以前的单独谈话请当事人拿谈话码再打开',
      '当事人也可以重新说给您听',
    ],
  },
});

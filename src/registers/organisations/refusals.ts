import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('organisations', {
  notFound: { status: 404, zh: '找不到这个组织。', waysOn: ['在组织列表里选择'] },
  keyTaken: { status: 409, zh: '这个代号已经有组织用了。', waysOn: ['换一个代号', '在列表里找到原来的组织修改'] },
  stale: { status: 409, zh: '这个组织的资料刚被别人改过。', waysOn: ['看一眼最新资料，再改一次'] },
  freeOfCharge: { status: 422, zh: '只有商事调解组织可以公布收费标准，这个组织还留着。', waysOn: ['先把收费标准删掉，再改类别'] },
  busyDesk: { status: 409, zh: '这个组织还有在岗人员，先不能停用。', waysOn: ['先把人员调到别的组织', '或先停用这些账号'] },
});

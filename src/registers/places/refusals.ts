import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('places', {
  notFound: { status: 404, zh: '找不到这个区划或网格。', waysOn: ['在区划列表里选择', '核对代码：区划12位，网格再加3位'] },
  nothingRead: { status: 422, zh: '文件里没有能读的区划。', waysOn: ['按样例改好表头再导入', '坐标请用 CGCS2000（EPSG:4490）'] },
});

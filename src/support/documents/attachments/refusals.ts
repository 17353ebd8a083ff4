import { defineRefusals } from '../../../ground/refusal/index.ts';

const AS_PDF = '请打印成新的 PDF，或拍照后上传';

export const attachmentRefusals = defineRefusals('attachments', {
  empty: { status: 422, zh: '文件是空的', waysOn: ['请重新选择文件上传'] },
  tooBig: {
    status: 413,
    zh: '文件太大',
    waysOn: ['照片请选“标准”而不是“原图”', '长文件请分成几份上传', '实物或光盘可当面提交，登记为纸质附件'],
  },
  kind: {
    status: 422,
    zh: '这种文件不能上传',
    waysOn: ['可上传照片（jpg、png、webp、heic）、PDF、录音（mp3、m4a、wav、amr）、docx、xlsx', AS_PDF],
  },
  mismatch: { status: 422, zh: '文件名的后缀和内容不一致', waysOn: ['请把后缀改成实际的类型再上传', AS_PDF] },
  twoFaces: { status: 422, zh: '文件里夹着另一种文件或网页程序', waysOn: [AS_PDF] },
  tooManyPixels: { status: 413, zh: '图片的尺寸太大', waysOn: ['请缩小图片，或截取需要的部分再上传'] },
  cannotStrip: {
    status: 422,
    zh: '这种 HEIC 照片里的拍摄位置去不干净，没有存',
    waysOn: ['请在手机相册里导出成 JPG，或截一张屏再上传', '动态照片、连拍请选其中一张'],
  },
  damaged: { status: 422, zh: '文件不完整或已损坏', waysOn: ['请重新上传，可能是上传时断了', AS_PDF] },
  locked: { status: 422, zh: 'PDF 加了密码或权限限制，无法检查', waysOn: ['请去掉密码后再上传', AS_PDF] },
  infected: { status: 422, zh: '文件里查出病毒或会自动运行的内容', waysOn: [AS_PDF, '请当面提交原件，由窗口扫描'] },
  quarantined: { status: 409, zh: '文件还没有查完毒，暂时不能打开', waysOn: ['稍后再试', '急用时请看纸质原件'] },
  absent: { status: 404, zh: '没有这个文件', waysOn: ['请看看是否选错了事项'] },
});

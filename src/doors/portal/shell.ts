/** Text made safe for a page; everything that stands in one goes through here. */
export const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!);

/** A piece of page. `html` puts values in safely; only another piece goes in as it is. */
export class Piece {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Value = string | number | Piece | readonly Piece[] | false | null | undefined;
const put = (value: Value): string => {
  if (value instanceof Piece) return value.text;
  if (Array.isArray(value)) return value.map(put).join('');
  return value === false || value === null || value === undefined ? '' : safe(String(value));
};
export const html = (parts: TemplateStringsArray, ...values: Value[]): Piece =>
  new Piece(parts.map((part, at) => part + (at < values.length ? put(values[at]) : '')).join(''));

/** Paper and ink as in the workbench; plain enough for a browser of ten years ago. */
const CSS = `
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#fbfaf7;color:#1f2328;font:20px/1.65 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC",sans-serif}
body.big{font-size:27px}
main{max-width:30em;margin:0 auto;padding:0 16px 48px}
.top{display:-webkit-flex;display:flex;-webkit-flex-wrap:wrap;flex-wrap:wrap;-webkit-justify-content:space-between;justify-content:space-between;max-width:30em;margin:0 auto;padding:4px 16px;border-bottom:1px solid #ddd8cc}
.top a{display:inline-block;min-height:60px;line-height:60px;padding:0 8px;color:#1f5c66}
h1{font-size:1.4em;line-height:1.35;margin:.9em 0 .5em}
h2{font-size:1.05em;margin:1.6em 0 .3em}
p{margin:.5em 0}
.lead{font-size:1.1em}
.free{font-weight:600;color:#1f5c66}
.answers{margin:1em 0}
.answers button{display:block;width:100%;min-height:72px;margin:0 0 12px;padding:10px 16px;border:2px solid #1f5c66;border-radius:6px;background:#fff;color:#17464e;font:inherit;font-weight:600;text-align:left;cursor:pointer}
.answers button span{display:block;font-weight:400;font-size:.85em;color:#4a4f55}
.answers button:focus,.top a:focus,.tel:focus,.plain:focus{outline:3px solid #b7791f;outline-offset:2px}
.answers .mine{background:#e8f0f0;border-width:4px;padding:8px 14px}
.said{border-left:6px solid #4f7a4a;background:#edf3eb;padding:10px 16px;margin:1em 0}
.tel{display:block;min-height:60px;line-height:60px;padding:0 16px;border:2px solid #1f5c66;border-radius:6px;font-size:1.2em;font-weight:600;text-align:center;color:#1f5c66;text-decoration:none}
.plain{display:inline-block;min-height:60px;line-height:60px;color:#1f5c66}
.code{font-family:ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em;white-space:nowrap}
.small{font-size:.85em;color:#4a4f55}
.slip{margin-top:1.2em;padding-top:.8em;border-top:1px dashed #85807a}
.slip li{list-style:none;margin:.3em 0}
.slip ul{margin:0;padding:0}
.qr{float:right;width:9em;margin:0 0 .5em 1em;text-align:center;font-size:.75em;line-height:1.3}
.qr svg{display:block;width:100%}
@media print{body,body.big{background:#fff;font-size:15px}.top,.no-print{display:none}main{max-width:none;padding:0}.tel{border:0;text-align:left;padding:0;display:inline;font-size:1em;color:#1f2328}.answers{display:none}@page{size:A4;margin:20mm}}
`;

interface Shown {
  title: string;
  centre: string;
  body: Piece;
  /** Larger type still. */
  big: boolean;
}

/** The one page that every page of a party stands in: no script needed, nothing from another host. */
export const shell = ({ title, centre, body, big }: Shown): string =>
  html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="format-detection" content="telephone=no"><title>${title}</title><link rel="icon" href="data:,"><style>${new Piece(CSS)}</style><script src="/i/leave.js" defer></script></head><body class="${big ? 'big' : ''}"><nav class="top" aria-label="本页"><a href="${big ? '?' : '?big=1'}">${big ? '普通字' : '大字'}</a><a id="leave" href="https://www.baidu.com/" rel="noreferrer nofollow">快速离开本页</a></nav><main><p class="small">${centre}</p>${body}</main></body></html>`
    .text;

/** Leaves nothing to come back to by the back button; without script the link still leaves. */
export const LEAVE_JS = `document.getElementById('leave').onclick=function(e){e.preventDefault();document.body.innerHTML='';location.replace(this.href)};`;

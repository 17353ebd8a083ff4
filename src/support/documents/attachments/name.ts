/** A name fit to show and to download under: the last path part, no controls or direction marks, at most 120 characters. */
export function cleanName(name: string, kind: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const stem = plain
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .slice(0, 110)
    .replace(/[\ud800-\udbff]$/, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem);
  return `${reserved || stem === '' ? `附件${stem}` : stem}.${/\.(jpe?g|hei[cf])$/i.exec(plain)?.[1]?.toLowerCase() ?? kind}`;
}

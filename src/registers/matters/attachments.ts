import type { StoredFile } from '../../support/documents/attachments/index.ts';
import type { OpenMatter } from './open.ts';

/** A stored file becomes a record of the matter. Its id. */
export function addAttachment(m: OpenMatter, { matterId, mime, paper: _, ...file }: StoredFile, broughtBy?: string): string {
  const id = m.call.chance.id(m.now);
  m.call.work.add('attachment', {
    id,
    matterId,
    revision: 1,
    ...file,
    type: mime,
    why: file.state === 'quarantined' ? '等待查毒' : null,
    broughtBy: broughtBy ?? null,
    addedBy: m.call.actor.id,
    addedAt: m.now,
    readers: m.readers(),
    sealedBy: m.eventId,
    sealSalt: m.call.chance.bytes(16).toString('hex'),
  });
  return id;
}

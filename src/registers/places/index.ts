import type { Command } from '../../ground/command/index.ts';
import { importPlaces } from './importPlaces.ts';
import { setPost } from './setPost.ts';

export * from './codes.ts';
export { placesOn } from './find.ts';
export { lay } from './importPlaces.ts';
export { type PostKind, postKinds } from './posts.ts';
export { queries } from './queries.ts';

export const commands = [importPlaces, setPost] as readonly Command[];

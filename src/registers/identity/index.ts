import { adminCommands } from './administer.ts';
import { ownCommands } from './own.ts';

export type { Admission, MediatorProfile, SignedIn, StaffRow } from './model.ts';
export { keyHolders, type NewKey, newOwnKey, openHalves, ownSecret, publish } from './ownKey.ts';
export { hashPassword, oneTimePassword, passwordTrouble } from './passwords.ts';
export { DOOR, doorMay } from './policySql.ts';
export { queries, sessionView } from './queries.ts';
export { refusals } from './refusals.ts';
export { actorOf, hashOfToken, signOut } from './sessions.ts';
export { type Given, normalUsername, signIn } from './signIn.ts';
export { addStaff, blankCredential, loadStaff, saveStaff } from './store.ts';

export const commands = [...ownCommands, ...adminCommands];

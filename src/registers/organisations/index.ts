export { commands } from './commands.ts';
export { OrganisationInput, type OrganisationRow, organisationKinds } from './model.ts';
export { queries } from './queries.ts';
export { addOrganisation } from './store.ts';

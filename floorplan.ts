/**
 * The one list of storeys and rooms, top first. Imports go down a row, never up, never to a neighbour room. A storey may stand on
 * two rows: its upper rooms lean on its lower ones (the record of a matter on who people are and where; the command line on the other doors).
 */
export const floorplan = [
  { storey: 'doors', zh: '门', rooms: ['cli'] },
  { storey: 'doors', zh: '门', rooms: ['http', 'web', 'clock', 'portal'] },
  { storey: 'journeys', zh: '路', rooms: ['supervision'] },
  { storey: 'oversight', zh: '督', rooms: [] },
  { storey: 'desks', zh: '窗口', rooms: ['intake', 'triage', 'mediation', 'confirmation', 'performance'] },
  { storey: 'registers', zh: '名册', rooms: ['matters'] },
  { storey: 'registers', zh: '名册', rooms: ['parties', 'places', 'organisations', 'identity'] },
  { storey: 'support', zh: '保障', rooms: ['ledger', 'documents', 'deadlines', 'tables'] },
  {
    storey: 'ground',
    zh: '地基',
    rooms: ['store', 'command', 'lifecycle', 'refusal', 'ids', 'clock', 'config', 'vault', 'zip', 'ui'],
  },
] as const;

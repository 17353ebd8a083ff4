/** The one list of storeys and rooms, top first. Imports go down a storey, never up, never to a neighbour room. */
export const floorplan = [
  { storey: 'doors', zh: '门', rooms: ['http', 'web', 'cli', 'clock'] },
  { storey: 'journeys', zh: '路', rooms: ['supervision'] },
  { storey: 'oversight', zh: '督', rooms: [] },
  { storey: 'desks', zh: '窗口', rooms: ['intake', 'triage', 'mediation', 'confirmation', 'performance'] },
  { storey: 'registers', zh: '名册', rooms: ['matters', 'parties', 'places', 'organisations', 'identity'] },
  { storey: 'support', zh: '保障', rooms: ['ledger', 'documents', 'deadlines', 'notices', 'tables'] },
  { storey: 'ground', zh: '地基', rooms: ['store', 'command', 'lifecycle', 'refusal', 'ids', 'clock', 'config', 'vault', 'zip', 'ui'] },
] as const;

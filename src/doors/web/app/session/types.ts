export interface Sitting {
  id: string;
  form: 'joint' | 'separate';
  partyIds: string[];
  startsAt: string;
  endsAt: string;
  place: string;
  online: boolean;
  interpreter: string | null;
  companions: Array<{ name: string; as: string }>;
  state: 'planned' | 'held' | 'cancelled' | 'moved';
  why: string | null;
  waits: boolean;
}
export interface Talk {
  id: string;
  partyId: string;
  heldAt: string;
  writtenBy: string;
}
export interface Opening {
  id: string;
  talkId: string;
  askedBy: string;
  askedAt: string;
  agreedBy: string | null;
  until: string;
  reason: string;
  open: boolean;
}
export interface Sessions {
  sittings: Sitting[];
  unavailable: Array<{ partyId: string; from: string; until: string; words?: string }>;
  holds: boolean;
  reviews: boolean;
  key: 'open' | 'shut' | 'none' | null;
  talks: Talk[];
  openings: Opening[];
}
export interface Said {
  at?: string;
  place?: string;
  present?: string;
  participants?: string[];
  said?: string | Array<{ who: string; words: string; at?: string }>;
  points?: string;
  agreed?: string[];
  disputed?: string[];
  offers?: string[];
  result?: string;
}

/** A lifecycle is data: states, and one row per move. It serves the server check, the buttons, the clocks, the drawing and the rights tests. */
export interface StateRow {
  zh: string;
  /** `good`: settled and kept; `open`: ended with the way to court told; `neutral`: neither. */
  end?: 'good' | 'open' | 'neutral';
}

export interface MoveRow<Role extends string = string> {
  zh: string;
  /** Who may make it. `party` rows are a party's own move: any staff member in contact records it, and it cannot be refused. */
  by: readonly Role[];
  party?: true;
  /** A party makes it by themselves too, by the link that was given to them for this: their page, or the signing of one text. */
  alone?: 'page' | 'signing';
  /** The machine whose state changes; the main one when absent. */
  machine?: string;
  from: readonly string[];
  /** The state after; several where the facts decide between them; `same` where only other things change. */
  to: readonly string[];
  /** Deadline code inside which the move is owed. Lengths live in `law/`. */
  within?: string;
  /** Clocks that this move starts, meets or cancels. `term` stands for the mediation term of the matter's kind (D05–D10). */
  starts?: readonly string[];
  meets?: readonly string[];
  cancels?: readonly string[];
  documents?: readonly string[];
  notices?: readonly string[];
  /** Moves that must be closed while safety is HELD. */
  joint?: true;
  guard?: string;
  basis?: string;
  /** The single key that triggers it on screen. */
  key?: string;
  /** Heavier than the others on screen: the one that is normally next. */
  primary?: true;
}

export interface Lifecycle<Role extends string = string> {
  of: string;
  zh: string;
  start: readonly string[];
  forParties: boolean;
  states: Readonly<Record<string, StateRow>>;
  moves: Readonly<Record<string, MoveRow<Role>>>;
}

/** Checks names once, at load: a row that speaks of an unknown state is a fault. */
export function defineLifecycle<Role extends string>(lifecycle: Lifecycle<Role>): Lifecycle<Role> {
  for (const [name, move] of Object.entries(lifecycle.moves)) {
    if (move.machine) continue;
    for (const state of [...move.from, ...move.to]) {
      if (state !== 'same' && !lifecycle.states[state]) throw new Error(`${lifecycle.of}.${name}: unknown state ${state}`);
    }
  }
  return lifecycle;
}

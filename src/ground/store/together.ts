interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/**
 * Serves those who come at the same time in rounds: whoever comes first is served at once, whoever comes while the rounds are taken
 * goes with the next one. Nobody waits for a timer, and at low load a round is one.
 */
export class Together<Ask, Answer> {
  private readonly serve: (round: Ask[]) => Promise<PromiseSettledResult<Answer>[]>;
  private readonly most: number;
  private readonly atOnce: number;
  private waiting: Waiting<Ask, Answer>[] = [];
  private rounds = 0;

  /** `serve` answers or refuses each of a round by itself, in its order. `most`: of one round; `atOnce`: rounds under way. */
  constructor(serve: (round: Ask[]) => Promise<PromiseSettledResult<Answer>[]>, { most = 32, atOnce = 2 } = {}) {
    this.serve = serve;
    this.most = most;
    this.atOnce = atOnce;
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ask, resolve, reject });
      if (this.rounds < this.atOnce) void this.next();
    });
  }

  private async next(): Promise<void> {
    this.rounds++;
    while (this.waiting.length > 0) {
      const round = this.waiting.splice(0, this.most);
      const answers = await this.serve(round.map(({ ask }) => ask)).catch((reason) =>
        round.map(() => ({ status: 'rejected', reason }) as const),
      );
      for (const [i, { resolve, reject }] of round.entries()) {
        const answer = answers[i]!;
        if (answer.status === 'fulfilled') resolve(answer.value);
        else reject(answer.reason);
      }
    }
    this.rounds--;
  }
}

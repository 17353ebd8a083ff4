/** An expected "no" of backup and restore: what is wrong, and what the person at the machine can do now. */
export class SafekeepingRefusal extends Error {
  readonly wayOn: string;

  constructor(message: string, wayOn: string) {
    super(`${message} ${wayOn}`);
    this.name = 'SafekeepingRefusal';
    this.wayOn = wayOn;
  }
}

import { make, setText } from './dom';

/** Commands of a person, one at a time, and what went wrong with the last one. */
export class Attempt {
  /** To be put where the command is given. */
  readonly problem = make('p', { class: 'problem', role: 'alert' });
  #isBusy = false;

  /**
   * Runs a command, unless one is running: buttons are not disabled meanwhile, since a button that is disabled loses the
   * focus. Says whether it was done. Never rejects.
   */
  async run(command: () => Promise<unknown>): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#isBusy = true;
    this.say('');
    try {
      await command();
      return true;
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  say(problem: string): void {
    setText(this.problem, problem);
  }
}

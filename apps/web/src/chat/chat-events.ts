/** Fired with what a person says to the model. */
export class ChatAsked extends Event {
  static readonly type = 'chatasked';

  constructor(readonly text: string) {
    super(ChatAsked.type, { bubbles: true });
  }
}

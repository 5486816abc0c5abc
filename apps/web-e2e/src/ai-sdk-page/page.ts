import { AbstractChat, DefaultChatTransport, type ChatState, type ChatStatus, type UIMessage } from 'ai';

/** Where the page keeps its messages over a reload. */
const KEPT = 'messages';

/** The state of `useChat`, without React: it shows itself in the page, and keeps itself. */
class PageState implements ChatState<UIMessage> {
  error: Error | undefined;
  private kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as UIMessage[];
  private current: ChatStatus = 'ready';

  get status(): ChatStatus {
    return this.current;
  }
  set status(status: ChatStatus) {
    this.current = status;
    this.show();
  }
  get messages(): UIMessage[] {
    return this.kept;
  }
  set messages(messages: UIMessage[]) {
    this.kept = messages;
    localStorage.setItem(KEPT, JSON.stringify(messages));
    this.show();
  }

  pushMessage = (message: UIMessage): void => {
    this.messages = [...this.messages, message];
  };
  popMessage = (): void => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index: number, message: UIMessage): void => {
    this.messages = this.messages.with(index, this.snapshot(message));
  };
  snapshot = <T>(thing: T): T => structuredClone(thing);

  private show(): void {
    element('status').textContent = this.status;
    element('messages').replaceChildren(...this.messages.map(toArticle));
  }
}

class PageChat extends AbstractChat<UIMessage> {}

function toArticle({ id, role, parts }: UIMessage): HTMLElement {
  const article = document.createElement('article');
  article.id = id;
  article.className = role;
  article.textContent = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return article;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

const body = { model: 'sim-standard', maxTokens: 90 };
const chat = new PageChat({
  id: new URLSearchParams(location.search).get('chat') ?? '',
  state: new PageState(),
  transport: new DefaultChatTransport({ api: '/v1/ai/chat', body }),
});
Object.assign(globalThis, { chat });
// As `useChat({ resume: true })` does.
await chat.resumeStream();

import { AbstractChat, DefaultChatTransport, type ChatInit, type ChatState, type ChatStatus, type UIMessage } from 'ai';
import type { Api } from '../../support/api.process';
import { get, type Answer, type Resource } from '../../support/http.request';
import { Recording } from '../../support/recording';

export interface Generation extends Resource {
  readonly status: string;
  readonly text: string;
  readonly reasoning: string;
  readonly usage: { readonly totalTokens: number };
}

/** What a page would show at a moment. */
export interface ChatView {
  readonly status: ChatStatus;
  readonly messages: readonly UIMessage[];
}

/** The state of a chat as React's `useChat` keeps it, without React; every change is recorded. */
class MemoryState implements ChatState<UIMessage> {
  readonly views = new Recording<ChatView>();
  error: Error | undefined;
  private current: ChatView;

  constructor(messages: readonly UIMessage[]) {
    this.current = { status: 'ready', messages };
  }

  get status(): ChatStatus {
    return this.current.status;
  }
  set status(status: ChatStatus) {
    this.show({ ...this.current, status });
  }
  get messages(): UIMessage[] {
    return [...this.current.messages];
  }
  set messages(messages: UIMessage[]) {
    this.show({ ...this.current, messages });
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

  private show(view: ChatView): void {
    this.current = view;
    this.views.push(view);
  }
}

export interface MemoryChatOptions extends Pick<ChatInit<UIMessage>, 'id' | 'onToolCall' | 'sendAutomaticallyWhen'> {
  /** What the page has kept of the conversation. */
  readonly messages?: readonly UIMessage[];
  /** What is sent beside the messages. Default: the fast model. */
  readonly body?: object | (() => object);
}

/** The AI SDK's own chat with its own transport, on the API at a URL. What it does is not simulated; only its page is. */
export class MemoryChat extends AbstractChat<UIMessage> {
  readonly views: Recording<ChatView>;

  constructor(url: string, { messages = [], body = { model: 'sim-fast' }, ...options }: MemoryChatOptions = {}) {
    const state = new MemoryState(messages);
    super({ ...options, state, transport: new DefaultChatTransport({ api: `${url}/v1/ai/chat`, body }) });
    this.views = state.views;
  }

  /** The last message, which must be the assistant's. */
  get answer(): UIMessage {
    const { lastMessage } = this;
    if (lastMessage?.role !== 'assistant') throw new Error(`no answer, but ${JSON.stringify(lastMessage)}`);
    return lastMessage;
  }

  /** Waits until the answer that comes has so many characters of text. */
  async written(characters: number): Promise<void> {
    await this.views.until(`${characters} characters`, (views) => {
      const { status, messages = [] } = views.at(-1) ?? {};
      return status === 'streaming' && messages.slice(-1).some((last) => textOf(last).length >= characters);
    });
  }

  /** What a page keeps when it is left: JSON. */
  persisted(): UIMessage[] {
    return JSON.parse(JSON.stringify(this.messages)) as UIMessage[];
  }

  /** Every status that there was, each once in a row. */
  get statuses(): readonly ChatStatus[] {
    const all = this.views.items.map(({ status }) => status);
    return all.filter((status, i) => status !== all[i - 1]);
  }
}

export function textOf({ parts }: Pick<UIMessage, 'parts'>): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

export function reasoningOf({ parts }: Pick<UIMessage, 'parts'>): string {
  return parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
}

export async function generationOf(api: Api, { id }: { readonly id: string }): Promise<Generation> {
  const answer: Answer<Generation> = await get<Generation>(`${api.url}/v1/generations/${id}`);
  return answer.body;
}

let chats = 0;

/** The id of a chat that no test has used. */
export function newChatId(): string {
  chats += 1;
  return `chat-${process.pid}-${chats}`;
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ChatState } from '@tickertape/events';
import { ProblemException } from '@tickertape/nestjs';
import { Tape } from '@tickertape/tape';
import { GenerationsService, type GenerationResource } from '../../features/generations/generations.service';
import { toChatMessages } from './ai-sdk.parts';
import { refuse, type SendChat } from './ai-sdk.requests';
import { chatTopic } from './chat-topic';

/** A generation of a chat, and the message that it is. */
export interface ChatRun {
  readonly messageId: string;
  readonly generation: GenerationResource;
}

/** Repetitions of one request that may start again, because the run before ended badly. */
const MAX_ATTEMPTS = 20;

/** The generations of chats. Which belong to which chat is on the tape: it survives a restart, and any node can say it. */
@Injectable()
export class AiSdkService {
  constructor(
    private readonly tape: Tape,
    private readonly generations: GenerationsService,
  ) {}

  /**
   * Starts a generation for a chat. The same request once more, from a client that lost the answer, finds the generation
   * of the first time.
   *
   * @param key the client's own `Idempotency-Key`.
   */
  async start(chat: SendChat, key?: string): Promise<ChatRun> {
    const { id, trigger = 'submit-message', messages } = chat;
    const last = messages.at(-1);
    // As the AI SDK has it: after the results of calls, the same message of the assistant goes on.
    const continued = trigger === 'submit-message' && last?.role === 'assistant' ? last.id : undefined;
    const generation = await this.begin({ ...chat, trigger }, key);
    const { id: generationId } = generation;
    const messageId = continued || generationId;
    const data = { generationId, trigger, ...(messageId !== generationId && { messageId }) };
    await this.tape.writer.append(chatTopic(id), [{ type: 'chats.generation_started', data, id: generationId }]);
    return { messageId, generation };
  }

  /** The latest run of a chat, finished or not. */
  async latest(chatId: string): Promise<ChatRun | undefined> {
    const { generations } = await this.stateOf(chatId);
    const newest = generations.at(-1);
    if (!newest) return undefined;
    return { messageId: newest.messageId, generation: await this.generations.get(newest.generationId) };
  }

  /** Cancels the run of a message, or the latest. Idempotent; a run that has ended stays as it is. */
  async stop(chatId: string, messageId?: string): Promise<GenerationResource> {
    const { generations } = await this.stateOf(chatId);
    const run = generations.findLast(
      (run) => messageId === undefined || run.messageId === messageId || run.generationId === messageId,
    );
    if (run) return this.generations.cancel(run.generationId);
    const detail = messageId === undefined ? 'this chat has no message yet' : 'this chat has no such message';
    throw new ProblemException(404, 'message_not_found', detail);
  }

  private async begin(chat: SendChat, key: string | undefined): Promise<GenerationResource> {
    const { id, trigger, messages: given, messageId, model, maxTokens, seed, stop, tools, simulate } = chat;
    const messages = toChatMessages(given);
    if (messages.length === 0) throw refuse('messages', 'there is nothing to answer');
    const request = { messages, model, maxTokens, seed, stop, tools, simulate, onDisconnect: 'continue' as const };
    if (key !== undefined) return (await this.generations.start(request, digest('key', id, key))).resource;
    // To write an answer anew is a request of its own each time.
    if (trigger !== 'submit-message') return (await this.generations.start(request)).resource;

    const asked = given.findLast(({ role }) => role === 'user')?.id;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      // The content too: an edited message keeps its id.
      const parts = [id, trigger, messageId, asked, given.length, request, attempt];
      const { resource, repeated } = await this.generations.start(request, digest('submit', ...parts));
      // A run that ended badly is not what somebody wants who asks once more.
      if (!repeated || isWell(resource)) return resource;
    }
    return (await this.generations.start(request)).resource;
  }

  private async stateOf(chatId: string): Promise<ChatState> {
    return (await this.tape.states.get(chatTopic(chatId))).state as ChatState;
  }
}

function isWell({ status }: GenerationResource): boolean {
  return status === 'queued' || status === 'running' || status === 'completed';
}

function digest(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

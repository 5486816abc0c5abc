import type { GenerationEvents } from '@tickertape/events';
import { createFrame, type Frame } from '@tickertape/wire';
import {
  parseJsonEventStream,
  readUIMessageStream,
  uiMessageChunkSchema,
  type UIMessage,
  type UIMessageChunk,
} from 'ai';
import { AiSdkDialect, type RenderedRun } from '../ai-sdk.dialect';

/** An event of a generation, as a spec writes it down. */
export type Told = {
  [T in keyof GenerationEvents]: readonly [type: T, data: GenerationEvents[T]];
}[keyof GenerationEvents];

export const USAGE = { promptTokens: 3, completionTokens: 4, totalTokens: 7 };
const LINKS = { self: '/v1/generations/g1', stream: '/v1/generations/g1/stream', cancel: '/v1/generations/g1/cancel' };
export const RUN: RenderedRun = { generationId: 'g1', messageId: 'g1', links: LINKS, fromScratch: false };

export const requested = { messages: [{ role: 'user' as const, content: 'Hi' }], model: 'm', promptTokens: 3 };
export const started: Told = ['generations.started', requested];
export const completed: Told = ['generations.completed', { finishReason: 'stop', usage: USAGE }];
export const text = (piece: string): Told => ['generations.delta', { text: piece }];
export const reasoning = (piece: string): Told => ['generations.reasoning_delta', { text: piece }];

export const caughtUp = createFrame('tape.caught-up', 'k-1', {});
const hello = createFrame('tape.hello', '', {
  protocol: 1,
  topics: ['generations/g1'],
  heartbeatMs: 1,
  maxStreamMs: 1,
});

export function toFrames(events: readonly Told[]): Frame[] {
  return events.map(([type, data], index) =>
    createFrame(type, `k-${index + 1}`, { topic: 'generations/g1', version: index + 1, time: '', data }),
  );
}

/** What a connection gets that was there from the first event on. */
export const live = (events: readonly Told[]): Frame[] => [hello, caughtUp, ...toFrames(events)];

/** What a connection gets that comes when so many events were there. */
export const late = (events: readonly Told[], known = events.length): Frame[] => [
  hello,
  ...toFrames(events).toSpliced(known, 0, caughtUp),
];

export interface Rendered {
  readonly text: string;
  readonly chunks: readonly UIMessageChunk[];
  /** What a client makes of it. */
  readonly message: UIMessage | undefined;
  readonly errors: readonly unknown[];
  readonly isComplete: boolean;
}

/** Renders frames, and reads the outcome with the AI SDK's own parser, which refuses any chunk that it does not know. */
export async function render(frames: readonly Frame[], run = RUN, before?: UIMessage): Promise<Rendered> {
  const dialect = new AiSdkDialect(run);
  const rendered = frames.map((frame) => dialect.render(frame)).join('');
  const stream = new Blob([rendered]).stream();
  const chunks: UIMessageChunk[] = [];
  for await (const result of parseJsonEventStream({ stream, schema: uiMessageChunkSchema })) {
    if (!result.success) throw result.error;
    chunks.push(result.value);
  }
  const errors: unknown[] = [];
  let message = before;
  const read = readUIMessageStream({
    message: structuredClone(before),
    stream: new ReadableStream<UIMessageChunk>({
      start: (controller) => {
        chunks.forEach((chunk) => controller.enqueue(chunk));
        controller.close();
      },
    }),
    onError: (error) => errors.push(error),
  });
  for await (const snapshot of read) message = snapshot;
  return { text: rendered, chunks, message, errors, isComplete: dialect.isComplete };
}

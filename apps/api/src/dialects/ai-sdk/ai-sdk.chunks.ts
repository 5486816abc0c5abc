/** How a step ends, in the words of the AI SDK. Its clients fail a stream that uses any other. */
export type UiFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';

/** The chunks of the UI message stream that are sent here, which versions 6 and 7 of its clients both know. */
export type UiChunk =
  | { readonly type: 'start'; readonly messageId: string; readonly messageMetadata: object }
  | { readonly type: 'start-step' | 'finish-step' }
  | { readonly type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; readonly id: string }
  | { readonly type: 'text-delta' | 'reasoning-delta'; readonly id: string; readonly delta: string }
  | { readonly type: 'tool-input-start'; readonly toolCallId: string; readonly toolName: string }
  | { readonly type: 'tool-input-delta'; readonly toolCallId: string; readonly inputTextDelta: string }
  | {
      readonly type: 'tool-input-available';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
    }
  | {
      readonly type: 'tool-input-error';
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
      readonly errorText: string;
    }
  | { readonly type: 'tool-output-available'; readonly toolCallId: string; readonly output: unknown }
  | { readonly type: 'message-metadata'; readonly messageMetadata: object }
  | { readonly type: 'finish'; readonly finishReason: UiFinishReason; readonly messageMetadata: object }
  | { readonly type: 'abort'; readonly reason: string }
  | { readonly type: 'error'; readonly errorText: string };

/** The headers by which clients and proxies know such a stream; `Connection: keep-alive` is Node's own. */
export const UI_STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Vercel-AI-UI-Message-Stream': 'v1',
  'X-Accel-Buffering': 'no',
} as const;

/** The last word of every stream that has ended in good order, by an error too. */
export const DONE = 'data: [DONE]\n\n';

/** A comment of SSE: it keeps the connection alive, and no client sees it. */
export const HEARTBEAT = ': heartbeat\n\n';

export function formatChunk(chunk: UiChunk): string {
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** Two neighbours as one, where they are pieces of the same text or of the arguments of the same call. */
export function joinChunks(older: UiChunk | undefined, newer: UiChunk): UiChunk | undefined {
  if (older?.type === 'tool-input-delta' && newer.type === 'tool-input-delta') {
    if (older.toolCallId !== newer.toolCallId) return undefined;
    return { ...older, inputTextDelta: older.inputTextDelta + newer.inputTextDelta };
  }
  if (isTextDelta(older) && isTextDelta(newer) && older.type === newer.type && older.id === newer.id) {
    return { ...older, delta: older.delta + newer.delta };
  }
  return undefined;
}

type TextDelta = Extract<UiChunk, { readonly delta: string }>;

const isTextDelta = (chunk: UiChunk | undefined): chunk is TextDelta =>
  chunk?.type === 'text-delta' || chunk?.type === 'reasoning-delta';

import type { GenerationToolCallDelta, ToolCall } from '@tickertape/events';
import { joinChunks, type UiChunk, type UiFinishReason } from './ai-sdk.chunks';
import { parseJson } from './ai-sdk.json';
import type { EarlierStep } from './ai-sdk.steps';

/** What a model writes. A refusal is a text to the AI SDK, in a part of its own. */
export type TextKind = 'reasoning' | 'text' | 'refusal';

/**
 * Writes a message of the assistant as chunks, each part with its start and its end. Neighbouring pieces that nobody has
 * taken yet are one chunk.
 */
export class UiMessageWriter {
  /** Characters of pieces that nobody has taken yet. */
  waiting = 0;
  private chunks: UiChunk[] = [];
  private open: { readonly kind: TextKind; readonly id: string } | undefined;
  private readonly calls = new Map<number, ToolCall>();
  private parts = 0;
  private inStep = false;

  /** The chunks since the last time, oldest first. */
  take(): readonly UiChunk[] {
    const { chunks } = this;
    this.chunks = [];
    this.waiting = 0;
    return chunks;
  }

  start(messageId: string, messageMetadata: object): void {
    this.push({ type: 'start', messageId, messageMetadata });
  }

  startStep(): void {
    this.inStep = true;
    this.push({ type: 'start-step' });
  }

  /** The next piece of a text. */
  write(kind: TextKind, piece: string): void {
    if (piece === '') return;
    const type = kind === 'reasoning' ? 'reasoning' : 'text';
    if (this.open?.kind !== kind) {
      this.endPart();
      this.parts += 1;
      this.open = { kind, id: `${type}-${this.parts}` };
      this.push({ type: `${type}-start`, id: this.open.id });
    }
    this.push({ type: `${type}-delta`, id: this.open.id, delta: piece });
    this.waiting += piece.length;
  }

  /** The next piece of a call; those of several calls may come in turns. */
  call({ index, id, name, arguments: piece }: GenerationToolCallDelta): void {
    const before = this.calls.get(index);
    if (!before) {
      this.endPart();
      this.push({ type: 'tool-input-start', toolCallId: id, toolName: name });
    }
    const call = before ?? { id, name, arguments: '' };
    this.calls.set(index, { ...call, arguments: call.arguments + piece });
    if (piece === '') return;
    this.push({ type: 'tool-input-delta', toolCallId: call.id, inputTextDelta: piece });
    this.waiting += piece.length;
  }

  /**
   * A step that the message has from before. Its calls have their results, and are not announced as `available`: clients
   * would run them once more.
   */
  earlierStep({ text, calls }: EarlierStep): void {
    this.startStep();
    this.write('text', text);
    this.endPart();
    for (const { id, name, arguments: input, output } of calls) {
      this.push({ type: 'tool-input-start', toolCallId: id, toolName: name });
      this.push({ type: 'tool-input-delta', toolCallId: id, inputTextDelta: input });
      this.push({ type: 'tool-output-available', toolCallId: id, output });
    }
    this.endStep();
  }

  finish(finishReason: UiFinishReason, messageMetadata: object): void {
    this.endPart();
    for (const [, call] of [...this.calls].sort(([a], [b]) => a - b)) this.push(endOfCall(call));
    this.endStep();
    this.push({ type: 'finish', finishReason, messageMetadata });
  }

  /** Stopped on request. Calls that are not whole stay so: whoever answers them would ask the model again. */
  abort(reason: string, messageMetadata: object): void {
    this.endPart();
    this.push({ type: 'message-metadata', messageMetadata });
    this.push({ type: 'abort', reason });
  }

  fail(errorText: string, messageMetadata?: object): void {
    this.endPart();
    if (messageMetadata) this.push({ type: 'message-metadata', messageMetadata });
    this.push({ type: 'error', errorText });
  }

  private endPart(): void {
    if (!this.open) return;
    const { kind, id } = this.open;
    this.push({ type: kind === 'reasoning' ? 'reasoning-end' : 'text-end', id });
    this.open = undefined;
  }

  private endStep(): void {
    if (this.inStep) this.push({ type: 'finish-step' });
    this.inStep = false;
  }

  private push(chunk: UiChunk): void {
    const joined = joinChunks(this.chunks.at(-1), chunk);
    if (joined) this.chunks[this.chunks.length - 1] = joined;
    else this.chunks.push(chunk);
  }
}

function endOfCall({ id: toolCallId, name: toolName, arguments: text }: ToolCall): UiChunk {
  // A call without arguments has an empty text.
  const input = parseJson(text.trim() === '' ? '{}' : text);
  if (input) return { type: 'tool-input-available', toolCallId, toolName, input: input.value };
  const errorText = 'The model wrote arguments that are not JSON.';
  return { type: 'tool-input-error', toolCallId, toolName, input: text, errorText };
}

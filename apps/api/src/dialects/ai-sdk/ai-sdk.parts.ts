import type { ToolCall } from '@tickertape/events';
import type { ChatMessageDto } from '@tickertape/events/dto';
import { refuse, type UiMessageDto, type UiPart } from './ai-sdk.requests';

/**
 * The conversation of a chat as a model takes it. Texts, and calls that have a result; a step of the assistant is a
 * message, and each result one after it. What a model has no use for is left out: reasoning, sources, an app's own `data-*`
 * parts, calls without a result (providers refuse those). Files must be texts in a `data:` URL; others are refused.
 */
export function toChatMessages(messages: readonly UiMessageDto[]): ChatMessageDto[] {
  return messages.flatMap(({ role, parts }, index): ChatMessageDto[] => {
    const path = `messages.${index}.parts`;
    if (role === 'assistant') return toSteps(parts, path);
    return [{ role, content: textsOf(parts, path).join('\n\n') }];
  });
}

/** A message of the assistant: a message a step, and one a result. */
function toSteps(parts: readonly UiPart[], path: string): ChatMessageDto[] {
  const steps: { part: UiPart; path: string }[][] = [[]];
  parts.forEach((part, index) => {
    if (part['type'] === 'step-start') steps.push([]);
    else steps.at(-1)?.push({ part, path: `${path}.${index}` });
  });
  return steps.flatMap((step) => {
    const content = step.map(({ part, path }) => textOf(part, path) ?? '').join('');
    const answered = step.flatMap(({ part, path }) => toAnsweredCall(part, path) ?? []);
    if (content === '' && answered.length === 0) return [];
    const toolCalls = answered.map(({ call }) => call);
    return [
      { role: 'assistant' as const, content, ...(toolCalls.length > 0 && { toolCalls }) },
      ...answered.map(({ call, result }) => ({ role: 'tool' as const, content: result, toolCallId: call.id })),
    ];
  });
}

function textsOf(parts: readonly UiPart[], path: string): string[] {
  return parts.flatMap((part, index) => textOf(part, `${path}.${index}`) ?? []);
}

function textOf(part: UiPart, path: string): string | undefined {
  const { type, text } = part;
  if (typeof type !== 'string') throw refuse(`${path}.type`, 'type must be a string');
  if (type === 'file') return textOfFile(part, path);
  if (type !== 'text') return undefined;
  if (typeof text !== 'string') throw refuse(`${path}.text`, 'text must be a string');
  return text;
}

const DATA_URL = /^data:([^,]*),(.*)$/s;

function textOfFile({ mediaType, url }: UiPart, path: string): string {
  const [, head = '', data = ''] = (typeof url === 'string' && DATA_URL.exec(url)) || [];
  const isText = typeof mediaType === 'string' && mediaType.startsWith('text/');
  if (!isText || head === '') {
    throw refuse(path, 'files are refused here, unless they are text/* in a data: URL; send text');
  }
  if (head.endsWith(';base64')) return Buffer.from(data, 'base64').toString('utf8');
  try {
    return decodeURIComponent(data);
  } catch {
    throw refuse(`${path}.url`, 'the data: URL is not well-formed');
  }
}

interface AnsweredCall {
  readonly call: ToolCall;
  readonly result: string;
}

function toAnsweredCall(part: UiPart, path: string): AnsweredCall | undefined {
  const type = String(part['type']);
  if (type !== 'dynamic-tool' && !type.startsWith('tool-')) return undefined;
  const result = resultOf(part);
  if (result === undefined) return undefined;
  const { toolCallId: id } = part;
  const name = type === 'dynamic-tool' ? part['toolName'] : type.slice('tool-'.length);
  if (typeof id !== 'string' || id === '') throw refuse(`${path}.toolCallId`, 'toolCallId must be a string');
  if (typeof name !== 'string' || name === '') throw refuse(`${path}.toolName`, 'toolName must be a string');
  // What could not be parsed when it came is sent back as the model wrote it.
  const input = part['input'] ?? part['rawInput'] ?? {};
  return { call: { id, name, arguments: toText(input) }, result };
}

/** What came of a call; `undefined` while nothing has. */
function resultOf({ state, output, errorText, approval }: UiPart): string | undefined {
  switch (state) {
    case 'output-available':
      return toText(output ?? null);
    case 'output-error':
      return toText(errorText ?? 'The call failed.');
    case 'output-denied': {
      const { reason } = (approval ?? {}) as { readonly reason?: unknown };
      return toText(reason ?? 'The call was denied.');
    }
    default:
      return undefined;
  }
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

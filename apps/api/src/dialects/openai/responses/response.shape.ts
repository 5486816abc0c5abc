import type { GenerationRequested, ResponseFormat, Usage } from '@tickertape/events';
import type {
  FunctionTool,
  Response,
  ResponseFormatTextConfig,
  ResponseUsage,
} from 'openai/resources/responses/responses';

/** A response as it travels: the SDKs add `output_text` on their side, and `null` is what they are sent for no usage. */
export type WireResponse = Omit<Response, 'output_text' | 'usage'> & { usage: ResponseUsage | null };

/** A response of which nothing is known but the request that began it. */
export function beginResponse(id: string, created_at: number, request: GenerationRequested): WireResponse {
  const { model, maxTokens, tools = [], toolChoice = 'auto', onDisconnect = 'continue' } = request;
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at,
    status: 'in_progress',
    background: onDisconnect === 'continue',
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: request.hasInstructions ? (request.messages[0]?.content ?? null) : null,
    max_output_tokens: maxTokens ?? null,
    metadata: {},
    model,
    output: [],
    parallel_tool_calls: request.parallelToolCalls ?? true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    temperature: request.temperature ?? null,
    text: { format: toFormat(request.responseFormat) },
    tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', name: toolChoice.name },
    tools: tools.map(toFunctionTool),
    top_p: request.topP ?? null,
    truncation: 'disabled',
    usage: null,
  };
}

export function toResponseUsage({
  promptTokens,
  completionTokens,
  totalTokens,
  reasoningTokens,
}: Usage): ResponseUsage {
  return {
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: completionTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens ?? 0 },
    total_tokens: totalTokens,
  };
}

function toFormat(format: ResponseFormat | undefined): ResponseFormatTextConfig {
  if (format?.type !== 'json_schema') return format ? { type: format.type } : { type: 'text' };
  const { type, name = '', description, schema = {}, strict } = format;
  return { type, name, description, schema: schema as Record<string, unknown>, strict };
}

function toFunctionTool(tool: NonNullable<GenerationRequested['tools']>[number]): FunctionTool {
  const { name, description = null, parameters = null, strict = false } = tool;
  return { type: 'function', name, description, parameters, strict };
}

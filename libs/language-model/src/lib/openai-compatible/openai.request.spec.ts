import { systemClock } from '../clock';
import { withDefaults } from './openai.options';
import { toChatCompletion } from './openai.request';

const messages = [{ role: 'user', content: 'Hello', name: 'ann' }] as const;

describe('A request to a provider', () => {
  it('hands on how the model is to choose', () => {
    const parameters = { type: 'object' };
    const request = {
      messages,
      tools: [{ name: 'f', description: 'd', parameters, strict: true }],
      toolChoice: { name: 'f' },
      parallelToolCalls: false,
      responseFormat: { type: 'json_schema', name: 's', description: 'd', schema: parameters, strict: true },
      temperature: 0,
      topP: 0.5,
    } as const;
    expect(toChatCompletion(request, 'm', 'max_tokens')).toMatchObject({
      messages,
      tools: [{ type: 'function', function: { name: 'f', description: 'd', parameters, strict: true } }],
      tool_choice: { type: 'function', function: { name: 'f' } },
      parallel_tool_calls: false,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 's', description: 'd', schema: parameters, strict: true },
      },
      temperature: 0,
      top_p: 0.5,
    });
  });

  it('says nothing of calls without tools, and sends nothing that it was not told', () => {
    const request = { messages, toolChoice: 'none', parallelToolCalls: true } as const;
    const sent = JSON.parse(JSON.stringify(toChatCompletion(request, 'm', 'max_tokens'))) as object;
    expect(Object.keys(sent)).toEqual(['model', 'messages', 'stream', 'stream_options']);
  });

  it.each([
    ['https://api.openai.com/v1', undefined, 'max_completion_tokens'],
    ['https://api.openai.com/v1', 'max_tokens', 'max_tokens'],
    ['http://127.0.0.1:11434/v1', undefined, 'max_tokens'],
    ['https://api.openai.com.example/v1', undefined, 'max_tokens'],
    ['http://127.0.0.1:11434/v1', 'max_completion_tokens', 'max_completion_tokens'],
  ] as const)('has its limit to %s, told %s, in %s', (baseUrl, maxTokensField, field) => {
    const options = withDefaults({ baseUrl, models: ['m'], maxTokensField }, systemClock);
    expect(toChatCompletion({ messages, maxTokens: 9 }, 'm', options.maxTokensField)).toHaveProperty(field, 9);
  });
});

import { toChatMessages } from './ai-sdk.parts';
import { readSendChat, type UiMessageDto, type UiPart } from './ai-sdk.requests';

const user = (...parts: UiPart[]): UiMessageDto => ({ id: 'u', role: 'user', parts });
const assistant = (...parts: UiPart[]): UiMessageDto => ({ id: 'a', role: 'assistant', parts });
const said = (text: string): UiPart => ({ type: 'text', text });

it('takes the texts of a conversation, and leaves out what a model has no use for', () => {
  const messages = [
    { role: 'system' as const, parts: [said('Be brief.')] },
    user(said('Hi'), said('there'), { type: 'data-location', data: {} }),
    assistant({ type: 'step-start' }, { type: 'reasoning', text: 'Hm' }, said('Hel'), said('lo'), {
      type: 'source-url',
    }),
    assistant({ type: 'step-start' }, { type: 'reasoning', text: 'Stopped before a word.' }),
  ];
  expect(toChatMessages(messages)).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi\n\nthere' },
    { role: 'assistant', content: 'Hello' },
  ]);
});

it('makes a message of each step, and one of each result', () => {
  const tool = { type: 'tool-weather', toolCallId: 'c1', state: 'output-available', input: { city: 'Oslo' } };
  const dynamic = { type: 'dynamic-tool', toolName: 'clock', toolCallId: 'c2', input: {} };
  const messages = toChatMessages([
    assistant(
      { type: 'step-start' },
      said('Let me look.'),
      { ...tool, output: { sky: 'clear' } },
      { ...dynamic, state: 'output-error', input: undefined, rawInput: '{"x', errorText: 'No clock.' },
      { type: 'step-start' },
      { ...tool, toolCallId: 'c3', state: 'output-denied', approval: { reason: 'Not now.' } },
      { ...tool, toolCallId: 'c4', output: 'plain' },
      { ...tool, toolCallId: 'c5', state: 'input-available' },
      { type: 'step-start' },
      said('It is clear.'),
    ),
  ]);
  const input = '{"city":"Oslo"}';
  expect(messages).toEqual([
    {
      role: 'assistant',
      content: 'Let me look.',
      toolCalls: [
        { id: 'c1', name: 'weather', arguments: input },
        { id: 'c2', name: 'clock', arguments: '{"x' },
      ],
    },
    { role: 'tool', content: '{"sky":"clear"}', toolCallId: 'c1' },
    { role: 'tool', content: 'No clock.', toolCallId: 'c2' },
    {
      role: 'assistant',
      content: '',
      toolCalls: [
        { id: 'c3', name: 'weather', arguments: input },
        { id: 'c4', name: 'weather', arguments: input },
      ],
    },
    { role: 'tool', content: 'Not now.', toolCallId: 'c3' },
    { role: 'tool', content: 'plain', toolCallId: 'c4' },
    { role: 'assistant', content: 'It is clear.' },
  ]);
});

it('reads files that are texts', () => {
  const file = (url: string): UiPart => ({ type: 'file', mediaType: 'text/markdown', url });
  const base64 = Buffer.from('# Grüße').toString('base64');
  const messages = [
    user(file(`data:text/markdown;base64,${base64}`), file('data:text/markdown,%23%20two'), said('Sum up')),
  ];
  expect(toChatMessages(messages)).toEqual([{ role: 'user', content: '# Grüße\n\n# two\n\nSum up' }]);
});

it.each([
  [{ type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA==' }, 'messages.0.parts.1'],
  [{ type: 'file', mediaType: 'text/plain', url: 'https://example.org/a.txt' }, 'messages.0.parts.1'],
  [{ type: 'file', mediaType: 'text/plain', url: 'data:text/plain,%E0' }, 'messages.0.parts.1.url'],
  [{ type: 'text' }, 'messages.0.parts.1.text'],
  [{ text: 'x' }, 'messages.0.parts.1.type'],
])('refuses %j, and says where it is', (part, path) => {
  expect(() => toChatMessages([user(said('Hi'), part)])).toThrow(
    expect.objectContaining({ status: 422, facts: { errors: [expect.objectContaining({ path })] } }),
  );
});

describe('a body', () => {
  const body = { id: 'c', messages: [user(said('Hi'))], trigger: 'submit-message' };

  it('may have fields of the AI SDK and of apps that are not known here', () => {
    const given = { ...body, user: 'ann', messages: [{ ...user(said('Hi')), metadata: { at: 1 }, createdAt: 'x' }] };
    expect(readSendChat(given)).toEqual({ ...body, messages: [{ id: 'u', role: 'user', parts: [said('Hi')] }] });
  });

  it.each([
    [[], ''],
    [undefined, ''],
    [{ ...body, id: '' }, 'id'],
    [{ ...body, messages: [] }, 'messages'],
    [{ ...body, trigger: 'resume' }, 'trigger'],
    [{ ...body, messages: [{ role: 'tool', parts: [] }] }, 'messages.0.role'],
    [{ ...body, messages: [{ role: 'user', parts: ['Hi'] }] }, 'messages.0.parts'],
    [{ ...body, maxTokens: 0 }, 'maxTokens'],
  ])('is refused when it is %j', (given, path) => {
    expect(() => readSendChat(given)).toThrow(
      expect.objectContaining({
        status: 422,
        facts: { errors: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
      }),
    );
  });
});

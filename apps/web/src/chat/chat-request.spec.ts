import { chatRequest } from './chat-request';

const messages = [{ role: 'user', content: 'Why?' }] as const;

describe('the request of a chat', () => {
  it('leaves to the server what nobody has chosen', () => {
    expect(chatRequest(messages, { model: '', speed: '', writes: '' })).toEqual({ messages });
  });

  it('directs a simulated model, and no other', () => {
    const chosen = { speed: 'slow', writes: 'markdown' };
    expect(chatRequest(messages, { model: 'sim-fast', ...chosen })).toEqual({
      messages,
      model: 'sim-fast',
      simulate: { latency: 'slow', text: 'markdown' },
    });
    expect(chatRequest(messages, { model: 'gpt-9', ...chosen })).toEqual({ messages, model: 'gpt-9' });
  });

  it('asks for another answer by another seed', () => {
    expect(chatRequest(messages, { model: 'sim-fast', speed: '', writes: '' }, 0)).toEqual({
      messages,
      model: 'sim-fast',
      seed: 0,
    });
  });
});

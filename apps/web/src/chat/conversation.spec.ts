import { generations, type GenerationState } from '@tickertape/events';
import { messagesAfter, turnsOf } from './conversation';

const state = (changed: Partial<GenerationState>): GenerationState => ({
  ...generations.initialState('7f3a'),
  messages: [{ role: 'user', content: 'Why?' }],
  ...changed,
});

describe('a conversation', () => {
  it('is what was said before, and the answer so far', () => {
    expect(turnsOf(state({ text: 'Beca', reasoning: 'Hm.' }))).toEqual([
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'Beca', reasoning: 'Hm.', calls: [] },
    ]);
  });

  it('shows a refusal in the place of the answer, and calls as they were written', () => {
    const [, answer] = turnsOf(
      state({ refusal: 'No.', toolCalls: [{ id: 'c-1', name: 'look_up', arguments: '{"for":"t' }] }),
    );
    expect(answer).toMatchObject({ content: 'No.', calls: ['look_up({"for":"t)'] });
  });

  it('goes on with all that was said', () => {
    expect(messagesAfter(undefined, 'Why?')).toEqual([{ role: 'user', content: 'Why?' }]);
    expect(messagesAfter(state({ text: 'Because.' }), 'And then?')).toEqual([
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'Because.' },
      { role: 'user', content: 'And then?' },
    ]);
  });

  it('leaves out an answer that was stopped before its first word', () => {
    expect(messagesAfter(state({}), 'Again?').map(({ role }) => role)).toEqual(['user', 'user']);
  });
});

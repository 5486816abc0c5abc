describe('The library', () => {
  it('loads the openai package with the first generation, not before', async () => {
    const load = jest.fn(() => ({ OpenAI: class {} }));
    jest.doMock('openai', load);
    const { OpenAiCompatibleModel } = await import('../index');
    const model = new OpenAiCompatibleModel({ baseUrl: 'http://127.0.0.1:9/v1', models: ['m'], maxRetries: 0 });
    model.countTokens('hello');
    expect(load).not.toHaveBeenCalled();
    const messages = [{ role: 'user', content: 'Hello' }] as const;
    await expect(model.generate({ messages }, new AbortController().signal).next()).rejects.toThrow();
    expect(load).toHaveBeenCalled();
  });
});

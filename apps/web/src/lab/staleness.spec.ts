import { Audience, History } from './staleness';

describe('an audience', () => {
  it('grows stale from the first thing that it does not know', () => {
    const history = new History();
    history.add(0);
    const audience = new Audience(2, history);
    expect(audience.stalenessMs(500)).toBe(0);
    history.add(1_000);
    history.add(2_000);
    expect(audience.stalenessMs(3_000)).toBe(2_000);
    audience.learn(0, 2, 3_000);
    expect(audience.stalenessMs(4_000)).toBe((2_000 + 3_000) / 2);
    audience.learn(0, 3, 4_000);
    audience.learn(1, 3, 4_000);
    expect(audience.stalenessMs(9_000)).toBe(0);
  });

  it('has a delay for each version that each person comes to know, at once or one by one', () => {
    const history = new History();
    const audience = new Audience(2, history);
    expect(audience.delayMs).toBeUndefined();
    history.add(1_000);
    history.add(2_000);
    audience.learn(0, 2, 3_000);
    expect(audience.delayMs).toBe((2_000 + 1_000) / 2);
    audience.learn(1, 1, 1_000);
    audience.learn(1, 2, 2_000);
    expect(audience.delayMs).toBe(3_000 / 4);
  });

  it('does not unlearn, and learns nothing twice', () => {
    const history = new History();
    history.add(1_000);
    const audience = new Audience(1, history);
    history.add(2_000);
    audience.learn(0, 2, 2_500);
    audience.learn(0, 1, 9_000);
    audience.learn(0, 2, 9_000);
    expect(audience.delayMs).toBe(500);
    expect(audience.stalenessMs(9_000)).toBe(0);
  });
});

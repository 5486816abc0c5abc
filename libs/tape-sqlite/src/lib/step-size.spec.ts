import { StepSize } from './step-size';

const options = { first: 128, smallest: 16, largest: 512, ms: 4 };

describe('the size of a step', () => {
  it('doubles after full steps that were short, up to its largest', () => {
    const step = new StepSize(options);
    const sizes = [1, 2, 3].map(() => {
      step.took(1, step.size);
      return step.size;
    });
    expect(sizes).toEqual([256, 512, 512]);
  });

  it('becomes what would have fitted after one that was too long, down to its smallest', () => {
    const step = new StepSize(options);
    step.took(16, 128);
    expect(step.size).toBe(32);
    step.took(400, 32);
    expect(step.size).toBe(16);
  });

  it('stays as it is after one that was neither', () => {
    const step = new StepSize(options);
    step.took(3, 128);
    expect(step.size).toBe(128);
  });

  it('learns nothing from one that had little to do', () => {
    const step = new StepSize(options);
    step.took(0.1, 1);
    step.took(50, 1);
    expect(step.size).toBe(128);
  });
});

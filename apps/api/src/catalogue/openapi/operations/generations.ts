import { GenerationsController } from '../../../features/generations/generations.controller';
import { describeController } from '../controller-info';
import { resourceOf } from './schemas';

const answer = resourceOf('generations');
const EITHER = 'Either `prompt` or `messages` must be there, not both.';

export const generations = describeController(GenerationsController, 'AI token streams.', {
  start: { summary: 'Starts a generation.', description: EITHER, answer },
  startAndStream: {
    summary: 'Starts a generation and is its stream.',
    description: `${EITHER} \`Content-Location\` names the generation, whose own stream goes on after a cut.`,
  },
  get: { summary: 'The state of a generation.', answer },
  stream: { summary: 'The stream of a generation: what it has said, then what it says.' },
  cancel: { summary: 'Ends a generation. One that has ended stays as it is.', answer },
});

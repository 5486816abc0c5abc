import { HealthController } from '../../../health/health.controller';
import { MetricsController } from '../../../metrics/metrics.controller';
import { CatalogueController } from '../../catalogue.controller';
import { describeController } from '../controller-info';
import { arrayOf, object, text } from './schemas';

export const health = describeController(HealthController, 'For those who watch the process.', {
  live: { summary: 'The process answers.', answer: object({ status: { const: 'ok' } }) },
  ready: {
    summary: 'The process can serve: it is not about to end, and the store works.',
    answer: object({ status: { const: 'ok' } }),
  },
});

export const metrics = describeController(MetricsController, 'For Prometheus.', {
  scrape: {
    summary: 'Everything that is measured.',
    content: { 'text/plain': { schema: text } },
  },
});

const flag = { type: 'boolean' };
const limitOrNull = { type: ['integer', 'null'], minimum: 0 };

export const catalogue = describeController(CatalogueController, 'What there is.', {
  eventTypes: {
    summary: 'Every event type: its schema, a sample, how it is delivered and kept.',
    answer: object({
      items: arrayOf(
        object({
          type: text,
          family: text,
          topic: text,
          description: text,
          since: text,
          terminal: flag,
          delivery: object({ merges: flag, wholeFamily: flag, existence: { enum: ['required', 'open'] } }),
          retention: object({ maxEvents: limitOrNull, maxAgeMs: limitOrNull }),
          schema: { type: 'object' },
          sample: { type: 'object' },
        }),
      ),
    }),
  },
  openApi: { summary: 'This document.', answer: { type: 'object' } },
  asyncApi: { summary: 'Topics and their events as AsyncAPI.', answer: { type: 'object' } },
  docs: { summary: 'The same for people.', content: { 'text/html': { schema: text } } },
  styles: { summary: 'How the page looks.', content: { 'text/css': { schema: text } } },
});

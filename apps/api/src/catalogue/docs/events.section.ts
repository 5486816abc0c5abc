import type { EventTypeDescription } from '@tickertape/events/catalogue';
import type { ControlEventType } from '@tickertape/wire';
import { CONTROL_EVENT_DESCRIPTIONS } from '../control-events.schema';
import { dataSchema } from '../message.schema';
import { html, json, type Html } from './html';

const DAY_MS = 86_400_000;

/** The event types of a family. */
export function familySection(name: string, types: readonly EventTypeDescription[]): Html {
  const [first] = types;
  return html`<section id="events-${name}">
    <h3>${name}</h3>
    ${first && html`<p><code>${first.topic}</code> ${deliveryOf(first)} ${retentionOf(first)}</p>`} ${types.map(typeOf)}
  </section>`;
}

/** The events of the protocol itself. */
export function controlSection(names: readonly ControlEventType[]): Html {
  return html`<section id="events-tape">
    <h3>tape</h3>
    <p>What a stream says of itself.</p>
    ${names.map((name) => {
      const { description, schema } = CONTROL_EVENT_DESCRIPTIONS[name];
      return html`<details>
        <summary><code>${name}</code> <span>${description}</span></summary>
        <h4>Schema</h4>
        ${json(schema)}
      </details>`;
    })}
  </section>`;
}

function typeOf(type: EventTypeDescription): Html {
  const { type: name, description, since, terminal, delivery, sample } = type;
  return html`<details>
    <summary><code>${name}</code> <span>${description}</span></summary>
    <p>
      Since ${since}. ${terminal && 'The topic is finished after it. '}
      ${delivery.merges && 'Several in a row may come as one, with their number in merged.'}
    </p>
    <h4>Sample</h4>
    ${json(sample)}
    <h4>Schema</h4>
    ${json(dataSchema(type))}
  </details>`;
}

function deliveryOf({ delivery, family }: EventTypeDescription): string {
  const existence =
    delivery.existence === 'required'
      ? 'A topic must exist before it can be read.'
      : 'A topic may be read before its first event.';
  return delivery.wholeFamily ? `${existence} ${family}/* are all of them on one stream.` : existence;
}

function retentionOf({ retention: { maxEvents, maxAgeMs } }: EventTypeDescription): string {
  const kept = [
    maxEvents !== null && `the newest ${maxEvents.toLocaleString('en')}`,
    maxAgeMs !== null && `${maxAgeMs / DAY_MS} days`,
  ].filter(Boolean);
  return kept.length === 0 ? 'All events are kept.' : `Events are kept at least so: ${kept.join(', ')}.`;
}

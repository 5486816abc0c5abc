/** What some families do otherwise than the template of the generator, and why that is right. */
export interface Exception {
  readonly families: readonly string[];
  /** As of the family of parcels: files, exports of them as in `path#name`, and lists that they are not in. */
  readonly lack: readonly string[];
  readonly because: string;
}

const FAMILY = 'libs/events/src/lib/parcels/parcels';
const FEATURE = 'apps/api/src/features/parcels/parcels';
const OPERATIONS = 'apps/api/src/catalogue/openapi/operations';
const VIEW = 'apps/web/src/views/parcels.element.ts';
const VIEWS = 'apps/web/src/views/views.ts';

export const EXCEPTIONS: readonly Exception[] = [
  {
    families: ['feeds', 'generations', 'matches', 'news', 'notifications', 'orders', 'quotes'],
    lack: [`${FEATURE}.http.spec.ts`],
    because: 'They are older than the generator: their requests are tested on the built API, in apps/api-e2e.',
  },
  {
    families: ['chats', 'generations', 'relations'],
    lack: [`${FAMILY}.family.spec.ts`],
    because: 'What their folds promise is what all folds promise, and families.spec.ts tests that.',
  },
  {
    families: ['activities', 'feeds', 'matches', 'news', 'notifications', 'quotes', 'relations'],
    lack: [`${OPERATIONS}/parcels.ts`],
    because: 'Features of a kind are described together, in live.ts and social.ts.',
  },
  {
    families: ['chats'],
    lack: [
      `${FEATURE}.controller.ts`,
      `${FEATURE}.http.spec.ts`,
      `${FEATURE}.module.ts`,
      `${FEATURE}.requests.ts`,
      `${FEATURE}.service.ts`,
      `${OPERATIONS}/parcels.ts`,
      VIEW,
      'apps/api/src/app.module.ts',
      `${OPERATIONS}/controllers.ts`,
      VIEWS,
    ],
    because: 'The AI SDK’s dialect keeps chats, and is no feature; what people see of one are its generations.',
  },
  {
    families: ['feeds', 'news', 'quotes', 'relations'],
    lack: [`${FEATURE}.requests.ts`],
    because: 'None of their requests has a body.',
  },
  {
    families: ['activities', 'notifications', 'relations'],
    lack: [`${FAMILY}.family.ts#ParcelState`],
    because: 'A topic is all that a user has of them, and its state is called so: in the plural.',
  },
  {
    families: ['notifications', 'relations'],
    lack: [`${FEATURE}.service.ts#ParcelResource`],
    because: 'The resource is called as the state is.',
  },
  {
    families: ['feeds'],
    lack: [`${FEATURE}.service.ts#ParcelResource`],
    because: 'A feed is answered by the page.',
  },
  {
    families: ['matches'],
    lack: [`${FAMILY}.family.ts#ParcelEvents`],
    because: 'The data of its many event types has a file of its own, matches.events.ts.',
  },
  {
    families: ['activities', 'relations'],
    lack: [VIEW, VIEWS],
    because: 'People see them in the view of feeds.',
  },
  {
    families: ['news'],
    lack: [VIEWS],
    because: 'The ticker runs on top of every view.',
  },
];

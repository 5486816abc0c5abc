import { defineFamily } from '@tickertape/events';

export interface ShipmentBooked {
  readonly from: string;
  readonly to: string;
}

export interface ShipmentScanned {
  readonly place: string;
}

export interface ShipmentDelivered {
  readonly signedBy?: string;
}

export type ShipmentEvents = {
  'shipments.booked': ShipmentBooked;
  'shipments.scanned': ShipmentScanned;
  'shipments.delivered': ShipmentDelivered;
};

export interface ShipmentState {
  readonly id: string;
  readonly status: 'unknown' | 'booked' | 'on its way' | 'delivered';
  readonly from: string | null;
  readonly to: string | null;
  readonly scans: readonly { readonly place: string; readonly time: string }[];
  readonly signedBy: string | null;
}

/** One topic a shipment. The server folds it to a snapshot, `follow.ts` folds the same function to its view. */
export const shipments = defineFamily<'shipments', ShipmentEvents, ShipmentState, 'shipmentId'>({
  name: 'shipments',
  idName: 'shipmentId',
  events: {
    'shipments.booked': { description: 'Somebody has a shipment to send.' },
    'shipments.scanned': { description: 'The shipment was seen somewhere.' },
    'shipments.delivered': { description: 'The shipment is with whom it was sent to.', terminal: true },
  },
  retention: {},
  access: { existence: 'required', wholeFamily: true },
  initialState: (id) => ({ id, status: 'unknown', from: null, to: null, scans: [], signedBy: null }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'shipments.booked':
        return { ...state, status: 'booked', from: event.data.from, to: event.data.to };
      case 'shipments.scanned':
        return {
          ...state,
          status: 'on its way',
          scans: [...state.scans, { place: event.data.place, time: event.time }],
        };
      case 'shipments.delivered':
        return { ...state, status: 'delivered', signedBy: event.data.signedBy ?? null };
      default:
        return state;
    }
  },
});

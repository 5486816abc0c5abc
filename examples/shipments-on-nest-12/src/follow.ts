import { createClient } from '@tickertape/client';
import { shipments } from './shipments/shipments.family.js';

/** Prints what becomes of a shipment, until it is delivered. It survives a restart of the server. */
const [shipmentId = '', url = ''] = process.argv.slice(2);
const client = createClient({ url });
const view = client.view(shipments, { shipmentId });
view.subscribe(() => console.log(view.connection.phase, view.state?.status, view.state?.scans.at(-1)?.place ?? ''));
for await (const { type, time } of view) console.log(time, type);
client.close();

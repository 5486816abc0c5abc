import { createClient } from '@tickertape/client';

/** The client of the page: all its views share one connection, and so do the browser's tabs. */
export const client = createClient();

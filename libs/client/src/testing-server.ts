export { startRoomServer } from './testing/room-server';
export type { RoomServer } from './testing/room-server';

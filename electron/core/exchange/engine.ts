/** All that the app loads of the engine, in one lazy import. */
export { ConnectionPool } from './connection/connection-pool.ts';
export { performExchange, warmUpTls } from './perform-exchange.ts';
export { viewWire } from './recording/view-wire.ts';

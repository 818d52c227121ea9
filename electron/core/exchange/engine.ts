/** Everything the app loads of the engine, as one lazy import. */
export { ConnectionPool } from './connection/connection-pool.ts';
export { performExchange, warmUpTls } from './perform-exchange.ts';
export { viewWire } from './recording/view-wire.ts';

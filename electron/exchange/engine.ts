/** All that the app loads of the engine, in one lazy import. */
export { closeConnections, performExchange, warmUpTls } from './perform-exchange.ts';
export { viewWire } from './recording/view-wire.ts';

/** Undici's HTTP/1.1 client without the rest of undici, most of which (fetch, caches, WebSocket) no request here needs. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export = Client;
}

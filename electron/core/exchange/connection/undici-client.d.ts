/** Undici's HTTP/1.1 client alone. The rest of undici (fetch, caches, WebSocket) is not needed. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export = Client;
}

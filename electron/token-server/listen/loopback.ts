/** Where the server listens, and nowhere else. `localhost` may mean either, so both are needed. */
export const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'] as const;

import { z } from 'zod';

const text = z.string().max(10_000);

/** How requests leave this machine. The proxy's password is in the secret store, under `PROXY_SECRET_KEY`. */
export const ProxySettingsSchema = z.object({
  /** `system`: the operating system's setting, else the environment variables. */
  mode: z.enum(['system', 'none', 'explicit']),
  /** `http://host:port` or `https://host:port`, without user info. */
  url: text,
  username: text,
  /** Hosts to reach directly, as in NO_PROXY: see http/no-proxy.ts. */
  noProxy: text,
  /** Also use the proxy for this machine. */
  includeLoopback: z.boolean(),
});
export type ProxySettings = z.infer<typeof ProxySettingsSchema>;

/** `auto`: HTTP/2 if the server offers it (RFC 9113 §3.2). With `1.1` the preview shows the exact bytes. */
export const HttpVersionChoiceSchema = z.enum(['1.1', '2', 'auto']);
export type HttpVersionChoice = z.infer<typeof HttpVersionChoiceSchema>;

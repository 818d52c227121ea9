import { z } from 'zod';

const text = z.string().max(10_000);

/** How requests leave this machine. The proxy's password is in the secret store, under `PROXY_SECRET_KEY`. */
export const ProxySettingsSchema = z.object({
  /** `system`: what the operating system says, and where it says nothing the environment's variables. */
  mode: z.enum(['system', 'none', 'explicit']),
  /** `http://host:port` or `https://host:port`, without user info. */
  url: text,
  username: text,
  /** Hosts to reach directly, as in the variable NO_PROXY: see http/no-proxy.ts. */
  noProxy: text,
  /** Also send what is for this machine through the proxy. */
  includeLoopback: z.boolean(),
});
export type ProxySettings = z.infer<typeof ProxySettingsSchema>;

/** `auto`: HTTP/2 where the server offers it (RFC 9113 §3.2). In `1.1` the preview shows the bytes themselves. */
export const HttpVersionChoiceSchema = z.enum(['1.1', '2', 'auto']);
export type HttpVersionChoice = z.infer<typeof HttpVersionChoiceSchema>;

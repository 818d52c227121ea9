import type { Lines } from '../lines.ts';

/** Handlers of .NET's HTTP client. None follows redirects, which would carry the secret elsewhere. */
export const VERIFIED_HANDLER: Lines = [
  'var handler = new SocketsHttpHandler { AllowAutoRedirect = false };',
];

export const UNVERIFIED_HANDLER: Lines = [
  'var handler = new SocketsHttpHandler',
  '{',
  '    AllowAutoRedirect = false,',
  '    // TLS verification is OFF: anyone in between can read the secret and the token.',
  '    SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },',
  '};',
];

export const CA_HANDLER: Lines = [
  "// Trusts the CA in ca.pem instead of the system's CAs.",
  'var policy = new X509ChainPolicy',
  '{',
  '    TrustMode = X509ChainTrustMode.CustomRootTrust,',
  '    RevocationMode = X509RevocationMode.NoCheck,',
  '};',
  'policy.CustomTrustStore.ImportFromPemFile("ca.pem");',
  'var handler = new SocketsHttpHandler { AllowAutoRedirect = false };',
  'handler.SslOptions.CertificateChainPolicy = policy;',
];

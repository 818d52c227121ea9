/** SHA-256 of a PEM certificate's DER bytes as upper-case hex pairs with colons, as browsers and OpenSSL show it. */
export async function certificateFingerprint(pem: string): Promise<string> {
  const der = derFromPem(pem);
  const digest = await crypto.subtle.digest('SHA-256', der);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(
    ':',
  );
}

function derFromPem(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** JDK code for two features that are single options elsewhere. */

/** An extended trust manager: with a plain one the client would still check the host name. */
export const TRUST_EVERYTHING: readonly string[] = [
  'static SSLContext trustEverything() throws Exception {',
  '    var trust = new X509ExtendedTrustManager() {',
  '        public void checkClientTrusted(X509Certificate[] chain, String type) {}',
  '        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}',
  '        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}',
  '        public void checkServerTrusted(X509Certificate[] chain, String type) {}',
  '        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}',
  '        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}',
  '        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }',
  '    };',
  '    var context = SSLContext.getInstance("TLS");',
  '    context.init(null, new TrustManager[] {trust}, null);',
  '    return context;',
  '}',
];

export const TRUST_CA_FILE: readonly string[] = [
  'static SSLContext trustCaFile() throws Exception {',
  '    var store = KeyStore.getInstance(KeyStore.getDefaultType());',
  '    store.load(null, null);',
  '    try (var file = Files.newInputStream(Path.of("ca.pem"))) {',
  '        for (var ca : CertificateFactory.getInstance("X.509").generateCertificates(file)) {',
  '            store.setCertificateEntry("ca-" + store.size(), ca);',
  '        }',
  '    }',
  '    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());',
  '    trust.init(store);',
  '    var context = SSLContext.getInstance("TLS");',
  '    context.init(null, trust.getTrustManagers(), null);',
  '    return context;',
  '}',
];

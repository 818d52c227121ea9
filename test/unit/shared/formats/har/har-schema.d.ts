declare module 'har-schema' {
  /** JSON schemas by the name of what they describe. */
  const schemas: Readonly<Record<string, { readonly $id: string }>>;
  // biome-ignore lint/style/noDefaultExport: as the package does
  export default schemas;
}

let locale: string | undefined;

/** Dates and numbers are written as this system writes them; what is no locale leaves them as the browser would. */
export function writeInLocale(name: string): void {
  try {
    locale = Intl.getCanonicalLocales(name)[0];
  } catch {
    locale = undefined;
  }
}

/** A format in the system's locale, created on first use. */
export function localFormat<F>(make: (locale: string | undefined) => F): () => F {
  let made: { readonly in: string | undefined; readonly format: F } | null = null;
  return () => {
    if (made?.in !== locale || made === null) made = { in: locale, format: make(locale) };
    return made.format;
  };
}

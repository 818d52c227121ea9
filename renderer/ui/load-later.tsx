import { type ComponentType, useEffect, useState } from 'react';

export interface LaterComponent {
  /** Draws nothing until its code is there; at once when it was loaded before. */
  readonly Component: ComponentType;
  readonly load: () => Promise<void>;
}

/**
 * A component whose code is read from the disk later than the first page's. Not React.lazy: that always suspends at its
 * first drawing, even with the code at hand, and what suspended is held back for 300 ms.
 */
export function loadLater(read: () => Promise<ComponentType>): LaterComponent {
  let loaded: ComponentType | null = null;
  const load = async () => {
    loaded ??= await read();
  };
  function Later() {
    const [Content, setContent] = useState(() => loaded);
    useEffect(() => {
      if (!Content) void load().then(() => setContent(() => loaded));
    }, [Content]);
    return Content && <Content />;
  }
  return { Component: Later, load };
}

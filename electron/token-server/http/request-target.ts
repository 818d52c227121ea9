export interface RequestTarget {
  /** Without the query; `*` for a request about the whole server. */
  readonly path: string;
  /** The part after `?`, or an empty string. */
  readonly query: string;
  /** From an absolute-form target, which overrides the Host header (RFC 9112 §3.2.2). */
  readonly host: string | null;
}

/** Parses the request target (RFC 9112 §3.2). Never throws. */
export function parseTarget(target: string): RequestTarget {
  const absolute = target.startsWith('/') ? null : /^https?:\/\/([^/?]*)(.*)$/is.exec(target);
  const host = absolute === null ? null : (absolute[1] ?? '');
  const local = absolute === null ? target : `${absolute[2]?.startsWith('/') ? '' : '/'}${absolute[2] ?? ''}`;
  const mark = local.indexOf('?');
  if (mark < 0) return { path: local, query: '', host };
  return { path: local.slice(0, mark), query: local.slice(mark + 1), host };
}

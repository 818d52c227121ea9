import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { HttpVersionChoice, ProxySettings } from '../../../../shared/model/connection.ts';
import { DEFAULT_HTTP_VERSION, DEFAULT_PROXY } from '../../../../shared/model/default-connection.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import styles from './connection-options.module.css';
import { HttpVersionField } from './http-version-field.tsx';
import { ProxyFields } from './proxy-fields.tsx';

/** How requests leave this machine: one line until someone needs more. */
export function ConnectionOptions() {
  const { proxy = DEFAULT_PROXY, httpVersion = DEFAULT_HTTP_VERSION } = useAppState(selectWorkspace);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className={styles.connection} aria-label="Connection">
      <UnstyledButton
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} className={styles.chevron} aria-hidden="true" />
        <span className={styles.name}>Connection</span>
        <span className={styles.summary}>
          {describeProxy(proxy)} · {VERSIONS[httpVersion]}
        </span>
      </UnstyledButton>
      {open && (
        <div id={id} className={styles.options}>
          <ProxyFields />
          <HttpVersionField />
        </div>
      )}
    </section>
  );
}

const VERSIONS: Readonly<Record<HttpVersionChoice, string>> = {
  '1.1': 'HTTP/1.1',
  '2': 'HTTP/2',
  auto: 'HTTP/2 where offered',
};

function describeProxy({ mode, url }: ProxySettings): string {
  switch (mode) {
    case 'system':
      return 'the system’s proxy';
    case 'none':
      return 'no proxy';
    case 'explicit':
      return url === '' ? 'proxy without an address' : `proxy ${url.replace(/\/\/[^@/]*@/, '//')}`;
  }
}

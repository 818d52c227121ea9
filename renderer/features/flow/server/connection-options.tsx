import { NumberInput } from '@mantine/core';
import type { HttpVersionChoice, ProxySettings } from '../../../../shared/model/connection.ts';
import { DEFAULT_HTTP_VERSION, DEFAULT_PROXY } from '../../../../shared/model/default-connection.ts';
import { setTimeLimit } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import styles from './connection-options.module.css';
import { HttpVersionField } from './http-version-field.tsx';
import { ProxyFields } from './proxy-fields.tsx';

/** How requests leave this machine: one line until someone needs more. */
export function ConnectionOptions() {
  const {
    proxy = DEFAULT_PROXY,
    httpVersion = DEFAULT_HTTP_VERSION,
    timeLimitMs,
  } = useAppState(selectWorkspace);
  return (
    <Fold
      name="Connection"
      summary={`${describeProxy(proxy)} · ${VERSIONS[httpVersion]} · ${timeLimitMs / 1_000} s`}
    >
      <div className={styles.options}>
        <ProxyFields />
        <HttpVersionField />
        <TimeLimitField />
      </div>
    </Fold>
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
      return 'system proxy';
    case 'none':
      return 'no proxy';
    case 'explicit':
      return url === '' ? 'proxy without an address' : `proxy ${url.replace(/\/\/[^@/]*@/, '//')}`;
  }
}

/** How long a run may take. */
function TimeLimitField() {
  const timeLimitMs = useAppState((state) => selectWorkspace(state).timeLimitMs);
  return (
    <NumberInput
      label="Timeout"
      value={timeLimitMs / 1_000}
      onChange={(seconds) => {
        const ms = Math.round(Number(seconds) * 1_000);
        if (ms >= 100 && ms <= 3_600_000) setTimeLimit(ms);
      }}
      min={0.1}
      max={3_600}
      decimalScale={1}
      suffix=" s"
      w={110}
    />
  );
}

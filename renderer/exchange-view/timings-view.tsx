import type { Timings } from '../../shared/http/exchange.ts';
import { TimingBar } from '../ui/timing-bar.tsx';

export function TimingsView({ timings }: { readonly timings: Timings }) {
  const { dns, tcp, tls, send, wait, receive, total } = timings;
  return (
    <TimingBar
      totalMs={total}
      stages={[
        { name: 'DNS', ms: dns },
        { name: 'TCP', ms: tcp },
        { name: 'TLS', ms: tls },
        { name: 'Send', ms: send },
        { name: 'Wait', ms: wait },
        { name: 'Receive', ms: receive },
      ]}
    />
  );
}

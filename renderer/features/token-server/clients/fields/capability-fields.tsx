import { Checkbox } from '@mantine/core';
import { describeCapability } from '../../../../../shared/token-server/describe-client.ts';
import { type Capability, CapabilitySchema } from '../../../../../shared/token-server/server-client.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import layout from '../../../../ui/layout.module.css';
import styles from '../client-editor.module.css';

const NOTES: Readonly<Record<Capability, string>> = {
  client_credentials: 'Gets tokens for itself, without a user (RFC 6749 §4.4).',
  introspection: 'May introspect tokens (RFC 7662), like an API.',
};

/** What Curity offers at this step besides, and this server does not. */
const NOT_OFFERED = [
  'Code flow',
  'Implicit flow',
  'Hybrid flow',
  'Device authorization',
  'Token exchange',
  'JWT assertion',
  'Password (ROPC)',
  'Backchannel authentication',
];

/** Step 2: what it may do. */
export function CapabilityFields({ form }: { readonly form: ClientForm }) {
  const toggle = (capability: Capability, on: boolean) => {
    const others = form.capabilities.filter((each) => each !== capability);
    changeClientForm({ capabilities: on ? [...others, capability] : others });
  };
  return (
    <div className={layout.stack}>
      {CapabilitySchema.options.map((capability) => (
        <Checkbox
          key={capability}
          label={describeCapability(capability)}
          description={NOTES[capability]}
          checked={form.capabilities.includes(capability)}
          onChange={(event) => toggle(capability, event.currentTarget.checked)}
        />
      ))}
      {form.capabilities.length === 0 && (
        <p className={styles.caution}>Without a capability the server refuses all its requests.</p>
      )}
      <fieldset className={styles.notOffered} disabled>
        <legend>Not supported: this server is for client credentials</legend>
        <div>
          {NOT_OFFERED.map((name) => (
            <Checkbox key={name} label={name} checked={false} readOnly />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

import { SegmentedControl } from '@mantine/core';
import { describeBinding } from '../../../../../shared/token-server/describe-client.ts';
import { type Binding, BindingSchema } from '../../../../../shared/token-server/server-client.ts';
import { changeClientForm } from '../../../../state/actions/server-clients.ts';
import type { ClientForm } from '../../../../state/server-clients/client-form.ts';
import { Choice } from '../../../../ui/choice.tsx';
import layout from '../../../../ui/layout.module.css';

const OPTIONS = BindingSchema.options.map((binding) => ({ value: binding, label: describeBinding(binding) }));

const DPOP_NOTES: Readonly<Record<Binding, string>> = {
  off: 'Ignores proofs and issues bearer tokens.',
  allowed: 'Binds the token to the key if the request has a proof.',
  required: 'Refuses requests without a proof.',
};

const CERTIFICATE_NOTES: Readonly<Record<Binding, string>> = {
  off: 'Does not bind tokens to certificates.',
  allowed: 'Binds the token to the certificate if the client presents one.',
  required: 'Refuses requests without a certificate.',
};

/** Step 6: whether a stolen token is of use to a thief (RFC 9449, RFC 8705 §3). */
export function BindingFields({ form }: { readonly form: ClientForm }) {
  return (
    <div className={layout.stack}>
      <BindingChoice
        label="DPoP (RFC 9449)"
        note={DPOP_NOTES[form.dpop]}
        value={form.dpop}
        onChange={(dpop) => changeClientForm({ dpop })}
      />
      <BindingChoice
        label="Certificate-bound (RFC 8705)"
        note={CERTIFICATE_NOTES[form.certificateBinding]}
        value={form.certificateBinding}
        onChange={(certificateBinding) => changeClientForm({ certificateBinding })}
      />
    </div>
  );
}

interface BindingChoiceProps {
  readonly label: string;
  readonly note: string;
  readonly value: Binding;
  readonly onChange: (value: Binding) => void;
}

function BindingChoice({ label, note, onChange, value }: BindingChoiceProps) {
  return (
    <Choice label={label} note={note}>
      {(labelledBy) => (
        <SegmentedControl<Binding>
          aria-labelledby={labelledBy}
          value={value}
          onChange={onChange}
          data={[...OPTIONS]}
        />
      )}
    </Choice>
  );
}

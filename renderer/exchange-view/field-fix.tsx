import { Button } from '@mantine/core';
import type { CauseId } from '../../shared/diagnose/causes/causes.ts';
import type { Finding } from '../../shared/diagnose/finding.ts';
import { goToField } from '../state/actions/flow-fields.ts';
import type { FlowField } from '../state/slices/workbench.ts';

const LABELS: Readonly<Record<FlowField, string>> = {
  secret: 'Type the secret again',
  'client-id': 'Check the client ID',
  authentication: 'Change the client authentication',
  binding: 'Change the token binding',
  'token-endpoint': 'Check the token endpoint',
  scope: 'Change the scope',
  'api-url': 'Check the URL',
};

/** The field that fixes each finding. A family covers several possible causes. */
const FIELDS: Readonly<
  Partial<Record<CauseId | 'oauth-invalid-client' | 'oauth-invalid-scope' | 'http-wrong-url', FlowField>>
> = {
  'client-credentials-missing': 'secret',
  'client-placeholder': 'client-id',
  'client-white-space': 'client-id',
  'client-secret-wrong': 'secret',
  'client-secret-replaced': 'secret',
  'oauth-secret-expired': 'secret',
  'oauth-secret-id-sent': 'secret',
  'oauth-invalid-client': 'secret',
  'oauth-client-unknown': 'client-id',
  'oauth-scope-missing': 'scope',
  'oauth-scope-malformed': 'scope',
  'oauth-scope-unknown': 'scope',
  'oauth-scope-not-allowed': 'scope',
  'oauth-invalid-scope': 'scope',
  'http-not-found': 'token-endpoint',
  'http-wrong-url': 'token-endpoint',
  'oauth-wrong-domain': 'token-endpoint',
  'answer-html': 'token-endpoint',
  'api-object-missing': 'api-url',
};

export interface FieldFixProps {
  readonly finding: Finding;
  /** Whether the finding is about an API call: then a wrong URL is the call's. */
  readonly isApi: boolean;
}

/** A link to the field to fix, beside the finding's own actions. */
export function FieldFix({ finding, isApi }: FieldFixProps) {
  const field = fieldOf(finding.id, isApi);
  if (!field) return null;
  return (
    <Button
      variant={finding.actions.length === 0 ? 'filled' : 'default'}
      size="compact-sm"
      onClick={() => goToField(field, finding.title)}
    >
      {LABELS[field]}
    </Button>
  );
}

function fieldOf(id: string, isApi: boolean): FlowField | undefined {
  const field = Object.entries(FIELDS).find(([cause]) => cause === id)?.[1];
  if (!isApi) return field;
  // An API call has only its own URL field; the others are the token request's.
  return field === 'token-endpoint' || field === 'api-url' ? 'api-url' : undefined;
}

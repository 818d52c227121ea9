import { SegmentedControl } from '@mantine/core';
import type { AssertionSettings } from '../../../../../shared/model/client.ts';
import {
  assertionAudience,
  assertionOf,
} from '../../../../../shared/oauth/client-authentication/assertion.ts';
import { updateAssertion } from '../../../../state/actions/client-assertion.ts';
import { selectClient, selectWorkspace } from '../../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../../state/store.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { TemplateInput } from '../../../variables/template-input.tsx';
import card from '../server-card.module.css';

type Audience = AssertionSettings['audience'];

const AUDIENCES: readonly { readonly value: Audience; readonly label: string }[] = [
  { value: 'issuer', label: 'Issuer' },
  { value: 'token-endpoint', label: 'Token endpoint' },
  { value: 'custom', label: 'Other' },
];

/** Whom the assertion is for: servers differ in what they take. */
export function AssertionAudience() {
  const workspace = useAppState(selectWorkspace);
  const { audience, customAudience } = assertionOf(useAppState(selectClient));
  const { from, value } = assertionAudience(workspace);
  const isReplaced = audience === 'issuer' && from !== 'issuer';
  return (
    <div>
      <Choice
        label="Audience"
        note={
          isReplaced
            ? 'No issuer known yet. Uses the token endpoint until you fetch the metadata.'
            : audience === 'custom'
              ? null
              : `aud is ${value || 'empty'}.`
        }
      >
        {(labelledBy) => (
          <SegmentedControl<Audience>
            classNames={{ label: card.segment ?? '' }}
            aria-labelledby={labelledBy}
            data={[...AUDIENCES]}
            value={audience}
            onChange={(chosen) => updateAssertion({ audience: chosen })}
          />
        )}
      </Choice>
      {audience === 'custom' && (
        <TemplateInput
          aria-label="Own audience"
          placeholder="https://localhost:8443/"
          mt={6}
          value={customAudience}
          onChange={(event) => updateAssertion({ customAudience: event.currentTarget.value })}
          secrets="not-here"
        />
      )}
    </div>
  );
}

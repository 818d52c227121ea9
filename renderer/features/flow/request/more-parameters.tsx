import type { TokenRequestDraft } from '../../../../shared/model/workspace.ts';
import { setAudience, setParameters } from '../../../state/actions/token-request.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import { TemplateInput } from '../../variables/template-input.tsx';
import { FieldRows } from '../field-rows/field-rows.tsx';
import { AuthorizationDetailsField } from './authorization-details-field.tsx';
import styles from './more-parameters.module.css';
import { ResourceRows } from './resource-rows.tsx';

/** What few requests need beside scopes: one line until one does. */
export function MoreParameters() {
  const request = useAppState((state) => selectWorkspace(state).request);
  const disabled = request.rawBody !== null;
  return (
    <Fold
      name="More parameters"
      summary={summariseParameters(request) ?? 'resource, audience, authorization_details'}
    >
      <div className={styles.fields}>
        <ResourceRows disabled={disabled} />
        <TemplateInput
          label="Audience"
          description="The API that the token is for (Auth0, Keycloak and others)."
          placeholder="none"
          value={request.audience ?? ''}
          onChange={(event) => setAudience(event.currentTarget.value)}
          disabled={disabled}
        />
        <AuthorizationDetailsField disabled={disabled} />
        <FieldRows
          title="Other parameters"
          item="parameter"
          hint="Sent last, in this order. A name may repeat."
          rows={request.parameters}
          onChange={setParameters}
          disabled={disabled}
        />
      </div>
    </Fold>
  );
}

/** For example `2 resources, audience, 1 other`; null where there is none. */
export function summariseParameters(request: TokenRequestDraft): string | null {
  const { resources = [], audience = '', authorizationDetails = '', parameters } = request;
  const sent = resources.filter((resource) => resource !== '').length;
  const others = parameters.filter(({ enabled }) => enabled).length;
  const parts = [
    ...(sent > 0 ? [`${sent} ${sent === 1 ? 'resource' : 'resources'}`] : []),
    ...(audience === '' ? [] : ['audience']),
    ...(authorizationDetails === '' ? [] : ['authorization_details']),
    ...(others > 0 ? [`${others} ${others === 1 ? 'other' : 'others'}`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

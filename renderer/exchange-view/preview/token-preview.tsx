import { Menu } from '@mantine/core';
import { buildCurl } from '../../../shared/curl/write/build-curl.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { formatRequest } from '../../../shared/http/format-http.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { sentAssertion } from '../../../shared/oauth/client-authentication/sent-assertion.ts';
import { maskText } from '../../../shared/text/sensitive-text.ts';
import { copyText, copyTokenCurl } from '../../state/actions/clipboard.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { AssertionView } from './assertion-view.tsx';
import { BodyText } from './body-text.tsx';
import { CurlText } from './curl-text.tsx';
import { type CurlChoice, CurlTools, useCurlChoice } from './curl-tools.tsx';
import { describeSigner } from './describe-signer.ts';
import { HttpText } from './http-text.tsx';
import { PreviewPanel, type PreviewTab } from './preview-panel.tsx';
import { proofTabs } from './proof-view.tsx';

/** The token request as it would be sent now. Secrets are bullets: the window does not have them. */
export function TokenPreview() {
  const preview = useAppState((state) => state.previews.token);
  const workspace = useAppState(selectWorkspace);
  const choice = useCurlChoice();
  return (
    <PreviewPanel
      label="Preview of the token request"
      preview={preview}
      blank={workspace.server.tokenEndpoint === ''}
      tabs={(request) => [...tokenTabs(request, choice), ...assertionTab(request, workspace)]}
    />
  );
}

/** Only if there is an assertion. */
function assertionTab(request: HttpRequest, workspace: Workspace): readonly PreviewTab[] {
  const assertion = sentAssertion(request);
  if (!assertion) return [];
  const json = () => JSON.stringify(assertion, null, 2);
  return [
    {
      name: 'Assertion',
      content: <AssertionView assertion={assertion} note={describeSigner(workspace)} />,
      tools: <CopyButton label="Copy as JSON" copy={() => copyText(json())} />,
    },
  ];
}

function tokenTabs(request: HttpRequest, choice: CurlChoice): readonly PreviewTab[] {
  const { body } = request;
  const { connection, shell } = choice;
  return [
    {
      name: 'HTTP',
      content: <HttpText request={request} />,
      tools: <CopyButton label="Copy HTTP" copy={() => copyText(formatRequest(request))} />,
    },
    {
      name: 'curl',
      content: <CurlText text={buildCurl(request, { shell, ...connection })} />,
      tools: (
        <CurlTools choice={choice}>
          {/* The secret leaves as a variable, unless the person says otherwise. */}
          <Menu.Item onClick={() => void copyTokenCurl(shell, 'variables')}>
            {sentAssertion(request) ? 'With the assertion as a variable' : 'With the secret as a variable'}
          </Menu.Item>
          <Menu.Item onClick={() => void copyTokenCurl(shell, 'plain')}>
            {sentAssertion(request) ? 'With a fresh assertion in it' : 'With the secret in it'}
          </Menu.Item>
        </CurlTools>
      ),
    },
    {
      name: 'Body',
      content: <BodyText body={body} />,
      tools: <CopyButton label="Copy body" copy={() => copyText(body ? maskText(body) : '')} />,
    },
    ...proofTabs(request),
  ];
}

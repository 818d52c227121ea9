import { Menu } from '@mantine/core';
import { type BuildCurlOptions, buildCurl } from '../../../shared/curl/write/build-curl.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { formatRequest } from '../../../shared/http/format-http.ts';
import { maskText } from '../../../shared/text/sensitive-text.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { BodyText } from './body-text.tsx';
import { CurlText } from './curl-text.tsx';
import { type CurlChoice, CurlTools, useCurlChoice } from './curl-tools.tsx';
import { HttpText } from './http-text.tsx';
import { PreviewPanel, type PreviewTab } from './preview-panel.tsx';
import { proofTabs } from './proof-view.tsx';

/** The API call as it would be sent now. Its token is visible elsewhere, so it is shown here too. */
export function ApiPreview() {
  const preview = useAppState((state) => state.previews.api);
  const workspace = useAppState(selectWorkspace);
  const choice = useCurlChoice();
  return (
    <PreviewPanel
      label="Preview of the API call"
      preview={preview}
      blank={workspace.api.url === ''}
      tabs={(request) => apiTabs(request, choice)}
    />
  );
}

function apiTabs(request: HttpRequest, choice: CurlChoice): readonly PreviewTab[] {
  const { body } = request;
  const { connection, shell } = choice;
  const curl = (reveal: NonNullable<BuildCurlOptions['reveal']>) =>
    buildCurl(request, { shell, ...connection, reveal });
  const hasToken = request.headers.some(({ value }) => value.some((span) => typeof span !== 'string'));
  return [
    {
      name: 'HTTP',
      content: <HttpText request={request} reveal={['ACCESS_TOKEN']} />,
      tools: (
        <CopyButton
          label="Copy HTTP"
          copy={() => copyText(formatRequest(request, { reveal: ['ACCESS_TOKEN'] }))}
        />
      ),
    },
    {
      name: 'curl',
      content: <CurlText text={curl(['ACCESS_TOKEN'])} />,
      tools: (
        <CurlTools choice={choice}>
          {hasToken && (
            <Menu.Item onClick={() => void copyText(curl([]))}>With the token as a variable</Menu.Item>
          )}
          <Menu.Item onClick={() => void copyText(curl(['ACCESS_TOKEN']))}>
            {hasToken ? 'With the token in it' : 'Copy the command'}
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

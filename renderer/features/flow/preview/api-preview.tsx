import { buildCurl } from '../../../../shared/curl/build-curl.ts';
import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { formatRequest } from '../../../../shared/http/format-http.ts';
import { maskText } from '../../../../shared/text/sensitive-text.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { selectVerificationOff } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { BodyText } from './body-text.tsx';
import { CurlText } from './curl-text.tsx';
import { HttpText } from './http-text.tsx';
import { PreviewPanel, type PreviewTab } from './preview-panel.tsx';

/** The API call as it would be sent now. Its token is on the screen anyway, so it is shown here too. */
export function ApiPreview() {
  const preview = useAppState((state) => state.apiPreview);
  const insecure = useAppState(selectVerificationOff);
  return (
    <PreviewPanel
      label="Preview of the API call"
      preview={preview}
      tabs={(request) => apiTabs(request, insecure)}
    />
  );
}

function apiTabs(request: HttpRequest, insecure: boolean): readonly PreviewTab[] {
  const curl = buildCurl(request, { shell: 'bash', insecure, reveal: ['ACCESS_TOKEN'] });
  const { body } = request;
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
      content: <CurlText text={curl} />,
      tools: <CopyButton label="Copy curl with the token" copy={() => copyText(curl)} />,
    },
    {
      name: 'Body',
      content: <BodyText body={body} />,
      tools: <CopyButton label="Copy body" copy={() => copyText(body ? maskText(body) : '')} />,
    },
  ];
}

import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { buildCurl } from '../../../../shared/curl/build-curl.ts';
import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { formatRequest } from '../../../../shared/http/format-http.ts';
import { maskText } from '../../../../shared/text/sensitive-text.ts';
import { copyText, copyTokenCurl } from '../../../state/actions/clipboard.ts';
import { selectVerificationOff } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { BodyText } from './body-text.tsx';
import { CurlText } from './curl-text.tsx';
import { HttpText } from './http-text.tsx';
import styles from './preview-panel.module.css';
import { PreviewPanel, type PreviewTab } from './preview-panel.tsx';

type Shell = 'bash' | 'powershell';

/** The token request as it would be sent now. Secrets are bullets: the window does not have them. */
export function TokenPreview() {
  const preview = useAppState((state) => state.tokenPreview);
  const insecure = useAppState(selectVerificationOff);
  const [shell, setShell] = useState<Shell>('bash');
  return (
    <PreviewPanel
      label="Preview of the token request"
      preview={preview}
      tabs={(request) => tokenTabs(request, { insecure, shell, setShell })}
    />
  );
}

interface CurlChoice {
  readonly insecure: boolean;
  readonly shell: Shell;
  readonly setShell: (shell: Shell) => void;
}

function tokenTabs(request: HttpRequest, { insecure, shell, setShell }: CurlChoice): readonly PreviewTab[] {
  const { body } = request;
  return [
    {
      name: 'HTTP',
      content: <HttpText request={request} />,
      tools: <CopyButton label="Copy HTTP" copy={() => copyText(formatRequest(request))} />,
    },
    {
      name: 'curl',
      content: <CurlText text={buildCurl(request, { shell, insecure })} />,
      tools: (
        <>
          <SegmentedControl<Shell>
            aria-label="Shell"
            size="xs"
            classNames={{ label: styles.shell ?? '' }}
            data={[
              { value: 'bash', label: 'bash' },
              { value: 'powershell', label: 'PowerShell' },
            ]}
            value={shell}
            onChange={(value) => setShell(value)}
          />
          <CopyCurlMenu shell={shell} />
        </>
      ),
    },
    {
      name: 'Body',
      content: <BodyText body={body} />,
      tools: <CopyButton label="Copy body" copy={() => copyText(body ? maskText(body) : '')} />,
    },
  ];
}

/** The secret leaves as a variable, unless the person says otherwise. */
function CopyCurlMenu({ shell }: { readonly shell: Shell }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconCopy size={14} />}
          rightSection={<IconChevronDown size={12} />}
        >
          Copy curl
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copyTokenCurl(shell, 'variables')}>
          With the secret as a variable
        </Menu.Item>
        <Menu.Item onClick={() => void copyTokenCurl(shell, 'plain')}>With the secret in it</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

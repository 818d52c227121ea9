import '@mantine/core/styles.css';
import { Button, MantineProvider, Select, Switch, Tabs, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

function Page() {
  useEffect(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => console.log('usable')));
  }, []);
  return (
    <form>
      {['Token endpoint', 'Client ID', 'Client secret', 'API URL'].map((label) => (
        <TextInput key={label} label={label} />
      ))}
      <Select label="Client authentication" data={['client_secret_basic', 'client_secret_post']} />
      <Switch label="Verify TLS certificates" defaultChecked />
      <Tabs defaultValue="HTTP">
        <Tabs.List>
          <Tabs.Tab value="HTTP">HTTP</Tabs.Tab>
          <Tabs.Tab value="curl">curl</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="HTTP">POST /token HTTP/1.1</Tabs.Panel>
      </Tabs>
      <Button>Get token</Button>
    </form>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider>
      <Page />
    </MantineProvider>,
  );
}

import { startTokenServer, stopTokenServer } from '../../state/actions/token-server.ts';
import { store } from '../../state/store.ts';

/** Stops the server, waits until it has let go of its port, and starts it with the settings it has now. */
export async function restartTokenServer(): Promise<void> {
  await stopTokenServer();
  await stopped();
  await startTokenServer();
}

function stopped(): Promise<void> {
  const isDown = () => ['stopped', 'failed'].includes(store.getState().tokenServer.state.status);
  if (isDown()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (!isDown()) return;
      unsubscribe();
      resolve();
    });
  });
}

// The entry of the token server's utilityProcess: connects its port to the controller.
import { createController } from './process/controller.ts';
import { isParentMessage } from './process/messages.ts';

const port = process.parentPort;

const controller = createController({
  send: (message) => port.postMessage(message),
  onStopped: () => process.exit(0),
});

port.on('message', ({ data }) => {
  if (isParentMessage(data)) void controller.handle(data);
});

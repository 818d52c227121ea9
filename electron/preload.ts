import { contextBridge, ipcRenderer } from 'electron';
import type { CredenceBridge } from '../shared/ipc/bridge.ts';
import { CHANNELS, EVENTS } from '../shared/ipc/channels.ts';

// Everything the page can access of Electron: these names, and nothing else of ipcRenderer.
const channels: ReadonlySet<string> = new Set(CHANNELS);
const events: ReadonlySet<string> = new Set(EVENTS);

const bridge: CredenceBridge = {
  invoke(channel, input) {
    if (!channels.has(channel)) return Promise.reject(new Error('Unknown channel'));
    return ipcRenderer.invoke(channel, input);
  },
  on(event, listener) {
    if (!events.has(event)) throw new Error('Unknown event');
    // Hide the IPC event from the page: it has a reference to ipcRenderer.
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.off(event, forward);
  },
};

contextBridge.exposeInMainWorld('credence', bridge);

// Credence never uses WebRTC: remove its API from the page.
contextBridge.executeInMainWorld({
  func: () => {
    for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
      Reflect.deleteProperty(globalThis, name);
  },
});

/** Every request channel, by name alone, so that the preload bundle needs nothing else. */
export const CHANNELS = [
  'app.bootstrap',
  'app.ready',
  'app.openExternal',
  'workspace.save',
  'workspace.delete',
  'workspace.select',
  'workspace.export',
  'workspace.import',
  'settings.save',
  'secret.set',
  'secret.clear',
  'key.generate',
  'metadata.fetch',
  'token.preview',
  'token.run',
  'token.adopt',
  'api.preview',
  'api.run',
  'run.cancel',
  'history.list',
  'history.search',
  'history.get',
  'history.pin',
  'history.delete',
  'history.import',
  'clipboard.write',
  'clipboard.copyTokenCurl',
  'file.save',
  'file.open',
  'exchange.wire',
  'exchange.saveBody',
  'tokenServer.start',
  'tokenServer.stop',
  'tokenServer.configure',
  'tokenServer.clearLog',
  'tutorial.step',
  'tutorial.finish',
] as const;

export type ChannelName = (typeof CHANNELS)[number];

/** Every event the main process sends to the window. */
export const EVENTS = [
  'tokenServer.state',
  'tokenServer.log',
  'menu.command',
  'secret.storage',
  'workspace.changed',
  'run.progress',
  'history.added',
  'history.removed',
  'history.loaded',
  'notice',
] as const;

export type EventName = (typeof EVENTS)[number];

/** The Flow page: which step is open, and whose result is shown. Step, sidebar and timeline are kept in the settings. */
export interface WorkbenchSlice {
  /** One step at most is open: the others are a line each. */
  readonly openStep: FlowStep | null;
  /** In a narrow window request and result are tabs. */
  readonly half: WorkbenchHalf;
  /** The tab that was chosen last; null: the first one of each result. */
  readonly resultTab: ResultTab | null;
  /** How the request is written before it is sent: `HTTP`, `curl`, … */
  readonly previewTab: string;
  /** The timeline's lanes are open in a low window. */
  readonly lanesOverLine: boolean;
  /** The field that a verdict leads to, and why; null for none. */
  readonly wantedField: { readonly field: FlowField; readonly reason: string | null } | null;
  /** What the result pane shows, by workspace id; the latest run where nothing is chosen. */
  readonly shown: Readonly<Record<string, ShownResult>>;
}

/** Where the timeline is one line, to leave room for the rest. */
export const LOW_WINDOW = '(max-height: 699px)';

export const FLOW_STEPS = ['server', 'request', 'api'] as const;
export type FlowStep = (typeof FLOW_STEPS)[number];

/** The fields that a verdict or the palette leads to, each with its step. */
export const STEP_OF_FIELD = {
  'token-endpoint': 'server',
  'client-id': 'server',
  authentication: 'server',
  secret: 'server',
  binding: 'server',
  scope: 'request',
  'api-url': 'api',
} as const satisfies Record<string, FlowStep>;
export type FlowField = keyof typeof STEP_OF_FIELD;

export type WorkbenchHalf = 'request' | 'result';

export type ResultTab = 'token' | 'expectations' | 'body' | 'headers' | 'wire' | 'tls' | 'log' | 'timing';

export type ShownResult =
  /** What came of the last token request, or of the last API call. */
  | { readonly kind: 'token' | 'api' }
  /** A token in the library. */
  | { readonly kind: 'kept-token'; readonly tokenId: string }
  /** A recorded exchange, for example one of the timeline. */
  | { readonly kind: 'exchange'; readonly exchangeId: string };

export const initialWorkbench: WorkbenchSlice = {
  openStep: 'server',
  half: 'request',
  resultTab: null,
  previewTab: 'HTTP',
  lanesOverLine: false,
  wantedField: null,
  shown: {},
};

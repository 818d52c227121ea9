/** The four cards of the flow. */
export function FlowPage() {
  return <h1>Flow</h1>;
}

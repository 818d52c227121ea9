import styles from './flow-picture.module.css';

/** The flow in four arrows: client in the middle, the authorization server above, the API below. */
export function FlowPicture() {
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 640 174"
      role="img"
      aria-label="The client sends its ID and secret to the authorization server, receives an access token for a few minutes, sends it to the API and receives the response."
    >
      <g className={styles.lanes}>
        <path d="M184 31H615M184 87H615M184 143H615" />
      </g>
      <g className={styles.names}>
        <text x="24" y="36">
          Authorization server
        </text>
        <text x="24" y="92">
          Client
        </text>
        <text x="24" y="148">
          API
        </text>
      </g>
      <rect className={styles.life} x="350" y="82" width="264" height="11" rx="5.5" />
      <rect className={styles.left} x="350" y="82" width="205" height="11" rx="5.5" />
      <g className={styles.request}>
        <path d="M216 78V38m-5 6 5-6 5 6" />
        <path d="M419 97v40m-5-6 5 6 5-6" />
      </g>
      <g className={styles.response}>
        <path d="M356 36v40m-5-6 5 6 5-6" />
        <path d="M531 138V98m-5 6 5-6 5 6" />
      </g>
      <g className={styles.words}>
        <text x="230" y="64">
          <tspan className={styles.number}>1</tspan>
          {'  ID and secret'}
        </text>
        <text x="370" y="64">
          <tspan className={styles.number}>2</tspan>
          {'  Access token, for a few minutes'}
        </text>
        <text x="433" y="122">
          <tspan className={styles.number}>3</tspan>
          {'  API call'}
        </text>
        <text x="545" y="122">
          <tspan className={styles.number}>4</tspan>
          {'  Response'}
        </text>
      </g>
    </svg>
  );
}

import type { ComparedSection, SectionId } from '../../../../shared/history/compare.ts';
import styles from './compare.module.css';

const TITLES: Readonly<Record<SectionId, string>> = {
  request: 'Request',
  'request-headers': 'Request headers',
  'request-body': 'Request body',
  response: 'Response',
  'response-headers': 'Response headers',
  'response-body': 'Response body',
  'token-header': 'Token header (JWT)',
  'token-claims': 'Token claims (JWT)',
  'token-facts': 'About the tokens',
  'token-inputs': 'Their requests',
  'token-introspection': 'Introspection',
};

const MARKS = { same: '', changed: 'differs', 'only-left': 'only left', 'only-right': 'only right' };

export interface ComparedSectionViewProps {
  readonly section: ComparedSection;
  readonly onlyDifferences: boolean;
}

/** Fields or lines of one part of both exchanges, side by side. The mark is in words too, not in colour alone. */
export function ComparedSectionView({ section, onlyDifferences }: ComparedSectionViewProps) {
  const { id, fields, lines, differences } = section;
  const keep = ({ difference }: { readonly difference: keyof typeof MARKS }) =>
    !onlyDifferences || difference !== 'same';
  return (
    <section aria-label={TITLES[id]}>
      <h2 className={styles.sectionTitle}>
        {TITLES[id]}{' '}
        <small>
          {differences === 0
            ? 'the same'
            : `${differences} ${differences === 1 ? 'difference' : 'differences'}`}
        </small>
      </h2>
      <table className={styles.table}>
        <tbody>
          {fields.filter(keep).map(({ name, left, right, difference }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields may repeat; their place is what tells them apart
            <tr key={index} data-difference={difference}>
              <th scope="row">
                {name}
                <span className={styles.mark}>{MARKS[difference]}</span>
              </th>
              <td>{left ?? <i>none</i>}</td>
              <td>{right ?? <i>none</i>}</td>
            </tr>
          ))}
          {lines.filter(keep).map(({ left, right, difference }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat; their place is what tells them apart
            <tr key={index} data-difference={difference}>
              <th scope="row">
                <span className={styles.mark}>{MARKS[difference]}</span>
              </th>
              <td>{left ?? ''}</td>
              <td>{right ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

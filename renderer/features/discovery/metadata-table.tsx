import { useMemo } from 'react';
import {
  type DescribedMember,
  type DescribedValue,
  describeMetadata,
} from '../../../shared/discovery/describe-metadata.ts';
import { assertUnreachable } from '../../../shared/errors.ts';
import type { KeptMetadata } from '../../../shared/model/workspace.ts';
import styles from './metadata-table.module.css';

/** A metadata document in groups, each member with what it is for. */
export function MetadataTable({ document }: Pick<KeptMetadata, 'document'>) {
  const groups = useMemo(() => describeMetadata(document), [document]);
  return groups.map(({ group, members }) => (
    <section key={group} className={styles.group} aria-label={group}>
      <h3 className={styles.title}>{group}</h3>
      <dl className={styles.members}>
        {members.map((member) => (
          <Member key={member.name} member={member} />
        ))}
      </dl>
    </section>
  ));
}

function Member({ member: { name, value, about } }: { readonly member: DescribedMember }) {
  return (
    <div className={styles.member}>
      <dt>
        <code className={styles.name}>{name}</code>
        {about && (
          <p className={styles.about}>
            {about.meaning} <span className={styles.reference}>{about.reference}</span>
          </p>
        )}
      </dt>
      <dd>
        <Value value={value} />
      </dd>
    </div>
  );
}

function Value({ value }: { readonly value: DescribedValue }) {
  switch (value.kind) {
    case 'text':
      return <code>{value.text}</code>;
    case 'list':
      return value.items.length === 0 ? (
        <span className={styles.about}>an empty list</span>
      ) : (
        <ul className={styles.list}>
          {value.items.map((item) => (
            <li key={item}>
              <code>{item}</code>
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <dl className={styles.rows}>
          {value.rows.map(([name, text]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{text}</code>
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'json':
      return <pre className={styles.json}>{value.text}</pre>;
    default:
      return assertUnreachable(value);
  }
}

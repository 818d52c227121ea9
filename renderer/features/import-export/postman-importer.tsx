import { Select } from '@mantine/core';
import { useCallback, useState } from 'react';
import { applyPostmanAuth } from '../../../shared/formats/postman/apply-postman.ts';
import type { PostmanImport } from '../../../shared/formats/postman/read-collection.ts';
import type { PostmanAuth } from '../../../shared/formats/postman/read-oauth2.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import problemNote from '../../ui/problem-note.module.css';
import { FillFormImporter } from './fill-form-importer.tsx';
import { ImportFooter } from './import-footer.tsx';
import { NotTaken } from './not-taken.tsx';

/** OAuth 2.0 settings of a collection; where there are several, one of them. */
export function PostmanImporter({ collection }: { readonly collection: PostmanImport }) {
  const [chosen, setChosen] = useState(0);
  const auth = collection.found[chosen] ?? collection.found[0];
  if (!auth) {
    return (
      <>
        <div className={problemNote.problem} role="status">
          <strong>“{collection.name}” is a Postman collection without OAuth 2.0 settings.</strong>
          <p>Credence reads them from a collection, its folders and its requests. Choose OAuth 2.0 there.</p>
          <NotTaken title="Left out" sentences={collection.notes} />
        </div>
        <ImportFooter />
      </>
    );
  }
  return (
    <>
      {collection.found.length > 1 && (
        <Select
          label="Settings of"
          description={`The collection has OAuth 2.0 settings in ${collection.found.length} places.`}
          value={String(collection.found.indexOf(auth))}
          onChange={(value) => setChosen(Number(value))}
          data={collection.found.map(({ path }, index) => ({
            value: String(index),
            label: `${index + 1}. ${path.join(' / ')}`,
          }))}
        />
      )}
      <PostmanSettings key={chosen} auth={auth} collection={collection} />
    </>
  );
}

function PostmanSettings({
  auth,
  collection,
}: {
  readonly auth: PostmanAuth;
  readonly collection: PostmanImport;
}) {
  const fillOf = useCallback(
    (workspace: Workspace) => ({
      workspace: applyPostmanAuth(auth, workspace),
      secret: auth.secret,
      target: 'token' as const,
      token: null,
      notUnderstood: [...auth.notes, ...collection.notes],
    }),
    [auth, collection],
  );
  // A collection stands for a server and its client, as a workspace does: those that are there are left alone.
  return <FillFormImporter fillOf={fillOf} newName={collection.name || 'Postman'} preferred="new" />;
}

import { TextInput } from '@mantine/core';
import {
  type EndpointName,
  PathsSchema,
  PRESETS,
  type PresetId,
  type StandIn,
} from '../../../../shared/token-server/presets.ts';
import { Fold } from '../../../ui/fold.tsx';
import { monoInput } from '../../../ui/mono-input.ts';
import classes from '../token-server.module.css';

/** What the user typed for each endpoint; an empty field keeps the preset's path. */
export type TypedPaths = Readonly<Record<EndpointName, string>>;

const FIELDS: Readonly<Record<EndpointName, { readonly label: string; readonly hint: string }>> = {
  token: { label: 'Token path', hint: 'Where clients request tokens.' },
  introspection: { label: 'Introspection path', hint: 'Where APIs check tokens.' },
  revocation: { label: 'Revocation path', hint: 'Where clients revoke tokens.' },
  authorization: {
    label: 'Authorization path',
    hint: 'Answers with an error: this server has no login.',
  },
  jwks: { label: 'JWKS path', hint: 'Where APIs find the public keys of JWTs.' },
};
const ENDPOINTS = Object.keys(FIELDS) as EndpointName[];

export function typedPaths({ paths = {} }: StandIn): TypedPaths {
  return Object.fromEntries(ENDPOINTS.map((name) => [name, paths[name] ?? ''])) as TypedPaths;
}

/** The configured paths; undefined where every field is empty. */
export function readPaths(typed: TypedPaths): StandIn['paths'] {
  const set = ENDPOINTS.filter((name) => typed[name].trim() !== '');
  return set.length === 0 ? undefined : Object.fromEntries(set.map((name) => [name, typed[name].trim()]));
}

export interface PathFieldsProps {
  readonly preset: PresetId;
  readonly typed: TypedPaths;
  readonly onChange: (typed: TypedPaths) => void;
}

/** The endpoints' paths, where they differ from the preset's. */
export function PathFields({ onChange, preset, typed }: PathFieldsProps) {
  const count = Object.keys(readPaths(typed) ?? {}).length;
  return (
    <Fold
      name="Endpoint paths"
      as="inline"
      summary={count === 0 ? 'from the preset' : `${count} changed`}
      initiallyOpen={count > 0}
    >
      <div className={classes.section}>
        {ENDPOINTS.map((name) => (
          <TextInput
            key={name}
            label={FIELDS[name].label}
            description={FIELDS[name].hint}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            placeholder={PRESETS[preset].paths[name] ?? 'none in this preset'}
            value={typed[name]}
            onChange={(event) => onChange({ ...typed, [name]: event.currentTarget.value })}
            error={findProblem(name, typed[name])}
            classNames={monoInput}
            spellCheck={false}
            autoComplete="off"
          />
        ))}
      </div>
    </Fold>
  );
}

function findProblem(name: EndpointName, text: string): string | null {
  const path = text.trim();
  if (path === '' || PathsSchema.safeParse({ [name]: path }).success) return null;
  return 'Enter a path that begins with /, without query and fragment.';
}

import type { Variables } from '../../../../shared/model/variables.ts';

type Values = string | { readonly dev?: string; readonly staging?: string };

/** Variables in the environments dev, which is in force, and staging. Those named in `secret` have no values here. */
export function someVariables(
  values: Readonly<Record<string, Values>> = {},
  secret: readonly string[] = [],
  active: 'dev' | 'staging' = 'dev',
): Variables {
  return {
    environments: [
      { id: 'dev', name: 'dev' },
      { id: 'staging', name: 'staging' },
    ],
    activeEnvironmentId: active,
    items: [
      ...Object.entries(values).map(([name, value]) => ({
        id: `id-${name}`,
        name,
        secret: false,
        values: typeof value === 'string' ? { dev: value } : value,
      })),
      ...secret.map((name) => ({ id: `id-${name}`, name, secret: true, values: {} })),
    ],
  };
}

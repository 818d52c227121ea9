import { z } from 'zod';

const name = z.string().max(200);

/** A variable's value per environment. Secret values are in the secret store: see `variableSecretKey`. */
const VariableSchema = z.object({
  id: name,
  /** The name between the braces: `{{name}}`. */
  name,
  secret: z.boolean(),
  /** By environment id. Empty for a secret variable. */
  values: z.record(z.string(), z.string().max(1_000_000)),
});
export type Variable = z.infer<typeof VariableSchema>;

/** A workspace's variables, in sets of values: dev, staging, … */
export const VariablesSchema = z.object({
  environments: z.array(z.object({ id: name, name })).min(1),
  activeEnvironmentId: name,
  items: z.array(VariableSchema),
});
export type Variables = z.infer<typeof VariablesSchema>;

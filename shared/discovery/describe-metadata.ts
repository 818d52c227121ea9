import { isJsonObject } from '../json/json-object.ts';
import {
  METADATA_GROUPS,
  type MetadataGroup,
  type MetadataMember,
  metadataMember,
} from './metadata-members.ts';
import type { MetadataDocument } from './server-metadata.ts';

/** A member, ready to show. */
export interface DescribedMember {
  readonly name: string;
  readonly value: DescribedValue;
  /** Null if unknown. */
  readonly about: Omit<MetadataMember, 'group'> | null;
}

export type DescribedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Strings, for example the mutual TLS aliases. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly [name: string, text: string])[] }
  /** Anything else, as JSON. */
  | { readonly kind: 'json'; readonly text: string };

export interface DescribedGroup {
  readonly group: MetadataGroup;
  readonly members: readonly DescribedMember[];
}

/** A metadata document in reading order; omits empty groups. Never throws. */
export function describeMetadata(document: MetadataDocument): DescribedGroup[] {
  const members = Object.entries(document).map(([name, value]) => ({
    group: metadataMember(name)?.group ?? ('Not known here' as const),
    member: { name, value: describeValue(value), about: aboutOf(name) },
  }));
  return METADATA_GROUPS.map((group) => ({
    group,
    members: members.filter((each) => each.group === group).map(({ member }) => member),
  })).filter((group) => group.members.length > 0);
}

function aboutOf(name: string): DescribedMember['about'] {
  const member = metadataMember(name);
  return member && { meaning: member.meaning, reference: member.reference };
}

function describeValue(value: unknown): DescribedValue {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'true' : 'false' };
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return { kind: 'list', items: value };
  }
  if (isJsonObject(value)) {
    const rows = Object.entries(value);
    if (rows.every((row): row is [string, string] => typeof row[1] === 'string')) {
      return { kind: 'table', rows };
    }
  }
  return { kind: 'json', text: JSON.stringify(value, null, 2) };
}

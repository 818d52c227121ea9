import { useCallback } from 'react';
import { importCurl } from '../../../shared/curl/apply/apply-curl.ts';
import type { CurlCommand } from '../../../shared/curl/read/parse-curl.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { FillFormImporter } from './fill-form-importer.tsx';
import { hostOf } from './host-of.ts';

export function CurlImporter({ command }: { readonly command: CurlCommand }) {
  const fillOf = useCallback((workspace: Workspace) => importCurl(command, workspace), [command]);
  return <FillFormImporter fillOf={fillOf} newName={hostOf(command.url)} preferred="this" />;
}

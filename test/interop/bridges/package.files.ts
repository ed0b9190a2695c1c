import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folderOf = (entry: string) => dirname(fileURLToPath(import.meta.resolve(entry)));

/** The programs as the packages name them under `bin`. */
export const INSPECTOR_FOLDER = folderOf('@modelcontextprotocol/inspector-cli');
export const INSPECTOR = join(INSPECTOR_FOLDER, 'cli.js');
export const MCP_PROXY_LIBRARY = import.meta.resolve('mcp-proxy');
export const MCP_PROXY = join(folderOf('mcp-proxy'), 'bin/mcp-proxy.mjs');
export const MCP_REMOTE = fileURLToPath(import.meta.resolve('mcp-remote/dist/proxy.js'));

import { render } from 'preact';

const target = document.getElementById('app');
if (target !== null) render(<main>MCP playground</main>, target);

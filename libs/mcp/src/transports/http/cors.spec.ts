import { describe, expect, it } from 'vitest';
import { mcpCors } from './cors.js';

describe('mcpCors', () => {
  it('lets browsers of these origins call, and read what they need', () => {
    const origins = ['https://app.example'];
    const options = mcpCors(origins);
    expect(options).toMatchObject({
      origin: origins,
      methods: ['GET', 'POST', 'DELETE'],
      exposedHeaders: ['Mcp-Session-Id', 'WWW-Authenticate'],
    });
    expect(options.origin).not.toBe(origins);
  });

  it('lets no browser call without origins, and sends no cookies', () => {
    expect(mcpCors([]).origin).toEqual([]);
    expect(mcpCors([])).not.toHaveProperty('credentials');
  });
});

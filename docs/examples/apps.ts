import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { Tool, UiResource, type McpContext } from 'nest-mcp';
import { z } from 'zod';

// #region app
const Total = z.object({ currency: z.string(), total: z.number() });

const PAGE = `<!doctype html>
<title>Sales</title>
<output id="total"></output>
<script type="module" src="https://cdn.example.com/sales.js"></script>`;

@Injectable()
export class SalesApp {
  @UiResource({
    uri: 'ui://orders/sales',
    title: 'Sales',
    csp: { resourceDomains: ['https://cdn.example.com'] },
    prefersBorder: true,
  })
  page(): string {
    return PAGE;
  }

  @Tool({ name: 'show_sales', ui: 'ui://orders/sales', output: Total })
  show() {
    return { currency: 'EUR', total: 1250 };
  }

  @Tool({
    name: 'refresh_sales',
    ui: { resourceUri: 'ui://orders/sales', visibility: ['app'] },
    output: Total,
  })
  refresh() {
    return { currency: 'EUR', total: 1300 };
  }
}
// #endregion

const ROWS = [
  ['A-1', 12.5],
  ['A-2', 30],
];

// #region fallback
@Injectable()
export class OrderTable {
  @UiResource({ uri: 'ui://orders/table' })
  page(): string {
    return '<!doctype html><title>Orders</title><table id="orders"></table>';
  }

  @Tool({ name: 'show_orders', ui: 'ui://orders/table' })
  show(_args: object, ctx: McpContext) {
    const words = ctx.supportsUi ? `${ROWS.length} orders, shown as a table.` : ROWS.join('\n');
    return { content: [{ type: 'text', text: words }], structuredContent: { rows: ROWS } };
  }
}
// #endregion

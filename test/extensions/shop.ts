import { Injectable, Module } from '@nestjs/common';
import { McpModule, Tool, UiResource, type McpContext } from 'nest-mcp';
import { z } from 'zod';

export const PAGE = '<!doctype html><title>Cart</title><div id="cart"></div>';
export const CART = 'ui://shop/cart';
export const UI = { csp: { connectDomains: ['https://api.shop.example'] }, prefersBorder: true };

@Injectable()
export class Shop {
  @UiResource({ uri: CART, title: 'Cart', ...UI })
  cart(): string {
    return PAGE;
  }

  @UiResource({ uri: 'ui://shop/bytes' })
  bytes(): Uint8Array {
    return Buffer.from(PAGE);
  }

  @Tool({ name: 'show_cart', ui: CART, output: z.object({ books: z.number() }) })
  show() {
    return { books: 2 };
  }

  @Tool({ name: 'clear_cart', ui: { resourceUri: CART, visibility: ['app'] } })
  clear(): void {}

  @Tool({ name: 'supports_ui' })
  supports(_args: object, ctx: McpContext): string {
    return ctx.supportsUi ? 'shows pages' : 'reads text';
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'shop', version: '1.0.0', sse: true, drain: 0 })],
  providers: [Shop],
})
export class ShopModule {}

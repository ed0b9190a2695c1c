import { BadRequestException, ConflictException, Injectable } from '@nestjs/common';

import { PRODUCTS } from './products.data.js';

export interface Demand {
  readonly sku: string;
  readonly quantity: number;
}

/** How many pieces of each product are left. */
@Injectable()
export class StockService {
  private readonly left = new Map(PRODUCTS.map(({ sku, stock }) => [sku, stock]));

  /**
   * Takes products out of stock: all of them or none.
   *
   * @throws BadRequestException for a product that doesn't exist
   * @throws ConflictException for more pieces than are left
   */
  reserve(demands: readonly Demand[]): void {
    const wanted = sumUp(demands);
    for (const [sku, quantity] of wanted) {
      const left = this.count(sku);
      if (quantity > left) {
        throw new ConflictException(
          `Only ${left} of ${sku} are in stock, ${quantity} were ordered`,
        );
      }
    }
    for (const [sku, quantity] of wanted) this.left.set(sku, this.count(sku) - quantity);
  }

  /** @throws BadRequestException for a product that doesn't exist */
  count(sku: string): number {
    const left = this.left.get(sku);
    if (left !== undefined) return left;
    const known = [...this.left.keys()].join(', ');
    throw new BadRequestException(`There is no product ${sku}. Products are ${known}`);
  }
}

// A product may stand in several lines, and each line alone could still be in stock.
function sumUp(demands: readonly Demand[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of demands) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}

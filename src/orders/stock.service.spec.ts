import { BadRequestException, ConflictException } from '@nestjs/common';
import { beforeEach, describe, expect, it } from 'vitest';

import { StockService } from './stock.service.js';

let stock: StockService;

beforeEach(() => {
  stock = new StockService();
});

describe('StockService', () => {
  it('takes products out of stock', () => {
    stock.reserve([{ sku: 'KB-75', quantity: 3 }]);
    expect(stock.count('KB-75')).toBe(37);
  });

  it('gives the last piece, but not one more', () => {
    stock.reserve([{ sku: 'MN-34', quantity: 4 }]);
    expect(() => stock.reserve([{ sku: 'MN-34', quantity: 1 }])).toThrow(
      new ConflictException('Only 0 of MN-34 are in stock, 1 were ordered'),
    );
  });

  it('counts a product together that stands in several lines', () => {
    const lines = [
      { sku: 'MN-34', quantity: 3 },
      { sku: 'MN-34', quantity: 2 },
    ];
    expect(() => stock.reserve(lines)).toThrow('Only 4 of MN-34 are in stock, 5 were ordered');
  });

  it('takes nothing if one line cannot be served', () => {
    const lines = [
      { sku: 'KB-75', quantity: 1 },
      { sku: 'DS-120', quantity: 1 },
    ];
    expect(() => stock.reserve(lines)).toThrow(ConflictException);
    expect(stock.count('KB-75')).toBe(40);
  });

  it('names the products that exist for one that does not', () => {
    expect(() => stock.reserve([{ sku: 'XX-1', quantity: 1 }])).toThrow(BadRequestException);
    expect(() => stock.count('XX-1')).toThrow(/^There is no product XX-1\. Products are KB-75, /);
  });
});

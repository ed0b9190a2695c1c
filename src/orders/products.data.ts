export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly priceCents: number;
  readonly stock: number;
}

export const PRODUCTS: readonly Product[] = [
  { sku: 'KB-75', name: 'Compact keyboard', priceCents: 8_900, stock: 40 },
  { sku: 'KB-104', name: 'Full-size keyboard', priceCents: 10_900, stock: 25 },
  { sku: 'MS-10', name: 'Wireless mouse', priceCents: 3_450, stock: 120 },
  { sku: 'MS-20', name: 'Vertical mouse', priceCents: 5_990, stock: 18 },
  { sku: 'MN-27', name: 'Monitor 27"', priceCents: 32_900, stock: 12 },
  { sku: 'MN-34', name: 'Monitor 34" curved', priceCents: 58_900, stock: 4 },
  { sku: 'DK-01', name: 'USB-C dock', priceCents: 17_900, stock: 30 },
  { sku: 'HS-05', name: 'Headset', priceCents: 12_500, stock: 22 },
  { sku: 'CM-1080', name: 'Webcam 1080p', priceCents: 7_490, stock: 35 },
  { sku: 'CB-USBC', name: 'USB-C cable 2 m', priceCents: 1_290, stock: 400 },
  { sku: 'ST-01', name: 'Laptop stand', priceCents: 4_290, stock: 50 },
  { sku: 'DS-120', name: 'Standing desk 120 cm', priceCents: 42_000, stock: 0 },
];

export interface Customer {
  readonly id: string;
  readonly name: string;
}

export const CUSTOMERS: readonly Customer[] = [
  { id: 'acme', name: 'Acme Tools Ltd' },
  { id: 'brightwater', name: 'Brightwater Clinic' },
  { id: 'castello', name: 'Castello Architects' },
  { id: 'dunmore', name: 'Dunmore Primary School' },
  { id: 'elverum', name: 'Elverum Forestry' },
  { id: 'fjord', name: 'Fjord & Sons' },
  { id: 'gruber', name: 'Bäckerei Gruber' },
];

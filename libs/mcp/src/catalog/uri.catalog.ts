import { Catalog, type CatalogEntry } from './catalog.js';

/** Entries whose keys are addresses, which may be written in several ways. */
export abstract class UriCatalog<Entry extends CatalogEntry> extends Catalog<Entry> {
  /** The one way in which keys are written. */
  protected abstract readonly encode: (uri: string) => string;

  override find(uri: string): Entry | undefined {
    return super.find(this.encode(uri));
  }

  override remove(uri: string): boolean {
    return super.remove(this.encode(uri));
  }

  override setEnabled(uri: string, enabled: boolean): boolean {
    return super.setEnabled(this.encode(uri), enabled);
  }
}

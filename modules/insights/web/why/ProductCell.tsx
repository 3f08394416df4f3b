import { RowLink } from '#web/ui/row-link.tsx'
import type { ProductRef } from '../../why/domain-first-products.ts'

/** A product's name, leading to its page where the catalogue knows it. */
export function ProductCell({ product: { id, name } }: { readonly product: ProductRef }) {
  return id === null ? (
    <bdi>{name}</bdi>
  ) : (
    <RowLink href={`/orders/products/${id}`}>
      <bdi>{name}</bdi>
    </RowLink>
  )
}

import { RowLink } from '#web/ui/row-link.tsx'
import type { ProductRef } from '../../why/domain-first-products.ts'

/** A product's name, leading to its page where the catalogue knows it. */
export function ProductCell({ product: { id, name } }: { readonly product: ProductRef }) {
  return id === null ? (
    <Name>{name}</Name>
  ) : (
    <RowLink href={`/orders/products/${id}`}>
      <Name>{name}</Name>
    </RowLink>
  )
}

/** Cut at its own end, whichever way its script runs. */
function Name({ children }: { readonly children: string }) {
  return <bdi className="block truncate rtl:text-right">{children}</bdi>
}

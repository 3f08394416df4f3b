/** Every Persian message of the product, by the file it stands in. */
export const messages: Record<string, object> = import.meta.glob(['../fa.json', '../../modules/*/web/fa.json'], {
  eager: true,
  import: 'default',
})

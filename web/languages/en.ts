/** Every English message of the product, by the file it stands in. */
export const messages: Record<string, object> = import.meta.glob(['../en.json', '../../modules/*/web/en.json'], {
  eager: true,
  import: 'default',
})

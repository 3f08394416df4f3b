import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { ProductResponse } from '../api.ts'
import { useChangeProduct, useProduct } from './data.ts'
import { Fact, Facts } from './Facts.tsx'
import { useMoneyUnits } from './use-money-units.ts'

/** One product: what it is, what it sold, and whether those who began with it came back. */
export function ProductPage() {
  const { t } = useTranslation('orders')
  const can = useCan()
  const product = useProduct(usePathParam('id'))
  const [isOpen, setOpen] = useState(false)
  return (
    <Page
      title={product.data?.name ?? t('item.product')}
      question={t('product.question')}
      back="/orders/products"
      actions={product.data && can('orders:catalogue') && <Button onPress={() => setOpen(true)}>{t('act.edit')}</Button>}
    >
      {product.isError && <ErrorState text={failureText(product.error)} onRetry={() => void product.refetch()} />}
      {product.isPending && <Skeleton lines={6} />}
      {product.data && <Product product={product.data} />}
      {product.data && (
        <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('product.edit')}>
          <ProductForm product={product.data} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </Page>
  )
}

function Product({ product }: { readonly product: ProductResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { firstBuyers, firstBuyersBack } = product
  return (
    <>
      {product.isArchived && <Notice tone="info">{t('product.isArchived')}</Notice>}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <KeyFigure label={t('products.units')} value={format.number(product.units)} />
        <KeyFigure label={t('product.revenue')} value={format.money(product.revenue)} />
        <KeyFigure label={t('products.buyers')} value={format.number(product.buyers)} />
        <KeyFigure
          label={t('product.cameBack')}
          value={format.percent(firstBuyers === 0 ? null : firstBuyersBack / firstBuyers)}
          hint={t('product.ofFirstBuyers', { count: firstBuyers })}
        />
      </div>
      <Card className="max-w-xl">
        <Facts>
          {product.code && (
            <Fact label={t('item.code')}>
              <bdi className="code-run">{product.code}</bdi>
            </Fact>
          )}
          <Fact label={t('products.category')}>
            <bdi>{product.category ?? '–'}</bdi>
          </Fact>
          <Fact label={t('product.price')}>{format.money(product.price)}</Fact>
          <Fact label={t('product.cost')}>{format.money(product.cost)}</Fact>
          <Fact label={t('product.margin')}>{format.percent(product.margin)}</Fact>
          <Fact label={t('product.sold')}>
            {t('product.soldBetween', { from: format.instantDay(product.firstSeen), to: format.instantDay(product.lastSeen) })}
          </Fact>
        </Facts>
      </Card>
      {product.countedAt && <p className="text-sm text-ink-soft">{t('product.asOf', { at: format.instant(product.countedAt) })}</p>}
    </>
  )
}

function ProductForm({ product, onDone }: { readonly product: ProductResponse; readonly onDone: () => void }) {
  const { t } = useTranslation(['orders', 'web'])
  const units = useMoneyUnits()
  const write = useChangeProduct(product.id)
  const [name, setName] = useState(product.name)
  const [category, setCategory] = useState(product.category ?? '')
  const [price, setPrice] = useState(units.shown(product.price))
  const [cost, setCost] = useState(units.shown(product.cost))
  const [isArchived, setArchived] = useState(product.isArchived)
  const said = { name: name.trim(), category: category.trim() || null, price: units.minor(price) }
  const submit = () =>
    write.mutate(
      {
        ...(said.name !== product.name && { name: said.name }),
        ...(said.category !== product.category && { category: said.category }),
        ...(said.price !== product.price && { price: said.price }),
        cost: units.minor(cost),
        isArchived,
      },
      { onSuccess: onDone },
    )
  return (
    <Form onSubmit={submit} failure={write.error} actions={<SaveButton isPending={write.isPending} />}>
      <TextField label={t('product.name')} value={name} onChange={setName} isRequired maxLength={500} hint={t('product.overOrders')} />
      <TextField label={t('products.category')} value={category} onChange={setCategory} maxLength={500} />
      <NumberField label={t('product.price')} unit={units.unit} minValue={0} value={price} onChange={setPrice} />
      <NumberField label={t('product.cost')} unit={units.unit} minValue={0} value={cost} onChange={setCost} />
      <Switch isSelected={isArchived} onChange={setArchived}>
        {t('product.archive')}
      </Switch>
    </Form>
  )
}

import { Download, Plus, Settings2, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { KitRow, KitSection, useWord } from '#web/kit/kit-section.tsx'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { Tags } from '#web/ui/tags.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'

/** Buttons, overlays and states. */
export function KitBase() {
  const word = useWord()
  return (
    <>
      <KitSection title={word('دکمه‌ها', 'Buttons')}>
        <Buttons />
      </KitSection>
      <KitSection title={word('پنجره‌ها و فهرست‌ها', 'Overlays')}>
        <Overlays />
      </KitSection>
      <KitSection title={word('وضعیت‌ها', 'States')}>
        <States />
      </KitSection>
    </>
  )
}

function Buttons() {
  const word = useWord()
  return (
    <KitRow>
      <Button look="primary" icon={<Icon of={Plus} />}>
        {word('کمپین تازه', 'New campaign')}
      </Button>
      <Button>{word('بستن', 'Close')}</Button>
      <Button look="quiet">{word('بعداً', 'Later')}</Button>
      <Button look="danger" icon={<Icon of={Trash2} />}>
        {word('حذف', 'Delete')}
      </Button>
      <Button look="primary" isPending>
        {word('در حال ذخیره', 'Saving')}
      </Button>
      <Button isDisabled>{word('غیرفعال', 'Disabled')}</Button>
      <LinkButton href="#link" size="sm">
        {word('پیوند', 'Link button')}
      </LinkButton>
      <IconButton icon={Download} label={word('دریافت', 'Download')} />
      <TextLink href="#text">{word('پیوند در متن', 'A link in text')}</TextLink>
    </KitRow>
  )
}

function Overlays() {
  const word = useWord()
  const [isOpen, setOpen] = useState(false)
  const groups = [
    {
      id: 'one',
      title: word('ردیف', 'Row'),
      choices: [
        { id: 'edit', label: word('ویرایش', 'Edit'), icon: Settings2, run: () => {} },
        { id: 'delete', label: word('حذف', 'Delete'), icon: Trash2, isDanger: true, run: () => {} },
      ],
    },
  ]
  return (
    <KitRow>
      <Menu label={word('کارها', 'Actions')} trigger={<Button>{word('فهرست', 'Menu')}</Button>} groups={groups} />
      <Popover label={word('توضیح', 'Explanation')} trigger={<Button>{word('توضیح', 'Popover')}</Button>}>
        {word('مشتری جاری در ۹۰ روز گذشته خرید کرده است.', 'A current customer has bought within 90 days.')}
      </Popover>
      <Button onPress={() => setOpen(true)}>{word('پرسش', 'Dialog')}</Button>
      <Button onPress={() => toast({ text: word('ذخیره شد.', 'Saved.'), tone: 'good' })}>{word('پیام', 'Toast')}</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={word('این ورود پس گرفته شود؟', 'Take this import back?')}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{word('نه', 'Keep it')}</Button>
            <Button look="danger" onPress={() => setOpen(false)}>
              {word('پس بگیر', 'Take it back')}
            </Button>
          </>
        }
      >
        {word('۱۸٬۵۳۲ سفارش و ۴٬۳۳۸ مشتری برداشته می‌شوند.', '18,532 orders and 4,338 customers will be removed.')}
      </Dialog>
    </KitRow>
  )
}

function States() {
  const word = useWord()
  const format = useFormat()
  const [tab, setTab] = useState<'orders' | 'notes'>('orders')
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <KeyFigure
          label={word('نرخ بازگشت', 'Return rate')}
          value={format.percent(0.6558)}
          hint={word('۲٬۸۴۵ از ۴٬۳۳۸ مشتری', '2,845 of 4,338 customers')}
          href="#returned"
          change={{ direction: 'up', amount: format.percent(0.031), isGood: true }}
        />
        <KeyFigure label={word('درآمد', 'Revenue')} value={format.money('891140790', { compact: true })} />
        <KeyFigure
          label={word('مرجوعی', 'Refunds')}
          value={format.number(3654)}
          change={{ direction: 'down', amount: format.percent(0.012), isGood: true }}
        />
      </div>
      <KitRow>
        <Badge>{word('معمولی', 'Neutral')}</Badge>
        <Badge tone="info">{word('آگاهی', 'Info')}</Badge>
        <Badge tone="good">{word('خوب', 'Good')}</Badge>
        <Badge tone="warn">{word('هشدار', 'Warning')}</Badge>
        <Badge tone="bad">{word('بد', 'Bad')}</Badge>
        <Tags
          label={word('برچسب‌ها', 'Tags')}
          tags={[
            { id: 'vip', label: word('ویژه', 'VIP') },
            { id: 'tehran', label: word('تهران', 'Tehran') },
          ]}
          onRemove={() => {}}
        />
      </KitRow>
      <Notice title={word('شمارش دوباره', 'Counting again')}>
        {word('عددها تا یک دقیقهٔ دیگر تازه می‌شوند.', 'The figures will be fresh within a minute.')}
      </Notice>
      <Notice tone="warn">{word('۱۲ ردیف تاریخ نداشت.', '12 rows had no date.')}</Notice>
      <ProgressBar label={word('خواندن فایل', 'Reading the file')} share={0.42} detail={word('۲ دقیقه مانده', '2 minutes left')} />
      <Tabs
        label={word('بخش‌ها', 'Parts')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'orders', label: word('سفارش‌ها', 'Orders'), content: <Skeleton /> },
          { id: 'notes', label: word('یادداشت‌ها', 'Notes'), content: <p>{word('هیچ', 'None')}</p> },
        ]}
      />
      <Two>
        <Card>
          <EmptyState
            title={word('هنوز سفارشی نیست', 'No orders yet')}
            text={word('با ورود فایل فروشگاه، اینجا پر می‌شود.', 'Import your shop’s file and they appear here.')}
          >
            <LinkButton href="#imports" look="primary">
              {word('ورود سفارش‌ها', 'Import orders')}
            </LinkButton>
          </EmptyState>
        </Card>
        <Card>
          <ErrorState text={word('ارتباط برقرار نشد.', 'There is no connection.')} onRetry={() => {}} />
        </Card>
      </Two>
    </>
  )
}

function Two({ children }: { readonly children: ReactNode }) {
  return <div className="grid gap-3 lg:grid-cols-2">{children}</div>
}

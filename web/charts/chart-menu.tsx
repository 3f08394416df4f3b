import { useQuery } from '@tanstack/react-query'
import { FileSpreadsheet, FileText, Image, Link2, Share, Shapes } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PictureOf, PictureWords } from '#web/charts/picture.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { useFormat } from '#web/format.tsx'
import { sessionQuery } from '#web/session.tsx'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu, type MenuChoice } from '#web/ui/menu.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import { useToday } from '#web/ui/use-today.ts'

interface ChartMenuProps {
  readonly anchor: string | undefined
  readonly exports: ExportLinks | undefined
  readonly picture: PictureOf | undefined
  /** Asked only when a picture is made. */
  readonly words: () => Omit<PictureWords, 'source'>
}

/** Takes a chart elsewhere: as a picture, as rows, as a link to exactly this view. */
export function ChartMenu({ anchor, exports, picture, words }: ChartMenuProps) {
  const { t } = useTranslation('charts')
  const copy = useCopy()
  const save = useSave(picture, words)
  const pictures: readonly MenuChoice[] = picture
    ? [
        { id: 'png', label: t('png'), icon: Image, run: () => save('png') },
        { id: 'svg', label: t('svg'), icon: Shapes, run: () => save('svg') },
      ]
    : []
  const rows: readonly MenuChoice[] = exports
    ? [
        { id: 'csv', label: t('csv'), icon: FileText, href: exports.csv, isDownload: true },
        { id: 'xlsx', label: t('xlsx'), icon: FileSpreadsheet, href: exports.xlsx, isDownload: true },
      ]
    : []
  const link: MenuChoice = { id: 'link', label: t('link'), icon: Link2, run: () => void copy(viewAddress(anchor)) }
  const groups = [
    { id: 'rows', choices: rows },
    { id: 'pictures', choices: pictures },
    { id: 'link', choices: [link] },
  ].filter(({ choices }) => choices.length > 0)
  return <Menu label={t('menu')} trigger={<IconButton size="sm" icon={Share} label={t('menu')} />} groups={groups} />
}

/** The address of this page as it stands, with the chart's name behind it. */
function viewAddress(anchor: string | undefined): string {
  const url = new URL(window.location.href)
  url.hash = anchor ?? ''
  return url.href
}

function useSave(picture: PictureOf | undefined, words: ChartMenuProps['words']): (kind: 'png' | 'svg') => void {
  const { t } = useTranslation('charts')
  const look = useChartLook()
  const format = useFormat()
  const session = useQuery({ ...sessionQuery, enabled: false }).data
  const today = useToday()
  return (kind) => {
    if (!picture) return
    const source = t('asOn', { shop: session?.workspace.name ?? '', day: format.day(today, 'long') })
    const make = async () => {
      const { savePicture } = await import('#web/charts/save-picture.ts')
      await savePicture(kind, picture, { ...words(), source }, look)
    }
    make().catch(() => toast({ text: t('pictureFailed'), tone: 'bad' }))
  }
}

import { useTranslation } from 'react-i18next'
import { exponentOf } from '#pure/money'
import { ChartTable } from '#web/charts/chart-table.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { Section } from '#web/ui/section.tsx'
import type { ExpectedReport } from '../../scores/api.ts'
import { exportsOf } from './links.ts'
import { meaningOf, seesNobodyLeave } from './meaning.ts'

type Model = NonNullable<ExpectedReport['model']>

interface ModelSectionProps {
  readonly report: ExpectedReport
  readonly model: Model
}

/** The model by its name, what its parameters say in plain words, and for those who want them the numbers themselves. */
export function ModelSection({ report, model }: ModelSectionProps) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const can = useCan()
  const how = t(report.modelAsked === 'auto' ? 'model.likeliest' : 'model.chosen', {
    name: t(`model.names.${model.name}`),
    count: model.customers,
  })
  const { perUnit, leaving, yearly, spend } = meaningOf(model, report.spend, report.timeUnit)
  const unit = t(`model.units.${report.timeUnit}`)
  return (
    <Section title={how} actions={can('insights:export') ? <ExportMenu {...exportsOf('parameters', format)} /> : undefined}>
      <ul className="max-w-prose list-disc space-y-2 ps-5 text-sm">
        <li>{t('model.buying', { number: format.number(perUnit, 2), unit })}</li>
        <li>{t(model.parameters.r !== undefined && model.parameters.r < 1 ? 'model.differ' : 'model.alike')}</li>
        {leaving !== null && (
          <li>{t(model.name === 'mbg-nbd' ? 'model.leavingFirst' : 'model.leaving', { share: format.percent(leaving, 0) })}</li>
        )}
        {seesNobodyLeave(model) && <li>{t('model.nobodyLeaves')}</li>}
        {yearly !== null && <li>{t('model.yearly', { share: format.percent(yearly, 0) })}</li>}
        {spend !== null && (
          <li>{t('model.spend', { amount: format.money(String(Math.round(spend * 10 ** exponentOf(format.currency)))) })}</li>
        )}
      </ul>
      <details className="text-sm">
        <summary id="model-parameters" className="cursor-pointer font-medium">
          {t('model.details')}
        </summary>
        <div className="mt-3 flex flex-col gap-3">
          <p className="max-w-prose text-ink-soft">{t('model.detailsText', { unit })}</p>
          <Parameters report={report} />
        </div>
      </details>
    </Section>
  )
}

function Parameters({ report: { candidates, spend } }: Pick<ModelSectionProps, 'report'>) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const number = (value: number | null | undefined, digits: number) => (value == null ? '–' : format.number(value, digits))
  const rows = [
    ...candidates.flatMap(({ name, parameters, standardErrors, logLikelihood, state }) =>
      state === 'ok'
        ? Object.entries(parameters).map(([key, value], at) => ({
            id: `${name} ${key}`,
            cells: [
              t(`model.names.${name}`),
              <bdi key="key">{key}</bdi>,
              number(value, 4),
              number(standardErrors[key], 4),
              at === 0 ? number(logLikelihood, 3) : '',
            ],
          }))
        : [{ id: name, cells: [t(`model.names.${name}`), t(`model.states.${state}`), '–', '–', '–'] }],
    ),
    ...(spend
      ? (['p', 'q', 'v'] as const).map((key, at) => ({
          id: `spend ${key}`,
          cells: [
            'Gamma-Gamma',
            <bdi key="key">{key}</bdi>,
            number(spend[key], 4),
            number(spend.standardErrors[key], 4),
            at === 0 ? number(spend.logLikelihood, 3) : '',
          ],
        }))
      : []),
  ]
  const columns = (['model', 'parameter', 'value', 'error', 'likelihood'] as const).map((id) => t(`model.columns.${id}`))
  return <ChartTable columns={columns} rows={rows} labelledBy="model-parameters" />
}

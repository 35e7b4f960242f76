import type { ClientBase } from 'pg'
import { calendarDays } from './calendar-days'
import { nationalForm, nationalIndicators } from './national-form'

/**
 * What stands in the totals beside the form's rows: the report itself, against which n of every figure is read, and the
 * households and adults behind the reports, so that a rate counts the same units above and below the line.
 */
const behind = (code: string, vi: [string, string, string], en: [string, string, string]) =>
  ({
    code,
    version: 1,
    nameVi: vi[0],
    nameEn: en[0],
    shortVi: vi[0],
    shortEn: en[0],
    unitVi: vi[1],
    unitEn: en[1],
    definitionVi: vi[2],
    definitionEn: en[2],
    valueType: 'count',
    kind: 'stock',
    eachOnce: false,
    task: null,
    pillar: null,
    validFrom: null,
    validTo: null,
  }) as const

const behindRows = [
  behind(
    'R00',
    ['Báo cáo đã nhận', 'báo cáo', 'Số báo cáo của các xã, phường, đặc khu đang được tính vào tổng hợp.'],
    ['Reports received', 'reports', 'Reports of communes, wards and special zones that count in the totals.'],
  ),
  behind(
    'R01',
    ['Hộ gia đình của các đơn vị đã báo cáo', 'hộ', 'Số hộ đã xác nhận của các đơn vị có báo cáo được tính.'],
    ['Households of reporting units', 'households', 'Confirmed households of the units whose reports count.'],
  ),
  behind(
    'R02',
    [
      'Người trưởng thành của các đơn vị đã báo cáo',
      'người',
      'Số người từ 18 tuổi đã xác nhận của các đơn vị có báo cáo được tính.',
    ],
    ['Adults of reporting units', 'people', 'Confirmed adults (18+) of the units whose reports count.'],
  ),
]

/** The national form with its indicators and rules, and the calendar. Runs as the system login. */
export async function seedForms(client: ClientBase): Promise<void> {
  await client.query(
    `insert into calendar_days (on_day, kind, name) select * from unnest($1::date[], $2::text[], $3::text[])`,
    [calendarDays.map((d) => d.on), calendarDays.map((d) => d.kind), calendarDays.map((d) => d.name)],
  )
  const rows = [...behindRows, ...nationalIndicators]
  const column = <K extends keyof (typeof behindRows)[number]>(key: K) => rows.map((row) => row[key])
  const { rows: made } = await client.query<{ id: number; code: string; version: number }>(
    `insert into indicators (code, version, name_vi, name_en, short_vi, short_en, unit_vi, unit_en, definition_vi,
       definition_en, value_type, kind, each_once, task, pillar, valid_from, valid_to)
     select * from unnest($1::text[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[], $14::smallint[], $15::text[], $16::date[], $17::date[])
     returning id, code, version`,
    [
      column('code'),
      column('version'),
      column('nameVi'),
      column('nameEn'),
      column('shortVi'),
      column('shortEn'),
      column('unitVi'),
      column('unitEn'),
      column('definitionVi'),
      column('definitionEn'),
      column('valueType'),
      column('kind'),
      column('eachOnce'),
      column('task'),
      column('pillar'),
      column('validFrom'),
      column('validTo'),
    ],
  )
  const ids = new Map(made.map((each) => [`${each.code}/${each.version}`, each.id]))
  const idOf = (row: { code: string; version: number }) => ids.get(`${row.code}/${row.version}`)
  await client.query(
    `insert into indicator_sources (indicator_id, valid_from, source) select * from unnest($1::int[], $2::date[], $3::text[])`,
    [nationalIndicators.map(idOf), nationalIndicators.map(() => '2000-01-01'), nationalIndicators.map((r) => r.source)],
  )
  const filled = nationalIndicators.filter((r) => r.registerSince !== null)
  await client.query(
    `insert into indicator_sources (indicator_id, valid_from, source) select x.id, x.since, 'register' from unnest($1::int[], $2::date[]) as x(id, since)`,
    [filled.map(idOf), filled.map((r) => r.registerSince)],
  )
  const form = await client.query<{ id: number }>(
    `with form as (insert into forms (code, name_vi, name_en) values ($1, $2, $3) returning id)
     insert into form_versions (form_id, version, state, issued_number, issued_on, issued_by, regime)
     select id, $4, $5, $6, $7, $8, $9 from form returning id`,
    [
      nationalForm.code,
      nationalForm.nameVi,
      nationalForm.nameEn,
      nationalForm.version,
      nationalForm.state,
      nationalForm.issuedNumber,
      nationalForm.issuedOn,
      nationalForm.issuedBy,
      nationalForm.regime,
    ],
  )
  const formId = form.rows[0]?.id
  await client.query(
    `insert into form_rows (form_version_id, indicator_id, position, section, entered_by, required, totalled)
     select $1, * from unnest($2::int[], $3::smallint[], $4::text[], $5::text[], $6::boolean[], $7::boolean[])`,
    [
      formId,
      nationalIndicators.map(idOf),
      nationalIndicators.map((r) => r.position),
      nationalIndicators.map((r) => r.section),
      nationalIndicators.map((r) => r.enteredBy),
      nationalIndicators.map((r) => r.required),
      nationalIndicators.map((r) => r.totalled),
    ],
  )
  await client.query(
    `insert into form_rules (form_version_id, code, severity, kind, params, position)
     select $1, code, severity, kind, params, row_number() over () from jsonb_to_recordset($2)
       as x(code text, severity text, kind text, params jsonb)`,
    [formId, JSON.stringify(nationalForm.rules)],
  )
}

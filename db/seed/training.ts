import type { ClientBase } from 'pg'

/**
 * The national catalogue, as far as the documents tell it: Công văn 2251/BTTTT-CĐSQG of 15/6/2023, section IV, and the course
 * that the department of Quảng Trị names. None of them prints an address.
 */
const basis = 'Công văn 2251/BTTTT-CĐSQG ngày 15/6/2023'
const topics = [
  'Sử dụng trình duyệt an toàn',
  'Sử dụng nền tảng số để làm việc, cộng tác',
  'Tìm kiếm thông tin hiệu quả',
  'Tạo tài khoản và kho dữ liệu cá nhân trực tuyến',
  'Sử dụng dịch vụ công trực tuyến',
  'Thanh toán trực tuyến',
  'Mua sắm trực tuyến',
  'Học tập và ôn luyện trực tuyến',
  'Chặn và lọc tin rác hiệu quả trên trình duyệt',
  'Bảo vệ bản thân trực tuyến',
  'Bảo vệ gia đình trực tuyến',
  'Giải trí trực tuyến',
]
const courses = [
  {
    code: 'CB01',
    name: 'Phát triển Tổ công nghệ số cộng đồng (dành cho cán bộ chính quyền)',
    audience: 'officers',
    versionOf: null,
    dueOn: null,
    span: ['2023-07-01', null],
    basis,
    modules: [
      'Kỹ năng lập kế hoạch, tổ chức thực thi và giám sát hoạt động Tổ công nghệ số cộng đồng',
      'Kỹ năng ứng dụng nền tảng số trong truyền thông, tuyên truyền',
    ],
  },
  {
    code: 'TV01',
    name: 'Kỹ năng Tổ công nghệ số cộng đồng (phiên bản dành cho thành viên Tổ)',
    audience: 'members',
    versionOf: null,
    // "ưu tiên thời gian hoàn thành … trong Quý III năm 2023"
    dueOn: '2023-09-30',
    span: ['2023-07-01', null],
    basis,
    modules: topics,
  },
  {
    code: 'ND01',
    name: 'Kỹ năng Tổ công nghệ số cộng đồng (phiên bản dành cho người dân)',
    audience: 'citizens',
    versionOf: 'TV01',
    dueOn: null,
    span: ['2023-07-01', null],
    basis,
    modules: topics,
  },
  {
    code: 'PC01',
    name: 'Phổ cập kỹ năng số cộng đồng',
    audience: 'members',
    versionOf: null,
    dueOn: null,
    span: [null, null],
    basis: null,
    modules: [],
  },
] as const

/** Seeds the national courses with their modules. As the system login, in a transaction of the caller; what is there already is left. */
export async function seedTraining(client: ClientBase): Promise<void> {
  for (const course of courses) {
    await client.query(
      `insert into courses (unit_id, path, code, name, audience, official, version_of, due_on, starts_on, ends_on, basis, created_at)
       select u.id, u.path, $1, $2, $3, true, (select k.id from courses k where k.unit_id = u.id and k.code = $4), $5, $6, $7, $8, now()
         from units u where u.level = 'nation' on conflict do nothing`,
      [course.code, course.name, course.audience, course.versionOf, course.dueOn, ...course.span, course.basis],
    )
    await client.query(
      `insert into course_modules (course_id, position, unit_id, path, name)
       select k.id, m.position, k.unit_id, k.path, m.name from courses k cross join unnest($2::text[]) with ordinality m(name, position)
        where k.path = '' and k.code = $1 on conflict do nothing`,
      [course.code, course.modules],
    )
  }
}

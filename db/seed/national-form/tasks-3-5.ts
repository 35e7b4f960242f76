import { flow, type SeedRow, stock } from './shape'

const required = { required: true } as const

/** Task 3, payment, task 4, safety, and task 5, other platforms (Công văn 2251/BTTTT-CĐSQG, 15/6/2023). */
export const platformRows: readonly SeedRow[] = [
  flow(
    'T3_01',
    'village',
    'attendance',
    {
      vi: [
        'Số lượt người dân được hướng dẫn thanh toán trực tuyến',
        'Lượt hướng dẫn thanh toán',
        'Tính theo lượt: một người được hướng dẫn hai buổi tính 2 lượt.',
      ],
      en: [
        'Guided in online payment',
        'Payment guidance',
        'Attendances: a person guided in two sessions counts twice.',
      ],
    },
    required,
  ),
  flow('T3_02', 'village', 'account', {
    vi: [
      'Số tài khoản thanh toán, ví điện tử, mobile money được hỗ trợ mở',
      'Tài khoản, ví được hỗ trợ mở',
      'Tài khoản, ví mở được trong kỳ nhờ Tổ hỗ trợ; một người mở hai tài khoản tính 2.',
    ],
    en: [
      'Payment accounts, wallets and mobile money opened with help',
      'Accounts and wallets',
      'Accounts and wallets opened in the period with help; two accounts of one person count twice.',
    ],
  }),
  stock('T3_03', 'commune', 'percent', {
    vi: [
      'Tỷ lệ người trưởng thành có tài khoản thanh toán',
      'Người trưởng thành có tài khoản thanh toán',
      'Người từ đủ 18 tuổi có tài khoản thanh toán; ghi nguồn (ngân hàng) và ngày của số liệu, hoặc chọn "Không có số liệu".',
    ],
    en: [
      'Adults with a payment account',
      'Adults with a payment account',
      'People aged 18 and over with a payment account; give source (banks) and date, or "No figure".',
    ],
  }),
  stock('T3_04', 'commune', 'point', {
    vi: [
      'Số cửa hàng, điểm kinh doanh chấp nhận thanh toán điện tử (cuối kỳ)',
      'Điểm nhận thanh toán điện tử',
      'Hiện có đến cuối kỳ: cửa hàng, quầy, điểm kinh doanh nhận chuyển khoản, mã QR, thẻ hoặc ví.',
    ],
    en: [
      'Shops taking e-payment at period end',
      'Shops taking e-payment',
      'At period end: shops, stalls and points of sale that take transfers, QR codes, cards or wallets.',
    ],
  }),
  stock('T3_05', 'commune', 'model', {
    vi: [
      'Số chợ, tuyến phố không dùng tiền mặt (cuối kỳ)',
      'Chợ, tuyến phố không tiền mặt',
      'Hiện có đến cuối kỳ: chợ, tuyến phố được công nhận hoặc ra mắt, còn duy trì.',
    ],
    en: [
      'Cashless markets and streets at period end',
      'Cashless markets and streets',
      'At period end: markets and streets recognised or launched as cashless and kept up.',
    ],
  }),
  flow('T3_06', 'village', 'household', {
    vi: [
      'Số hộ được hướng dẫn đóng học phí, điện, nước trực tuyến',
      'Hộ được hướng dẫn đóng phí',
      'Mỗi hộ tính một lần trong kỳ dù được hướng dẫn nhiều khoản.',
    ],
    en: [
      'Households guided to pay fees and bills online',
      'Households guided on bills',
      'Each household once in the period, however many kinds of bills.',
    ],
  }),

  flow(
    'T4_01',
    'village',
    'attendance',
    {
      vi: [
        'Số lượt người dân được hướng dẫn kỹ năng tự bảo vệ trên không gian mạng',
        'Lượt hướng dẫn tự bảo vệ trên mạng',
        'Tính theo lượt: một người được hướng dẫn hai buổi tính 2 lượt.',
      ],
      en: [
        'Guided in self-protection online',
        'Online-safety guidance',
        'Attendances: a person guided in two sessions counts twice.',
      ],
    },
    required,
  ),
  flow('T4_02', 'village', 'session', {
    vi: [
      'Số buổi tuyên truyền phòng, chống lừa đảo trực tuyến',
      'Buổi tuyên truyền chống lừa đảo',
      'Trong số buổi hoạt động của Tổ, số buổi có nội dung phòng, chống lừa đảo.',
    ],
    en: ['Anti-scam sessions', 'Anti-scam sessions', 'Of the sessions of the teams, those on the prevention of scams.'],
  }),
  flow('T4_03', 'village', 'case', {
    vi: [
      'Số vụ việc nghi lừa đảo được người dân báo qua Tổ',
      'Vụ việc nghi lừa đảo',
      'Vụ việc người dân báo cho Tổ trong kỳ. Không ghi tên người báo, người bị hại.',
    ],
    en: [
      'Suspected scams reported through the team',
      'Suspected scams',
      'Cases citizens told the team in the period. No names.',
    ],
  }),
  flow('T4_04', 'village', 'case', {
    vi: [
      'Trong đó: được ngăn chặn kịp thời',
      'Vụ việc được ngăn chặn',
      'Trong số vụ việc được báo trong kỳ, số ngăn chặn được trước khi mất tiền hoặc lộ dữ liệu.',
    ],
    en: [
      'of which stopped in time',
      'Scams stopped',
      'Of the cases reported, those stopped before money or data was lost.',
    ],
  }),
  flow('T4_05', 'village', 'person', {
    vi: [
      'Số người được hướng dẫn bảo vệ dữ liệu cá nhân',
      'Người được hướng dẫn bảo vệ dữ liệu',
      'Tính theo người: mỗi người một lần trong kỳ.',
    ],
    en: ['Guided in personal-data protection', 'Guided in data protection', 'People: each once in the period.'],
  }),

  flow(
    'T5_01',
    'village',
    'attendance',
    {
      vi: [
        'Số lượt người dân được hướng dẫn dùng nền tảng số khác',
        'Lượt hướng dẫn nền tảng khác',
        'Tính theo lượt; các nền tảng ngoài dịch vụ công, mua sắm, thanh toán và an toàn mạng, theo danh mục của tỉnh.',
      ],
      en: [
        'Guided in other platforms',
        'Other-platform guidance',
        'Attendances; platforms other than those of tasks 1 to 4, by the list of the province.',
      ],
    },
    required,
  ),
  flow('T5_02', 'village', 'attendance', {
    vi: [
      'Số lượt cài đặt ứng dụng công dân số của tỉnh',
      'Lượt cài ứng dụng công dân số',
      'Lượt cài đặt thành công trong kỳ nhờ Tổ hướng dẫn.',
    ],
    en: [
      'Installs of the citizen app of the province',
      'App installs',
      'Successful installs in the period with guidance of a team.',
    ],
  }),
  flow('T5_03', 'village', 'person', {
    vi: [
      'Số người được hướng dẫn nền tảng y tế (sổ sức khỏe điện tử, đặt lịch, khám từ xa)',
      'Người được hướng dẫn nền tảng y tế',
      'Tính theo người: mỗi người một lần trong kỳ.',
    ],
    en: [
      'Guided in health platforms (health record, booking, tele-health)',
      'Guided in health platforms',
      'People: each once in the period.',
    ],
  }),
  flow('T5_04', 'village', 'person', {
    vi: [
      'Số người được hướng dẫn nền tảng giáo dục, học tập trực tuyến',
      'Người được hướng dẫn nền tảng giáo dục',
      'Tính theo người: mỗi người một lần trong kỳ.',
    ],
    en: ['Guided in education platforms', 'Guided in education platforms', 'People: each once in the period.'],
  }),
  flow('T5_05', 'village', 'body', {
    vi: [
      'Số hộ, cơ sở được hướng dẫn ứng dụng công nghệ số trong sản xuất, kinh doanh',
      'Hộ, cơ sở ứng dụng công nghệ số',
      'Hộ, hợp tác xã, cơ sở sản xuất được hướng dẫn trong kỳ, mỗi nơi tính một lần.',
    ],
    en: [
      'Producers guided to use technology',
      'Producers guided',
      'Households, cooperatives and workshops guided in the period, each once.',
    ],
  }),
  stock('T5_06', 'commune', 'person', {
    vi: [
      'Số người được xác nhận phổ cập kỹ năng số (lũy kế)',
      'Người phổ cập kỹ năng số',
      'Người trưởng thành được xác nhận theo Quyết định 757/QĐ-BKHCN, cộng dồn từ khi triển khai, mỗi người một lần.',
    ],
    en: [
      'People confirmed as digitally skilled, cumulative',
      'Digitally skilled people',
      'Adults confirmed under Decision 757/QĐ-BKHCN since it began, each once.',
    ],
  }),
  stock('T5_07', 'commune', 'household', {
    vi: [
      'Số gia đình được công nhận "Gia đình số" (lũy kế)',
      'Gia đình số',
      'Gia đình được công nhận còn hiệu lực đến cuối kỳ, cộng dồn từ khi triển khai.',
    ],
    en: [
      'Families recognised as digital families, cumulative',
      'Digital families',
      'Families recognised and still so at period end, since the movement began.',
    ],
  }),
]

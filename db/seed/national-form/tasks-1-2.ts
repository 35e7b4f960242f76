import { flow, type SeedRow, stock } from './shape'

const required = { required: true } as const
/** The national portal takes e-ID accounts only since this day; earlier wording stays readable (domain.md 22.18). */
const eidOnly = '2026-07-20'
const earlier = { validTo: eidOnly } as const
const current = { version: 2, validFrom: eidOnly } as const

/** Task 1, online public services, and task 2, e-commerce (Công văn 2251/BTTTT-CĐSQG, 15/6/2023). */
export const serviceRows: readonly SeedRow[] = [
  flow(
    'T1_01',
    'village',
    'attendance',
    {
      vi: [
        'Số lượt người dân được hướng dẫn sử dụng dịch vụ công trực tuyến',
        'Lượt hướng dẫn dịch vụ công',
        'Tính theo lượt: một người được hướng dẫn hai buổi tính 2 lượt.',
      ],
      en: [
        'Guided in online public services',
        'Public-service guidance',
        'Attendances: a person guided in two sessions counts twice.',
      ],
    },
    required,
  ),
  flow(
    'T1_02',
    'village',
    'account',
    {
      vi: [
        'Số tài khoản dịch vụ công/VNeID mức 2 được hỗ trợ tạo, kích hoạt',
        'Tài khoản được hỗ trợ',
        'Tài khoản Cổng dịch vụ công hoặc VNeID mức 2 do Tổ hỗ trợ tạo, kích hoạt trong kỳ. Dùng đến ngày 19/7/2026.',
      ],
      en: [
        'Public-service or level-2 VNeID accounts helped',
        'Accounts helped',
        'Accounts on the public-service portal or level-2 VNeID that a team helped open or activate. In use until 19/7/2026.',
      ],
    },
    earlier,
  ),
  flow(
    'T1_02',
    'village',
    'person',
    {
      vi: [
        'Số người được hướng dẫn đăng ký, kích hoạt tài khoản định danh điện tử (VNeID) mức độ 2',
        'Người được hướng dẫn VNeID mức độ 2',
        'Tính theo người được Tổ hướng dẫn trong kỳ; tài khoản do cơ quan Công an cấp, không tính số tài khoản đã cấp.',
      ],
      en: [
        'People guided to register or activate a level-2 e-ID account (VNeID)',
        'Guided to a level-2 e-ID',
        'People the team guided in the period. The police issue the account: accounts issued do not count here.',
      ],
    },
    current,
  ),
  stock(
    'T1_03',
    'commune',
    'percent',
    {
      vi: [
        'Tỷ lệ người trưởng thành có tài khoản dịch vụ công (định danh mức 2)',
        'Người trưởng thành có tài khoản dịch vụ công',
        'Người từ đủ 18 tuổi có tài khoản dịch vụ công hoặc định danh mức 2, theo số của Công an xã. Dùng đến ngày 19/7/2026.',
      ],
      en: [
        'Adults with a public-service account (level-2 identity)',
        'Adults with an account',
        'People aged 18 and over with a public-service account or level-2 identity, from the commune police. Until 19/7/2026.',
      ],
    },
    earlier,
  ),
  stock(
    'T1_03',
    'commune',
    'percent',
    {
      vi: [
        'Tỷ lệ người trưởng thành có tài khoản định danh điện tử (VNeID) mức độ 2',
        'Người trưởng thành có VNeID mức độ 2',
        'Người từ đủ 18 tuổi có tài khoản mức độ 2 đã kích hoạt, theo số của Công an xã; ghi nguồn và ngày, hoặc chọn "Không có số liệu".',
      ],
      en: [
        'Adults with a level-2 e-ID account (VNeID)',
        'Adults with a level-2 e-ID',
        'People aged 18 and over with an activated level-2 account, from the commune police; give source and date, or "No figure".',
      ],
    },
    current,
  ),
  flow('T1_04', 'village', 'dossier', {
    vi: [
      'Số hồ sơ dịch vụ công trực tuyến được Tổ hỗ trợ nộp',
      'Hồ sơ được hỗ trợ nộp',
      'Hồ sơ toàn trình và một phần đã gửi thành công trong kỳ nhờ Tổ hỗ trợ.',
    ],
    en: [
      'Online dossiers filed with help',
      'Dossiers filed',
      'Dossiers, full or partial online service, sent with the help of a team in the period.',
    ],
  }),
  flow('T1_05', 'village', 'person', {
    vi: [
      'Số người được hướng dẫn tạo, dùng kho dữ liệu cá nhân trực tuyến',
      'Người được hướng dẫn kho dữ liệu',
      'Tính theo người được hướng dẫn tạo, lưu hoặc dùng lại giấy tờ trong kho dữ liệu cá nhân.',
    ],
    en: [
      'Guided to a personal online data store',
      'Guided to a data store',
      'People guided to make, fill or reuse papers in their personal data store.',
    ],
  }),
  flow('T1_06', 'village', 'signature', {
    vi: [
      'Số chữ ký số cá nhân được hỗ trợ cấp',
      'Chữ ký số được hỗ trợ',
      'Chữ ký số cá nhân được cấp trong kỳ nhờ Tổ hỗ trợ.',
    ],
    en: [
      'Personal digital signatures helped',
      'Signatures helped',
      'Personal digital signatures issued in the period with the help of a team.',
    ],
  }),
  stock('T1_07', 'commune', 'percent', {
    vi: [
      'Tỷ lệ người trưởng thành có chữ ký số cá nhân',
      'Người trưởng thành có chữ ký số',
      'Người từ đủ 18 tuổi có chữ ký số cá nhân còn hiệu lực; ghi nguồn và ngày của số liệu, hoặc chọn "Không có số liệu".',
    ],
    en: [
      'Adults with a digital signature',
      'Adults with a signature',
      'People aged 18 and over with a valid personal digital signature; give source and date, or "No figure".',
    ],
  }),
  flow('T1_08', 'village', 'fieldReport', {
    vi: [
      'Số phản ánh hiện trường gửi qua ứng dụng được Tổ hướng dẫn',
      'Phản ánh hiện trường',
      'Phản ánh người dân gửi qua ứng dụng trong kỳ có Tổ hướng dẫn.',
    ],
    en: [
      'Field reports sent with guidance',
      'Field reports',
      'Reports citizens sent by application in the period with guidance of a team.',
    ],
  }),

  flow(
    'T2_01',
    'village',
    'attendance',
    {
      vi: [
        'Số lượt người dân được hướng dẫn mua sắm trực tuyến an toàn',
        'Lượt hướng dẫn mua sắm trực tuyến',
        'Tính theo lượt: một người được hướng dẫn hai buổi tính 2 lượt.',
      ],
      en: [
        'Guided in safe online shopping',
        'Shopping guidance',
        'Attendances: a person guided in two sessions counts twice.',
      ],
    },
    required,
  ),
  flow('T2_02', 'village', 'body', {
    vi: [
      'Số hộ kinh doanh, hợp tác xã, doanh nghiệp được hỗ trợ lên sàn thương mại điện tử',
      'Đơn vị được hỗ trợ lên sàn',
      'Hộ kinh doanh, hợp tác xã, doanh nghiệp mở được gian hàng trong kỳ nhờ Tổ hỗ trợ, mỗi đơn vị tính một lần.',
    ],
    en: [
      'Sellers helped onto e-commerce',
      'Sellers helped',
      'Household businesses, cooperatives and firms that opened a shop in the period with help, each once.',
    ],
  }),
  stock('T2_03', 'commune', 'shop', {
    vi: [
      'Số gian hàng đang hoạt động trên sàn thương mại điện tử (cuối kỳ)',
      'Gian hàng trên sàn',
      'Hiện có đến cuối kỳ: gian hàng của người, đơn vị trên địa bàn còn bán hàng.',
    ],
    en: [
      'Active e-commerce shops at period end',
      'Active shops',
      'At period end: shops of local people and bodies that still sell.',
    ],
  }),
  flow('T2_04', 'commune', 'product', {
    vi: [
      'Số sản phẩm được đưa lên sàn thương mại điện tử',
      'Sản phẩm đưa lên sàn',
      'Sản phẩm của địa phương lần đầu được đưa lên sàn trong kỳ, gồm cả sản phẩm OCOP.',
    ],
    en: [
      'Products put on e-commerce',
      'Products put online',
      'Local products put on a platform for the first time in the period, OCOP included.',
    ],
  }),
  flow('T2_05', 'commune', 'product', {
    vi: [
      'Trong đó: có truy xuất nguồn gốc',
      'Sản phẩm có truy xuất nguồn gốc',
      'Trong số sản phẩm đưa lên sàn trong kỳ, số có mã truy xuất nguồn gốc.',
    ],
    en: [
      'of which traceable',
      'Traceable products',
      'Of the products put online in the period, those with a traceability code.',
    ],
  }),
  flow('T2_06', 'commune', 'dong', {
    vi: [
      'Doanh thu qua sàn do địa phương thống kê (nếu có)',
      'Doanh thu qua sàn',
      'Doanh thu trong kỳ theo số địa phương thống kê được, tính bằng đồng; không có số thì để trống.',
    ],
    en: [
      'Sales through e-commerce, if known',
      'E-commerce sales',
      'Sales in the period as far as locally known, in VND; blank when unknown.',
    ],
  }),
  flow('T2_07', 'village', 'body', {
    vi: [
      'Số người bán ký cam kết chất lượng sản phẩm',
      'Người bán ký cam kết',
      'Người, đơn vị bán hàng ký cam kết chất lượng trong kỳ, mỗi người bán tính một lần.',
    ],
    en: [
      'Sellers with a quality commitment',
      'Sellers committed',
      'Sellers who signed a quality commitment in the period, each once.',
    ],
  }),
]

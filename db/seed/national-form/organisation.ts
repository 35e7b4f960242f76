import { derived, flow, type SeedRow, stock } from './shape'

const register = { source: 'register' } as const
/** Rosters, decisions and the log of activities fill these from month 12/2026 on. */
const rosters = { source: 'none', registerSince: '2026-11-15' } as const

/** Part A, organisation of the teams, and part B, training of their members. */
export const organisationRows: readonly SeedRow[] = [
  stock(
    'A01',
    'system',
    'village',
    {
      vi: [
        'Số thôn, tổ dân phố trên địa bàn',
        'Thôn, tổ dân phố',
        'Thôn, bản, ấp, khóm, tổ dân phố và tương đương còn hiệu lực vào ngày cuối kỳ. Hệ thống lấy từ danh mục đơn vị.',
      ],
      en: [
        'Villages and residential groups in the unit',
        'Villages',
        'Villages, hamlets and residential groups valid on the last day of the period. Taken from the register of units.',
      ],
    },
    register,
  ),
  stock(
    'A02',
    'system',
    'team',
    {
      vi: [
        'Số Tổ công nghệ số cộng đồng cấp xã đang hoạt động',
        'Tổ cấp xã',
        'Tổ cấp xã đã có quyết định thành lập, chưa giải thể vào ngày cuối kỳ. Hệ thống lấy từ sổ đăng ký Tổ.',
      ],
      en: [
        'Active commune-level teams',
        'Commune-level teams',
        'Commune-level teams founded by decision and not dissolved on the last day of the period. From the register of teams.',
      ],
    },
    register,
  ),
  stock(
    'A03',
    'system',
    'team',
    {
      vi: [
        'Số Tổ công nghệ số cộng đồng cấp thôn đang hoạt động',
        'Tổ cấp thôn',
        'Tổ cấp thôn đã có quyết định, chưa giải thể vào ngày cuối kỳ; một thôn có thể có nhiều Tổ. Lấy từ sổ đăng ký Tổ.',
      ],
      en: [
        'Active village-level teams',
        'Village-level teams',
        'Village-level teams not dissolved on the last day of the period; a village may have several. From the register of teams.',
      ],
    },
    register,
  ),
  stock(
    'A04',
    'system',
    'village',
    {
      vi: [
        'Số thôn, tổ dân phố có ít nhất một Tổ',
        'Thôn có Tổ',
        'Thôn, tổ dân phố thuộc phạm vi phụ trách của ít nhất một Tổ đang hoạt động vào ngày cuối kỳ, mỗi thôn tính một lần.',
      ],
      en: [
        'Villages with at least one team',
        'Villages with a team',
        'Villages covered by at least one active team on the last day of the period, each village counted once.',
      ],
    },
    register,
  ),
  derived(
    'A05',
    'system',
    'percent',
    {
      vi: [
        'Tỷ lệ thôn, tổ dân phố có Tổ',
        'Tỷ lệ thôn có Tổ',
        'Số thôn có Tổ chia cho số thôn trên địa bàn; luôn ghi kèm hai số đó.',
      ],
      en: [
        'Share of villages with a team',
        'Share with a team',
        'Villages with a team divided by villages in the unit, always shown with both numbers.',
      ],
    },
    register,
  ),
  stock(
    'A06',
    'system',
    'person',
    {
      vi: [
        'Số thành viên Tổ cấp xã',
        'Thành viên Tổ cấp xã',
        'Thành viên có tên trong danh sách Tổ cấp xã vào ngày cuối kỳ, lấy từ danh sách thành viên.',
      ],
      en: [
        'Members of commune-level teams',
        'Commune-team members',
        'Members on the roster of commune-level teams on the last day of the period.',
      ],
    },
    rosters,
  ),
  stock(
    'A07',
    'system',
    'person',
    {
      vi: [
        'Số thành viên Tổ cấp thôn',
        'Thành viên Tổ cấp thôn',
        'Thành viên có tên trong danh sách Tổ cấp thôn vào ngày cuối kỳ, lấy từ danh sách thành viên.',
      ],
      en: [
        'Members of village-level teams',
        'Village-team members',
        'Members on the roster of village-level teams on the last day of the period.',
      ],
    },
    rosters,
  ),
  stock(
    'A08',
    'system',
    'person',
    {
      vi: [
        'Số đoàn viên, thanh niên tham gia Tổ',
        'Đoàn viên trong Tổ',
        'Thành viên Tổ có thành phần Đoàn Thanh niên, lấy từ danh sách thành viên.',
      ],
      en: [
        'Youth-union members in teams',
        'Youth-union members',
        'Team members who come from the Youth Union, from the roster.',
      ],
    },
    rosters,
  ),
  stock(
    'A09',
    'system',
    'person',
    {
      vi: [
        'Số nhân viên doanh nghiệp, ngân hàng tham gia Tổ',
        'Nhân viên doanh nghiệp trong Tổ',
        'Thành viên Tổ là người của doanh nghiệp bưu chính, viễn thông, công nghệ số hoặc ngân hàng, lấy từ danh sách thành viên.',
      ],
      en: [
        'Firm and bank staff in teams',
        'Firm and bank staff',
        'Team members who work for postal, telecom or technology firms or for banks, from the roster.',
      ],
    },
    rosters,
  ),
  flow(
    'A10',
    'system',
    'team',
    {
      vi: [
        'Số Tổ được kiện toàn trong kỳ',
        'Tổ được kiện toàn',
        'Tổ có quyết định kiện toàn ký trong kỳ, mỗi Tổ tính một lần, lấy từ sổ quyết định.',
      ],
      en: [
        'Teams renewed in the period',
        'Teams renewed',
        'Teams with a renewal decision signed in the period, each team once, from the register of decisions.',
      ],
    },
    rosters,
  ),
  flow(
    'A11',
    'system',
    'team',
    {
      vi: [
        'Số Tổ chưa ghi nhận hoạt động trong kỳ',
        'Tổ chưa ghi nhận hoạt động',
        'Tổ không có buổi hoạt động nào được ghi nhận trong kỳ, cả trong nhật ký và trong báo cáo đã tiếp nhận.',
      ],
      en: [
        'Teams without recorded activity in the period',
        'Teams without activity',
        'Teams with no session in the period, neither in the log nor in an accepted report.',
      ],
    },
    rosters,
  ),

  flow('B01', 'commune', 'class', {
    vi: [
      'Số lớp tập huấn, bồi dưỡng cho thành viên Tổ',
      'Lớp tập huấn',
      'Lớp trực tiếp hoặc trực tuyến kết thúc trong kỳ, dành cho thành viên Tổ. Lớp nhiều ngày tính một lớp.',
    ],
    en: [
      'Training classes for team members',
      'Training classes',
      'Classes for team members, on site or online, that ended in the period. A class of several days counts once.',
    ],
  }),
  flow('B02', 'commune', 'attendance', {
    vi: [
      'Số lượt thành viên được tập huấn',
      'Lượt thành viên được tập huấn',
      'Tính theo lượt: một thành viên dự hai lớp tính 2 lượt.',
    ],
    en: [
      'Member training attendances',
      'Training attendances',
      'Attendances: a member who attends two classes counts twice.',
    ],
  }),
  flow(
    'B03',
    'commune',
    'person',
    {
      vi: [
        'Số thành viên được tập huấn (không trùng)',
        'Thành viên được tập huấn',
        'Tính theo người: mỗi thành viên tính một lần trong kỳ dù dự nhiều lớp. Không cộng số các tháng với nhau.',
      ],
      en: [
        'Members trained, each once',
        'Members trained',
        'People: each member counts once in the period, however many classes. Months are never added up.',
      ],
    },
    { eachOnce: true },
  ),
  stock('B04', 'commune', 'person', {
    vi: [
      'Số thành viên hoàn thành khóa học trên nền tảng MOOCs, Bình dân học vụ số (lũy kế năm)',
      'Thành viên hoàn thành khóa học trực tuyến',
      'Tính từ ngày 15/12 năm trước đến cuối kỳ, mỗi người một lần, gồm cả người đã thôi tham gia Tổ sau khi hoàn thành.',
    ],
    en: [
      'Members who finished an official online course, year to date',
      'Online course completed',
      'From 15 December of the year before to the end of the period, each person once, those who left the team included.',
    ],
  }),
  stock('B05', 'commune', 'person', {
    vi: [
      'Số cán bộ xã hoàn thành khóa quản lý hoạt động Tổ (lũy kế năm)',
      'Cán bộ hoàn thành khóa quản lý Tổ',
      'Cán bộ, công chức cấp xã hoàn thành khóa về lập kế hoạch, điều hành, theo dõi Tổ, tính từ ngày 15/12 năm trước.',
    ],
    en: [
      'Officials who finished the course on running teams, year to date',
      'Officials trained',
      'Commune officials who finished the course on planning, running and monitoring teams, since 15 December of the year before.',
    ],
  }),
]

import { derived, flow, type SeedRow, stock } from './shape'

/** Part C, activity common to all tasks. */
export const generalRows: readonly SeedRow[] = [
  flow(
    'C01',
    'village',
    'session',
    {
      vi: [
        'Số buổi hoạt động của Tổ',
        'Buổi hoạt động',
        'Buổi tuyên truyền, hướng dẫn, hỗ trợ, ra quân có thành viên Tổ tham gia. Nhiều Tổ phối hợp một buổi thì chỉ Tổ chủ trì tính.',
      ],
      en: [
        'Team activity sessions',
        'Sessions',
        'Sessions of outreach, guidance or support with team members. Where several teams join, only the one in charge counts it.',
      ],
    },
    { required: true },
  ),
  flow(
    'C02',
    'village',
    'household',
    {
      vi: [
        'Số hộ gia đình được Tổ đến hướng dẫn',
        'Hộ được đến hướng dẫn',
        'Hộ được thành viên Tổ đến tận nhà hướng dẫn trong kỳ, mỗi hộ tính một lần trong kỳ.',
      ],
      en: [
        'Households visited by a team',
        'Households visited',
        'Households visited at home by team members in the period, each household once in the period.',
      ],
    },
    { required: true },
  ),
  stock('C03', 'village', 'household', {
    vi: [
      'Số hộ đã được tiếp cận ít nhất một lần (lũy kế năm)',
      'Hộ đã được tiếp cận',
      'Hộ được Tổ tiếp cận ít nhất một lần từ ngày 15/12 năm trước đến cuối kỳ, mỗi hộ tính một lần.',
    ],
    en: [
      'Households reached at least once, year to date',
      'Households reached',
      'Households a team has reached at least once since 15 December of the year before, each household once.',
    ],
  }),
  stock('C04', 'village', 'household', {
    vi: [
      'Số hộ có ít nhất một người sử dụng thành thạo ứng dụng số',
      'Hộ có người thành thạo',
      'Hiện có đến cuối kỳ: hộ có người tự dùng được dịch vụ công, thanh toán hoặc ứng dụng khác mà không cần giúp.',
    ],
    en: [
      'Households with at least one proficient user',
      'Households with a proficient user',
      'At period end: households where someone uses public services, payment or other applications without help.',
    ],
  }),
  derived('C05', 'system', 'attendance', {
    vi: [
      'Số lượt hướng dẫn (một người 3 nội dung tính 3 lượt)',
      'Lượt hướng dẫn',
      'Hệ thống tự tính: tổng số lượt hướng dẫn của 5 nhiệm vụ. Là số lượt, không phải số người.',
    ],
    en: [
      'Guidance attendances (one person, three topics: three attendances)',
      'Guidance attendances',
      'Computed: the sum of the guidance attendances of the five tasks. Attendances, not people.',
    ],
  }),
  flow(
    'C06',
    'village',
    'person',
    {
      vi: [
        'Số người dân được hướng dẫn (không trùng, ước tính)',
        'Người được hướng dẫn',
        'Tính theo người: mỗi người một lần trong kỳ dù được hướng dẫn nhiều nội dung; được ước tính, có thể để trống.',
      ],
      en: [
        'Citizens guided, each once (estimate)',
        'Citizens guided',
        'People: each once in the period, however many topics. May be an estimate, may stay blank.',
      ],
    },
    { eachOnce: true },
  ),
  flow(
    'C07',
    'village',
    'person',
    {
      vi: [
        'Trong đó: người cao tuổi',
        'Người cao tuổi được hướng dẫn',
        'Người từ đủ 60 tuổi trở lên trong số người dân được hướng dẫn, mỗi người một lần trong kỳ.',
      ],
      en: [
        'of which aged 60 and over',
        'Elderly people guided',
        'People aged 60 and over among the citizens guided, each once in the period.',
      ],
    },
    { eachOnce: true },
  ),
  flow(
    'C08',
    'system',
    'person',
    {
      vi: [
        'Trong đó: người ở địa bàn đặc biệt khó khăn',
        'Người ở địa bàn đặc biệt khó khăn',
        'Người được hướng dẫn tại thôn thuộc địa bàn đặc biệt khó khăn, lấy theo phân loại đơn vị.',
      ],
      en: [
        'of which in specially difficult areas',
        'People in specially difficult areas',
        'Citizens guided in villages flagged as specially difficult, taken from the flags of the units.',
      ],
    },
    { eachOnce: true, source: 'none' },
  ),
  stock('C09', 'village', 'group', {
    vi: [
      'Số nhóm Zalo, mạng xã hội cộng đồng đang hoạt động',
      'Nhóm cộng đồng',
      'Hiện có đến cuối kỳ: nhóm do Tổ hoặc thôn quản lý, có trao đổi trong kỳ.',
    ],
    en: [
      'Active community chat groups',
      'Community groups',
      'At period end: groups run by a team or a village with exchanges in the period.',
    ],
  }),
  stock('C10', 'village', 'household', {
    vi: [
      'Số hộ có người đại diện trong nhóm',
      'Hộ có người trong nhóm',
      'Hiện có đến cuối kỳ: hộ có ít nhất một người trong các nhóm cộng đồng, mỗi hộ tính một lần.',
    ],
    en: [
      'Households represented in the groups',
      'Households in groups',
      'At period end: households with at least one person in the community groups, each household once.',
    ],
  }),
  flow('C11', 'commune', 'item', {
    vi: [
      'Số tin, bài phát thanh trên đài truyền thanh cơ sở',
      'Tin, bài phát thanh',
      'Tin, bài khác nhau về chuyển đổi số phát trong kỳ; phát lại không tính thêm.',
    ],
    en: [
      'Items on local loudspeakers',
      'Loudspeaker items',
      'Different items on digital transformation aired in the period; repeats do not count.',
    ],
  }),
  flow('C12', 'commune', 'material', {
    vi: [
      'Số tài liệu tuyên truyền phát hành',
      'Tài liệu tuyên truyền',
      'Số mẫu tài liệu khác nhau (infographic, video, audio, tờ rơi, áp phích) phát hành trong kỳ, không tính số bản in.',
    ],
    en: [
      'Materials released',
      'Materials',
      'Different materials (infographic, video, audio, leaflet, poster) released in the period, not the copies printed.',
    ],
  }),
  flow('C13', 'village', 'request', {
    vi: [
      'Số yêu cầu hỗ trợ của người dân được tiếp nhận',
      'Yêu cầu hỗ trợ tiếp nhận',
      'Yêu cầu hỗ trợ người dân gửi đến Tổ trong kỳ, qua mọi kênh.',
    ],
    en: [
      'Citizen help requests received',
      'Requests received',
      'Requests for help that reached the team in the period, by any channel.',
    ],
  }),
  flow('C14', 'village', 'request', {
    vi: [
      'Trong đó: đã giải quyết',
      'Yêu cầu hỗ trợ đã giải quyết',
      'Trong số yêu cầu tiếp nhận trong kỳ, số đã giải quyết xong đến cuối kỳ.',
    ],
    en: [
      'of which resolved',
      'Requests resolved',
      'Of the requests received in the period, those resolved by its end.',
    ],
  }),
]

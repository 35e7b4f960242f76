import { searchKey } from '@/db/unit-names'
import { spelling, type Token } from '../tokens/rules'

/**
 * What a word means in a report of a team. Units and topics say which figure; `soft` words say nothing beside a topic, `plain`
 * ones never do. After `calendar` words a number is no figure; `place` words make a village a place and not the one that reports.
 */
export type Sense =
  | 'unit'
  | 'topic'
  | 'soft'
  | 'plain'
  | 'self'
  | 'calendar'
  | 'intro'
  | 'place'
  | 'within'
  | 'other'
  | 'remark'
  | 'mended'
  | 'about'
  | 'roughly'
  | 'nil'
  | 'none'
  | 'no'
  | 'unknown'

export type Meaning = { sense: Sense; symbol: string }

const phrases: Readonly<Record<string, string>> = {
  'unit session': 'buổi|buỗi|tổng số buổi',
  'unit household': 'hộ|hộ dân|hộ gia đình|hộ gđ|hgđ|gia đình',
  'unit attendance': 'lượt|lược|lượt người|lượt ng|lượt người dân|lượt dân|lượt bà con|lượt công dân|tổng số lượt',
  'unit person': 'người|ng|số người dân',
  'topic services':
    'dvc|dvctt|dvc tt|dvcqg|dịch vụ công|dịch vụ công trực tuyến|dịch vụ công tt|dịch vụ công online|dịch vụ công quốc gia|dv công|dv công trực tuyến|dv công tt|cổng dịch vụ công|cổng dịch vụ công quốc gia|cổng dvc|cổng dvcqg',
  'topic shopping':
    'mua sắm|mua sắm an toàn|mua sắm trực tuyến an toàn|mua sắm online an toàn|mua sắm qua mạng|mua sắm trên mạng|mua sắm điện tử|mua sắm tmđt|mua hàng online|mua hàng trực tuyến|mua hàng qua mạng|mua hàng trên mạng|tmđt|thương mại điện tử',
  'topic payment':
    'thanh toán|thanh toán điện tử|thanh toán số|thanh toán kdtm|thanh toán không dùng tiền mặt|thanh toán ko dùng tiền mặt|thanh toán k dùng tiền mặt|thanh toán không tiền mặt|không dùng tiền mặt|kdtm|ttkdtm|tt kdtm',
  'topic scams':
    'lừa đảo|chống lừa đảo|phòng chống lừa đảo|phòng tránh lừa đảo|phòng ngừa lừa đảo|phòng lừa đảo|cảnh báo lừa đảo|lừa đảo qua mạng|lừa đảo trên mạng|chống lừa đảo qua mạng|chống lừa đảo trên mạng|phòng chống lừa đảo qua mạng|phòng chống lừa đảo trên mạng|lừa đảo trên không gian mạng|phòng chống lừa đảo trên không gian mạng',
  'topic safety':
    'an toàn|an toàn thông tin|an toàn thông tin mạng|attt|atttm|an toàn mạng|an toàn trên mạng|an toàn không gian mạng|an toàn trên không gian mạng|an ninh mạng|an toàn số|tự bảo vệ|tự bảo vệ trên mạng|tự bảo vệ trên không gian mạng|tự bảo vệ mình trên mạng|bảo vệ trên mạng|bảo vệ trên không gian mạng|bảo vệ bản thân trên mạng|tự bảo vệ bản thân trên mạng',
  'topic platforms':
    'nền tảng khác|nền tảng số khác|các nền tảng khác|các nền tảng số khác|nền tảng số|nền tảng|ứng dụng khác|ứng dụng số khác|các ứng dụng khác|app khác|các app khác|nts khác',
  'topic elderly':
    'người cao tuổi|cao tuổi|người già|nct|ng cao tuổi|người lớn tuổi|trên 60 tuổi|từ 60 tuổi|60 tuổi trở lên|từ 60 tuổi trở lên|từ đủ 60 tuổi trở lên|người trên 60 tuổi|người từ 60 tuổi trở lên|người từ đủ 60 tuổi trở lên',
  soft: 'sử dụng|dùng|trực tuyến|online|kỹ năng|kĩ năng|cách|biết|làm|quản lý',
  plain: [
    'số|số lượng|lượng|được|hướng dẫn|hdẫn|hd|h dẫn|hỗ trợ|giúp|giúp đỡ|tuyên truyền|t truyền|phổ biến|cho|về|là|có|đã|đạt|đi|đến|tới|tận nhà|từng nhà|đến nhà|đến tận nhà|ra quân|tổ chức|thực hiện|triển khai|tiến hành|hoạt động|tổ chức được|thực hiện được|gồm|bao gồm|các|những|và|của|thì|như|như sau|sau đây|cụ thể|cụ thể như sau|các nội dung sau|nội dung|nội dung sau|người dân|dân|bà con|nhân dân|không trùng|không trùng lặp|ko trùng|không tính trùng',
    'dạ|vâng|dạ vâng|ạ|ah|nha|nhé|nhe|nghen|ơi|kính|kính gửi|gửi|gởi|xin|xin phép|phép|chào|kính chào|thưa|kính thưa|kính báo cáo|cảm ơn|cám ơn|trân trọng|ok|oke|rồi|rồi ạ|xong|hết|chị|anh|cô|chú|bác|lãnh đạo|ubnd|ủy ban|ủy ban nhân dân|ubnd xã|các đồng chí|đồng chí|đ c|đc|sếp|mọi người',
    'tổ|tổ em|tổ mình|tổ cnscđ|cnscđ|tổ công nghệ số|tổ công nghệ số cộng đồng|công nghệ số cộng đồng|tổ trưởng|tổ phó|trưởng thôn|thôn trưởng|phó thôn|trưởng bản|trưởng ấp|trưởng ban|bí thư|thôn|bản|ấp|khóm|xã|phường|bên em|thôn em|thôn mình|bản em|bản mình|chúng em|chúng tôi',
    'tháng này|kỳ này|trong tháng này|trong kỳ này|kỳ báo cáo|theo mẫu|theo phiếu|phiếu|phiếu báo cáo|phiếu báo cáo của tổ|như trên|tình hình|tình hình hoạt động|kết quả hoạt động|tính đến|tính từ|đến hết|từ|gì|nào|cả|luôn|nữa',
  ].join('|'),
  self: 'em|tôi|tui|cháu|con|mình|em tên|tôi tên|em là|tôi là|cháu là|con là|mình là|em tên là|tôi tên là',
  calendar:
    'tháng|trong tháng|của tháng|năm|trong năm|ngày|từ ngày|đến ngày|đến hết ngày|kỳ|trong kỳ|lúc|hồi|vào lúc|thứ|sđt|đt|điện thoại|số điện thoại|tel|mức|mức độ',
  intro: 'báo cáo|bc|bcáo|báo cáo nhanh|báo cáo kết quả|kết quả|số liệu|xin báo cáo|gửi báo cáo',
  place: 'tại|ở|cùng|với|cùng với|phối hợp|phối hợp với|sang|qua|trong|ngoài|gần',
  within: 'trong đó|riêng|bao gồm cả|kể cả|tính cả',
  /** Of another time, or planned: the whole sentence is. */
  other:
    'kế hoạch|chỉ tiêu|mục tiêu|dự kiến|phấn đấu|được giao|sẽ|tháng trước|kỳ trước|tháng sau|kỳ sau|tháng tới|kỳ tới|tuần|tuần này|tuần tới|sắp tới|năm trước|năm ngoái|cùng kỳ|quý|lũy kế|cộng dồn|từ đầu năm|đến nay|cả năm|so với',
  /** What follows is told in words. */
  remark: 'khó khăn|vướng mắc|kiến nghị|đề xuất|đề nghị|ghi chú|lý do|lí do|bổ sung',
  /** Something said before does not hold any more. */
  mended: 'nhầm|lộn|sửa|sửa lại|đính chính|điều chỉnh|đúng là|mới đúng|báo lại',
  unknown:
    'gia đình số|không có số liệu|ko có số liệu|k có số liệu|chưa có số liệu|không có mạng|ko có mạng|không có điện thoại|ko có điện thoại|không có sóng',
  about: 'khoảng|tầm|chừng|ước|ước tính|ước khoảng|khoảng chừng',
  roughly: 'hơn|trên|gần|dưới|ít nhất|trở lên|vài|mấy|dăm|chục|rưỡi|nghìn|ngàn|trăm|đổ lại|không quá|tối đa|tối thiểu',
  nil: [
    ...['không', 'ko', 'k', 'kg', 'kh', 'khg', 'hông', 'k 0', 'chưa'].flatMap((no) =>
      [
        'phát sinh',
        'có phát sinh',
        'ps',
        'có ps',
        'phát sinh hoạt động',
        'phát sinh số liệu',
        'có phát sinh số liệu',
      ].map((arises) => `${no} ${arises}`),
    ),
    ...['không', 'ko', 'k', 'k 0'].flatMap((no) =>
      ['có hoạt động', 'hoạt động', 'có gì', 'có gì phát sinh', 'phát sinh gì'].map((had) => `${no} ${had}`),
    ),
    'kps',
  ].join('|'),
  none: 'không có|ko có|k có|kg có|hông có|k 0 có',
  no: 'không|ko|k 0|hông',
}

type Node = { next: Map<string, Node>; entries: { spelt: string[]; keys: string[]; meaning: Meaning }[] }
const root: Node = { next: new Map(), entries: [] }
for (const [head, list] of Object.entries(phrases)) {
  const [sense = '', symbol = ''] = head.split(' ')
  for (const phrase of list.split('|')) {
    const words = phrase.split(' ')
    const keys = words.map((word) => searchKey(word))
    let node = root
    for (const key of keys) {
      const next = node.next.get(key) ?? { next: new Map(), entries: [] }
      node.next.set(key, next)
      node = next
    }
    node.entries.push({ spelt: words.map(spelling), keys, meaning: { sense: sense as Sense, symbol: `=${symbol}` } })
  }
}

/** Words of one letter that, without marks, could be anything. */
const isSaid = (token: Token, spelt: string, key: string): boolean =>
  token.spelt === spelt || (token.spelt === token.key && (key.length > 1 || spelt === key))

/** The longest phrase that is known from a token on, or null. Words without marks stand for all they may be short for. */
export function phraseAt(tokens: readonly Token[], from: number): { meaning: Meaning; next: number } | null {
  let node: Node | undefined = root
  let found: { meaning: Meaning; next: number } | null = null
  for (let i = from; node; ) {
    const token: Token | undefined = tokens[i]
    const isPart = token?.kind === 'word' || (token?.kind === 'number' && i > from) || token?.key === '60'
    node = isPart && token ? node.next.get(token.key) : undefined
    if (!node) break
    i++
    const entry = node.entries.find((each) =>
      each.spelt.every((spelt, at) => isSaid(tokens[from + at] as Token, spelt, each.keys[at] ?? '')),
    )
    if (entry) found = { meaning: entry.meaning, next: i }
  }
  return found
}

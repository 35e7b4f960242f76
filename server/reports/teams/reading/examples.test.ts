import { expect, it } from 'vitest'
import { commune, inWords } from '@/server/testing-reading'
import { readMessage } from './rules'

/** What leaders send of a month, and what is taken of it; a piece in <angle brackets> is left to the officer. */
const examples: [message: string, read: string][] = [
  [
    'Thôn 3 báo cáo: 7 buổi, 21 hộ, 33 lượt dịch vụ công. Kế hoạch tháng sau 6 buổi. Khác: 2',
    '3: C01=7 C02=21 T1_01=33 <Kế hoạch tháng sau 6 buổi> <Khác: 2>',
  ],
  [
    'Dạ em báo cáo anh ạ. Thôn Ka Tăng tháng này sinh hoạt 2 buổi, hướng dẫn được 15 hộ',
    '21: <tháng này sinh hoạt 2 buổi> <hướng dẫn được 15 hộ>',
  ],
  [
    '[16/11/2026 19:30] Hồ Văn Bình: Thôn 4 gửi báo cáo: 3 buổi, 12 hộ, 20 lượt DVC\n[16/11/2026 19:45] Hồ Thị Hoa: Thôn 5 không có phát sinh',
    '4: C01=3 C02=12 T1_01=20 / 5: nil',
  ],
  [
    'Thôn 11 BC T11: buổi 3, hộ 14, dvc 9, mua sắm 0, thanh toán 6, lừa đảo 11, khác 0',
    '11: C01=3 C02=14 T1_01=9 T2_01=0 T3_01=6 T4_01=11 <khác 0>',
  ],
  ['Bản Xi Núc: 3 buổi/12 hộ/7 lượt DVC', '25: C01=3 C02=12 T1_01=7'],
  ['Thôn Tan Lap: 3 buổi 10 hộ', '?23,24: C01=3 C02=10'],
  ['Tấn Lập: 5 buổi, 22 hộ', '24: C01=5 C02=22'],
  ['Thôn 1 khoảng 20 hộ, 3 buổi', '1: C02=approximate C01=3'],
  ['Thôn 2: 1.260 lượt dịch vụ công trực tuyến, 4 buổi', '2: T1_01=1260 C01=4'],
  ['Thôn 2: mười hai hộ, ba buổi', '2: C02=12 C01=3'],
  ['Thôn 2: 3 buổi, 12 hộ trong đó 4 hộ nghèo', '2: C01=3 <12 hộ trong đó 4 hộ nghèo>'],
  ['Kỳ Nơi: 3 buổi', '?26,27: C01=3'],
  ['Kỳ Nơi (Tổ số 2): 3 buổi, 9 hộ', '?2,26,27: C01=3 C02=9'],
  ['liên thôn A Xóc: 6 buổi, 30 hộ, 14 thanh toán không dùng tiền mặt', '28: C01=6 C02=30 T3_01=14'],
  ['Tổ xã Lìa: 5 buổi, 60 hộ', '100: C01=5 C02=60'],
  ['Thôn 7: 3 buổi', '?: C01=3'],
  ['3 buổi, 12 hộ', '?: C01=3 C02=12'],
  ['Thôn 3 tháng này ko có gì ạ', '3: nil'],
  ['Thôn 3: 0 buổi, 0 hộ', '3: C01=0 C02=0'],
  ['Thôn 12: 3 buổi, 300 ngàn đồng tiền nước, 12 hộ', '12: C01=3 <300 ngàn đồng tiền nước> <12 hộ>'],
  ['Thôn 3: 4 buổi, 4 buổi tập huấn', '3: C01=4 <4 buổi tập huấn>'],
  ['Thôn 3: 4 buổi. Đính chính: 5 buổi', '3: <4 buổi> <Đính chính: 5 buổi>'],
  [
    'thôn 3 tháng 10: 4 buổi, 20 hộ. tháng 11: 5 buổi, 22 hộ',
    '3: <tháng 10: 4 buổi> <20 hộ> <tháng 11: 5 buổi> <22 hộ>',
  ],
  ['Thôn 3: hộ -5', '3: C02=negative'],
  ['Thôn 3: 2,5 buổi', '3: C01=fraction'],
  ['Thôn 3: số hộ: 12-15', '3: C02=notNumber'],
  [
    'Thôn 3\nBuổi: 3\nHộ: 12\nNgười: 40\nDVCTT: 8\nTMĐT: 2\nTTKDTM: 6\nATTT: 20\nNền tảng khác: 4',
    '3: C01=3 C02=12 C06=40 T1_01=8 T2_01=2 T3_01=6 T4_01=20 T5_01=4',
  ],
  ['T5: 3b, 12h, 8dvc', '5: <3b, 12h, 8dvc>'],
  ['Thôn Ka Tiêng và Ka Tăng: 3 buổi', '?21,22: C01=3'],
  ['Thôn 3: đã nhắc 12 hộ chưa cài VNeID', '3: <đã nhắc 12 hộ chưa cài VNeID>'],
  ['Thôn 1 – 4 buổi – 15 hộ; Thôn 2 – 3 buổi – 9 hộ', '1: C01=4 C02=15 / 2: C01=3 C02=9'],
  [
    'Thôn 4: hướng dẫn 7 lượt nộp hồ sơ dịch vụ công, 3 lượt mua hàng online, 5 lượt chuyển khoản QR',
    '4: T2_01=3 <hướng dẫn 7 lượt nộp hồ sơ dịch vụ công> <5 lượt chuyển khoản QR>',
  ],
  ['BÁO CÁO THÔN 4: 3 BUỔI, 12 HỘ, 8 LƯỢT DVC', '4: C01=3 C02=12 T1_01=8'],
  ['Thôn 4: 3 buổi ✅ 12 hộ ✅ 8 lượt DVC ✅', '4: C01=3 C02=12 T1_01=8'],
  ['Thôn 4: C01 3, C02 12, T1_01 8', '4: C01=3 C02=12 T1_01=8'],
  ['Thôn 4 chưa làm được gì', '?4: <chưa làm được gì>'],
  ['Thôn 4: 12 hộ, 40 người', '4: C02=12 C06=40'],
  ['Chú Bảy thôn 4 nhờ báo: 3 buổi, 9 hộ', '?4: <Chú Bảy> <nhờ báo: 3 buổi> <9 hộ>'],
  ['Thôn 4: 999999999 hộ', '4: C02=999999999'],
  ['Thôn 4: 3 buổi, hộ chưa đếm', '4: <3 buổi> <hộ chưa đếm>'],
  ['Thôn 4 nợ báo cáo, mai gửi', '?4: <nợ báo cáo, mai gửi>'],
  ['Tổ thôn 12 : Không phát sinh. Thôn 11: không phát sinh', '12: nil / 11: nil'],
  ['Không có thôn nào báo cáo', '?: nil'],
  ['Nhắc các Tổ nộp báo cáo trước ngày 20', '?: <Nhắc các Tổ nộp báo cáo trước ngày 20>'],
  ['Thôn 2 - SĐT 0900 000 123 - 3 buổi - 11 hộ', '2: C01=3 C02=11'],
  ['Thôn 2:3b;11hộ;7 lượt dvc', '2: C02=11 T1_01=7 <3b>'],
  ['Thôn số 2: 3 buổi', '2: C01=3'],
  ['Tổ 2: 3 buổi', '2: C01=3'],
  ['Tổ CNSCĐ Cha Lỳ: 3 buổi, 9 hộ', '28: C01=3 C02=9'],
  ['Thôn 2: hướng dẫn dịch vụ công 25 lượt cho 20 người', '2: T1_01=25 C06=20'],
  ['Thôn 2: lũy kế 12 buổi, tháng này 3 buổi', '2: <lũy kế 12 buổi> <tháng này 3 buổi>'],
  ['Thôn 2: 3 buổi (tối 5/11, 12/11, 19/11), 11 hộ', '2: C01=3 C02=11 <tối 5/11, 12/11, 19/11>'],
  ['Thôn 2: đạt 85% số hộ, 3 buổi', '2: <đạt 85% số hộ> <3 buổi>'],
  ['Thôn 2: 3 buổi, mỗi buổi 10 hộ', '2: C01=3 <mỗi buổi 10 hộ>'],
  ['Thôn 2: tổng cộng 30 hộ, 3 buổi', '2: <tổng cộng 30 hộ> <3 buổi>'],
  ['Cả xã: 45 buổi, 300 hộ', '?: C01=45 C02=300'],
  ['Thôn 2: hai mươi lăm hộ, bốn buổi', '2: C02=25 C01=4'],
  ['Thôn 2: 1 260 lượt dịch vụ công', '2: T1_01=1260'],
  ['Thôn 2: 3 buổi; 11 hộ; DVC; 7', '2: C01=3 C02=11 <DVC> <7>'],
  ['thon 3 bc: 4 buoi 35 ho 20 dvc 10 tmdt 15 kdtm 5 lua dao', '3: C01=4 C02=35 T1_01=20 T2_01=10 T3_01=15 T4_01=5'],
  [
    'Thôn 1: không phát sinh\nThôn 2: 3 buổi, 12 hộ\nThôn 3: 2 buổi, 8 hộ, 10 lượt dịch vụ công',
    '1: nil / 2: C01=3 C02=12 / 3: C01=2 C02=8 T1_01=10',
  ],
  [
    'Báo cáo Tổ CNSCĐ thôn 2 tháng 11/2026\n1. Số buổi: 5\n2. Số hộ: 40\n3. DVC: 25 lượt\n4. Mua sắm: 3\n5. Thanh toán: 12\n6. An toàn: 30\n7. Khác: 2',
    '2: C01=5 C02=40 T1_01=25 T2_01=3 T3_01=12 T4_01=30 <Khác: 2>',
  ],
  [
    'Thôn 3 báo cáo: 7 buổi, 21 hộ, 33 lượt dịch vụ công, tuần sau đi chợ phiên',
    '3: <báo cáo: 7 buổi> <21 hộ> <33 lượt dịch vụ công> <tuần sau đi chợ phiên>',
  ],
  [
    'Tổ thôn 3 báo cáo tháng 11: tổ chức 4 buổi, đến 35 hộ, hướng dẫn 120 lượt DVC, 15 thanh toán, 8 mua sắm, 40 lượt an toàn mạng',
    '3: C01=4 C02=35 T1_01=120 T3_01=15 T2_01=8 T4_01=40',
  ],
  ['Xin chào cả nhà, chúc mừng 20/11', '?: <Xin chào cả nhà, chúc mừng 20/11>'],
  ['Thôn 3 (3 buổi, 9 hộ)', '3: <3 buổi, 9 hộ>'],
  ['Thôn 5: 03 buổi, 09 hộ', '5: C01=3 C02=9'],
]

it.each(examples)('%s', (message, read) => {
  expect(readMessage(message, commune).map(inWords).join(' / ')).toBe(read)
})

import { flow, type SeedRow, stock } from './shape'

/** Part D, resources, and part E, narrative. */
export const resourceRows: readonly SeedRow[] = [
  stock('D01', 'commune', 'model', {
    vi: [
      'Số mô hình chuyển đổi số đang hoạt động',
      'Mô hình chuyển đổi số',
      'Hiện có đến cuối kỳ: thôn thông minh, làng số, mô hình 3 không, chợ, tuyến phố không dùng tiền mặt và mô hình khác.',
    ],
    en: [
      'Digital models running',
      'Digital models',
      'At period end: smart villages, digital villages, cashless markets and streets and other models.',
    ],
  }),
  stock('D02', 'commune', 'point', {
    vi: [
      'Số điểm hỗ trợ dịch vụ công trực tuyến',
      'Điểm hỗ trợ dịch vụ công',
      'Hiện có đến cuối kỳ: điểm có người trực hỗ trợ người dân làm dịch vụ công trực tuyến.',
    ],
    en: [
      'Support points for online public services',
      'Support points',
      'At period end: points where somebody helps citizens with online public services.',
    ],
  }),
  flow('D03', 'commune', 'body', {
    vi: [
      'Số doanh nghiệp, đoàn thể phối hợp trong kỳ',
      'Đơn vị phối hợp',
      'Doanh nghiệp, ngân hàng, đoàn thể cùng Tổ tổ chức hoạt động trong kỳ, mỗi đơn vị tính một lần.',
    ],
    en: [
      'Partners active in the period',
      'Partners',
      'Firms, banks and associations that acted together with teams in the period, each once.',
    ],
  }),
  flow('D04', 'commune', 'dong', {
    vi: [
      'Kinh phí ngân sách chi cho hoạt động của Tổ',
      'Ngân sách chi cho Tổ',
      'Số tiền ngân sách nhà nước đã chi trong kỳ, tính bằng đồng, không tính dự toán chưa chi.',
    ],
    en: [
      'State money spent on teams',
      'State money',
      'State budget money paid out in the period, in VND; plans not yet paid do not count.',
    ],
  }),
  flow('D05', 'commune', 'dong', {
    vi: [
      'Giá trị huy động xã hội hóa (quy ra tiền)',
      'Giá trị xã hội hóa',
      'Tiền, thiết bị, đất, ngày công do người dân, doanh nghiệp đóng góp trong kỳ, quy ra đồng.',
    ],
    en: [
      'Value raised from society',
      'Value raised',
      'Money, equipment, land and working days given by citizens and firms in the period, in VND.',
    ],
  }),
  flow('D06', 'commune', 'commendation', {
    vi: [
      'Số lượt Tổ, thành viên Tổ được khen thưởng',
      'Lượt khen thưởng',
      'Quyết định khen thưởng tập thể Tổ hoặc cá nhân thành viên, ký trong kỳ; mỗi tập thể, cá nhân trong quyết định tính một lượt.',
    ],
    en: [
      'Commendations of teams and members',
      'Commendations',
      'Teams and members named in commendation decisions signed in the period; each one named counts once.',
    ],
  }),
  flow('D07', 'commune', 'inspection', {
    vi: [
      'Số cuộc kiểm tra, làm việc với Tổ',
      'Cuộc kiểm tra, làm việc',
      'Cuộc kiểm tra, làm việc của cấp xã trở lên với Tổ trong kỳ; một cuộc với nhiều Tổ tính một cuộc.',
    ],
    en: [
      'Inspections of teams',
      'Inspections',
      'Inspections of and working sessions with teams by the commune or above; one with several teams counts once.',
    ],
  }),

  flow('E01', 'village', 'none', {
    vi: [
      'Kết quả nổi bật, cách làm hay',
      'Kết quả nổi bật',
      'Việc làm được, cách làm có thể chia sẻ cho nơi khác. Không ghi tên, số điện thoại của người dân.',
    ],
    en: [
      'Highlights and good practice',
      'Highlights',
      'What was achieved and could be shared. No names or phone numbers of citizens.',
    ],
  }),
  flow('E02', 'village', 'none', {
    vi: ['Khó khăn, vướng mắc', 'Khó khăn', 'Mỗi khó khăn ghi một dòng để tiện theo dõi, giải đáp.'],
    en: ['Difficulties', 'Difficulties', 'One difficulty a line, so that each can be followed up and answered.'],
  }),
  flow('E03', 'commune', 'none', {
    vi: [
      'Kiến nghị, đề xuất',
      'Kiến nghị',
      'Kiến nghị với cấp trên, nêu rõ cơ quan có thẩm quyền giải quyết nếu biết.',
    ],
    en: ['Proposals', 'Proposals', 'Proposals to the levels above, with the agency in charge where known.'],
  }),
  flow('E04', 'commune', 'none', {
    vi: ['Nhiệm vụ trọng tâm kỳ tới', 'Nhiệm vụ kỳ tới', 'Những việc chính của kỳ tiếp theo.'],
    en: ['Next steps', 'Next steps', 'The main work of the next period.'],
  }),
]

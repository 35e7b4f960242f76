/**
 * Sentences of the narrative rows, as an official writes them. `%1$s` sessions, `%2$s` guidance attendances,
 * `%3$s` households visited, `%4$s` dossiers filed with help; the figures of the report itself are put in.
 */
export const highlights: readonly string[] = [
  'Các Tổ đã tổ chức %1$s buổi hoạt động, hướng dẫn %2$s lượt người dân sử dụng dịch vụ số; đến tận nhà hướng dẫn %3$s hộ.',
  'Duy trì tốt việc hỗ trợ người dân nộp hồ sơ trực tuyến tại thôn, tổ dân phố; trong kỳ hỗ trợ nộp thành công %4$s hồ sơ.',
  'Phối hợp với Đoàn Thanh niên và Hội Phụ nữ ra quân hướng dẫn kỹ năng số tại nhà văn hóa; tổng số %2$s lượt người dân được hướng dẫn.',
  'Tổ chức %1$s buổi hướng dẫn theo phương châm "đi từng ngõ, gõ từng nhà", tiếp cận %3$s hộ gia đình trên địa bàn.',
  'Kết hợp hướng dẫn thanh toán không dùng tiền mặt trong phiên chợ; người dân hưởng ứng, %2$s lượt người được hướng dẫn trong kỳ.',
  'Tăng cường tuyên truyền phòng, chống lừa đảo trên không gian mạng lồng ghép trong %1$s buổi sinh hoạt của thôn, tổ dân phố.',
  'Công an phối hợp với các Tổ hỗ trợ người cao tuổi kích hoạt tài khoản định danh điện tử mức độ 2; hoạt động được người dân đánh giá tốt.',
  'Hỗ trợ hộ sản xuất, kinh doanh đưa sản phẩm địa phương lên sàn thương mại điện tử và niêm yết mã QR thanh toán tại cửa hàng.',
  'Hoạt động của các Tổ ổn định, đúng kế hoạch; %3$s hộ được hướng dẫn tại nhà, %4$s hồ sơ dịch vụ công trực tuyến được hỗ trợ.',
]

export const difficulties: readonly string[] = [
  'Thành viên Tổ hoạt động kiêm nhiệm, kinh phí hỗ trợ còn hạn chế; thiết bị phục vụ hướng dẫn chủ yếu là điện thoại cá nhân.',
  'Một bộ phận người cao tuổi không có điện thoại thông minh, việc hướng dẫn mất nhiều thời gian.',
  'Một số khu vực sóng di động yếu, chưa có cáp quang nên việc nộp hồ sơ trực tuyến còn gián đoạn.',
  'Người dân đi làm ăn xa nhiều, tỷ lệ hộ tiếp cận được trong giờ hành chính chưa cao.',
  'Sau sắp xếp đơn vị hành chính, địa bàn rộng, một số Tổ chưa được kiện toàn kịp thời.',
  'Hệ thống dịch vụ công có thời điểm chậm, người dân phải thao tác lại nhiều lần.',
  'Kỹ năng của một số thành viên Tổ không đồng đều, cần được tập huấn thêm về an toàn thông tin.',
]

export const proposals: readonly string[] = [
  'Đề nghị Sở Khoa học và Công nghệ tổ chức thêm lớp tập huấn kỹ năng cho Tổ trưởng.',
  'Đề nghị bố trí kinh phí hỗ trợ hoạt động cho thành viên Tổ từ nguồn ngân sách cấp tỉnh.',
  'Đề nghị doanh nghiệp viễn thông mở rộng vùng phủ sóng tại các điểm lõm.',
  'Đề nghị cung cấp tài liệu hướng dẫn ngắn gọn, có hình ảnh, dễ phát trên nhóm Zalo của thôn.',
]

export const nextSteps: readonly string[] = [
  'Tiếp tục duy trì lịch hoạt động hằng tuần của các Tổ; tập trung hướng dẫn dịch vụ công trực tuyến toàn trình.',
  'Rà soát, kiện toàn các Tổ có thay đổi thành viên; phân công từng thành viên phụ trách nhóm hộ.',
  'Phối hợp với ngân hàng, doanh nghiệp viễn thông tổ chức ngày hội hướng dẫn thanh toán không dùng tiền mặt.',
  'Đẩy mạnh tuyên truyền phòng, chống lừa đảo trực tuyến trên đài truyền thanh cơ sở và nhóm Zalo.',
  'Hỗ trợ người cao tuổi và hộ ở xa trung tâm; tổ chức điểm hướng dẫn lưu động tại nhà văn hóa thôn.',
  'Vận động hộ kinh doanh mở gian hàng trực tuyến, niêm yết mã QR; ghi nhận hộ đạt "Gia đình số".',
]

/** Why a figure is several times what it was: each reads after "Nếu đúng, đề nghị ghi lý do". */
export const jumpReasons: readonly string[] = [
  'Trong kỳ xã tổ chức ra quân hướng dẫn dịch vụ công cho phụ huynh và học sinh đầu cấp nên số lượt tăng cao.',
  'Thực hiện đợt cao điểm kích hoạt tài khoản định danh điện tử theo kế hoạch của tỉnh, các Tổ hướng dẫn tập trung.',
  'Kết hợp ngày hội chuyển đổi số của địa phương, người dân đến đông; số liệu đã được các Tổ rà soát.',
]
export const afterRiseReason = 'Số lượt trở lại mức bình thường sau đợt cao điểm.'
export const nilReason = 'Mưa lũ kéo dài trong kỳ, các Tổ tập trung phòng, chống thiên tai nên không tổ chức hoạt động.'
export const exemptReasons: readonly string[] = [
  'Tập trung khắc phục hậu quả thiên tai theo văn bản của Ủy ban nhân dân tỉnh.',
  'Đang kiện toàn bộ máy, chưa bố trí được cán bộ phụ trách.',
]
export const emptyReason = 'Đơn vị đặc thù, chưa có Tổ công nghệ số cộng đồng và không phải báo cáo.'
export const extensionReasons: readonly string[] = [
  'Mất điện và mất kết nối nhiều ngày do mưa bão.',
  'Cán bộ phụ trách mới nhận bàn giao, cần thêm thời gian đối chiếu số liệu.',
]
/** What the department asks when it returns a report; the row it concerns is C02. */
export const returnReasons: readonly string[] = [
  'Đề nghị rà soát số hộ được Tổ đến hướng dẫn, đối chiếu với số liệu của từng Tổ trước khi gửi lại.',
  'Số hộ được đến hướng dẫn chưa khớp với báo cáo của các Tổ. Đề nghị kiểm tra, sửa và gửi lại.',
]
export const returnCellReason = 'Mỗi hộ chỉ tính một lần trong kỳ; đề nghị bỏ các hộ tính trùng giữa các Tổ.'
export const percentSources = {
  police: ['Công an xã', 'Công an phường', 'Công an đặc khu'],
  bank: 'Ngân hàng Nhà nước chi nhánh khu vực',
  signature: 'Đơn vị cung cấp chữ ký số',
} as const

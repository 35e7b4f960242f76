import { decision, vietnamese, pagesOf } from './server/testing-documents'
import { teamDecisionDocument } from './server/decisions/document'
import { writeDocument } from './server/documents/document'
const names = ['Hai Bà Trưng','Hoàng Văn Thụ','Nguyễn Bỉnh Khiêm','Trần Hưng Đạo','Lý Thường Kiệt','Trần Nhân Tông','7','12','Nguyễn Lương Bằng','Triệu Việt Vương','Trương Quang Trọng','Điện Biên Phủ','Dương Minh Châu','Lê Đại Hành','Ngô Quyền','Bình Thạnh Trung','Tân Phú Trung Hiếu','Bảo Lộc Sơn Đông Thượng']
async function main(){ for (const name of names) for (const type of ['phuong','xa'] as const) for (const dated of [null,{ number: 5, issuedOn: { day: '2026-01-05' }}]) { const d = decision({ commune: { type, name }, ...(dated??{}) }); const p = pagesOf(await writeDocument(teamDecisionDocument(d, vietnamese)))[0]!; const lines=p.split('\n'); const i=lines.findIndex(l=>/QĐ-UBND/.test(l)); console.log(JSON.stringify(lines.slice(i-1,i+3).map(l=>l.trim().replace(/ {3,}/g,'   ')))) } }
void main()

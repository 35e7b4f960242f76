import { writeFileSync } from 'node:fs'
import { decision, roster, team, vietnamese, pagesOf } from './server/testing-documents'
import { teamDecisionDocument } from './server/decisions/document'
import { writeDocument } from './server/documents/document'
const long = 'Tổ dân phố liên khu vực Nguyễn Thị Minh Khai – Hoàng Hoa Thám – Trần Hưng Đạo mở rộng số 12B'
const made: Record<string, any> = {
  a_ward7: decision({ commune: { type: 'phuong', name: '7' }, province: { type: 'thanh_pho', name: 'Hồ Chí Minh' }, number: 5, issuedOn: { day: '2026-01-05' }, teams: [team('Tổ dân phố 3', { villages: ['Tổ dân phố 3'], members: roster(3, 'Tổ dân phố 3') })] }),
  b_long: decision({ commune: { type: 'dac_khu' as any, name: 'Bạch Long Vĩ & <Cát Hải>' }, signer: { as: 'deputy', name: 'Tôn Nữ Hoàng Nguyễn Công Tằng Thị Huyền Trân Minh Châu' }, teams: [team(long, { villages: [long, 'Ấp Kinh 5B Ranh Hạt Đông – Tây', 'Phum Chầm Ca'], members: [{ fullName: 'Tôn Nữ Hoàng Nguyễn Công Tằng Thị Huyền Trân Minh Châu Bảo Ngọc', birthYear: null, post: 'Phó Trưởng ban Công tác Mặt trận kiêm Chi hội trưởng Chi hội Nông dân kiêm Tổ trưởng Tổ bảo vệ an ninh, trật tự ở cơ sở', role: 'leader', village: long } as any, { fullName: '=HYPERLINK("x")&<b>', birthYear: 1985, post: '-x', role: 'member', village: 'Thôn 1' } as any] })] }),
  c_100: decision({ number: 112, issuedOn: { day: '2026-02-05' }, teams: Array.from({ length: 100 }, (_, i) => team(`Thôn Tân Lập ${i + 1}`, { members: roster(5, `Thôn Tân Lập ${i + 1}`, i * 5) })) }),
  d_renew: decision({ kind: 'renewal', replaces: [{ number: '12/QĐ-UBND', day: '2022-05-10', issuer: 'Chủ tịch Ủy ban nhân dân xã A Dơi' }], effectiveFrom: '2026-12-01', teams: [team('Thôn Tân Lập', { members: roster(5, 'Thôn Tân Lập').map((m, i) => i === 2 ? { ...m, joins: true } : m), leaving: roster(2, 'Thôn Tân Lập', 9) }), team(long, { members: roster(4, 'Thôn 5', 30) })] }),
  e_diss: decision({ kind: 'dissolution', teams: [team('Thôn A Sóc', { reason: 'thôn kết thúc hoạt động theo Nghị quyết số 12/NQ-HĐND ngày 10 tháng 9 năm 2026 của Hội đồng nhân dân xã' })] }),
  f_merge: decision({ kind: 'merger', commune: { type: 'phuong', name: 'Hai Bà Trưng' }, province: { type: 'thanh_pho', name: 'Hà Nội' }, teams: Array.from({ length: 100 }, (_, i) => team(`Tổ dân phố ${i + 2}`, { successor: 'Tổ dân phố 1', villages: [`Tổ dân phố ${i + 2}`] })) }),
}
async function main(){ for (const [n, d] of Object.entries(made)) { const at = Date.now(); const doc = await writeDocument(teamDecisionDocument(d, vietnamese)); const pages = pagesOf(doc, `/tmp/w/tt/docs/${n}.pdf`); writeFileSync(`/tmp/w/tt/docs/${n}.docx`, doc); console.log(n, doc.length, pages.length, 'pages', Date.now() - at, 'ms') } }
void main()

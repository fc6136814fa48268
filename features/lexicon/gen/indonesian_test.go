package main

import "testing"

func TestIndonesianRules(t *testing.T) {
	tests := []struct{ rule, root, want string }{
		{"me", "lawan", "melawan"},
		{"me", "rongrong", "merongrong"},
		{"me", "nyata", "menyata"},
		{"me", "bungkam", "membungkam"},
		{"me", "fitnah", "memfitnah"},
		{"me", "pukul", "memukul"},
		{"me", "protes", "memprotes"},
		{"me", "damprat", "mendamprat"},
		{"me", "cecar", "mencecar"},
		{"me", "jegal", "menjegal"},
		{"me", "zalim", "menzalim"},
		{"me", "tampar", "menampar"},
		{"me", "traktir", "mentraktir"},
		{"me", "sapu", "menyapu"},
		{"me", "skakmat", "menskakmat"},
		{"me", "kuliti", "menguliti"},
		{"me", "kritik", "mengkritik"},
		{"me", "khianat", "mengkhianat"},
		{"me", "guncang", "mengguncang"},
		{"me", "hina", "menghina"},
		{"me", "injak-injak", "menginjak-injak"},
		{"me", "bom", "mengebom"},
		{"me", "cek", "mengecek"},
		{"me-kan", "pojok", "memojokkan"},
		{"me-kan", "heboh", "menghebohkan"},
		{"me-kan", "tewas", "menewaskan"},
		{"me-i", "marah", "memarahi"},
		{"me-i", "beri", "memberi"},
		{"pe", "khianat", "pengkhianat"},
		{"pe", "bohong", "pembohong"},
		{"pe", "rusak", "perusak"},
		{"pe-an", "siksa", "penyiksaan"},
		{"pe-an", "tindas", "penindasan"},
		{"di", "tampar", "ditampar"},
		{"di-kan", "pojok", "dipojokkan"},
		{"di-i", "bohong", "dibohongi"},
		{"di-i", "beri", "diberi"},
		{"ter", "pojok", "terpojok"},
		{"ter", "romantis", "teromantis"},
		{"ter-kan", "sudut", "tersudutkan"},
		{"ter-i", "zalim", "terzalimi"},
		{"ber", "dusta", "berdusta"},
		{"ber", "rencana", "berencana"},
		{"ber", "kerja", "bekerja"},
		{"ber", "ternak", "beternak"},
		{"ber-an", "peluk", "berpelukan"},
		{"ber-kan", "dasar", "berdasarkan"},
		{"per-an", "selingkuh", "perselingkuhan"},
		{"memper", "buruk", "memperburuk"},
		{"memper-kan", "malu", "mempermalukan"},
		{"memper-i", "baik", "memperbaiki"},
		{"diper", "buruk", "diperburuk"},
		{"diper-kan", "malu", "dipermalukan"},
		{"ke-an", "guncang", "keguncangan"},
		{"ke", "dua", "kedua"},
		{"se", "besar", "sebesar"},
		{"-an", "cibir", "cibiran"},
		{"-kan", "viral", "viralkan"},
		{"-i", "hindar", "hindari"},
		{"ng", "amuk", "ngamuk"},
		{"ng", "kibul", "ngibul"},
		{"ng", "sindir", "nyindir"},
		{"ng", "cari", "nyari"},
		{"ng", "tonton", "nonton"},
		{"ng", "pukul", "mukul"},
		{"ng", "gosip", "ngegosip"},
		{"ng", "klik", "ngeklik"},
		{"ng-in", "cerai", "nyeraiin"},
		{"di-in", "julid", "dijulidin"},
		{"redup", "kata", "kata-kata"},
		{"poss", "pacar", ""},
		{"bare", "sih", ""},
	}
	tested := map[string]bool{}
	for _, tt := range tests {
		tested[tt.rule] = true
		if got := inflect(tt.rule, tt.root); got != tt.want {
			t.Errorf("%s of %s = %q, want %q", tt.rule, tt.root, got, tt.want)
		}
	}
	for _, rule := range indonesian {
		if !tested[rule] {
			t.Errorf("rule %s is not tested", rule)
		}
	}
}

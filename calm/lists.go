package calm

import (
	"slices"
	"strings"
)

// Words of both languages, lower case. "_" stands for a space.

type set map[string]bool

func list(words string) set {
	s := set{}
	for _, w := range strings.Fields(words) {
		s[strings.NewReplacer("_", " ", "'s", " 's").Replace(w)] = true // tokens: here, 's
	}
	return s
}

// openers are cries before a headline, up to a mark.
var openers = list(`
	alamak alhamdulillah aduh aduhai akhirnya ampun asik asyik astaga astagfirullah astaghfirullah awas ayo bahaya bejat biadab bombastis breaking_news
	brutal buset cie ckck dahsyat darurat duh edan eh ealah epik fakta gak_nyangka gak_sangka tak_disangka tak_disangka_sangka ga_nyangka nggak_nyangka gawat
	geger geger_geger gempar gemas gemes gila gilaaa gokil halah hah hati_hati heboh heboh_lagi hii hore horor hore idih ih info_penting innalillahi
	innalilahi jangan_kaget kabar_buruk kabar_gembira kabar_baik kacau kaget keji kejam kejutan keren kocak kok_bisa konyol kontroversi kontroversial
	lho loh lucu luar_biasa jos mantap mantul mantab masyaallah memalukan memilukan memanas memukau menakjubkan menegangkan mencekam mengejutkan mengerikan
	mengharukan menggemparkan mengenaskan menghebohkan menohok menyedihkan merinding miris misterius nah nahas naas nekat ngaco ngakak
	ngeri ngeri_sedap ngilu nyesek panas parah pecah pengumuman penting pilu prihatin resmi ringis romantis rupanya sadis salut sedih seram serem seru
	sial siap_siap simak sinting spektakuler subhanallah syok shock tegang tegas telak ternyata terbongkar terciduk terkuak terungkap terjawab_sudah terharu
	terkejut tragis tragedi top uhuk uhuy unik ups viral viral_lagi wadaw waduh wah walah waspada waw woi wow wowww yeay yes yuk pantas waduh_waduh
	mampus modar skakmat tega jijik ngamuk astagaa waspadalah iyuh jorok hebat selamat yeay_selamat rasain kena_deh gempar_dunia cetar cetar_membahana gemas_banget parah_banget sangat_mengejutkan bikin_heboh bikin_geger bikin_merinding
	bikin_melongo bikin_ngakak bikin_kaget bikin_haru bikin_miris bikin_syok bikin_nangis bikin_emosi bikin_gemas bikin_ngeri
	amazing bam bombshell boom breaking brace_yourself brace_yourselves believe_it_or_not caught_red_handed crazy disgusting disgrace exclusive explosive
	exposed finally gasp good_grief gosh guess_what heartbreaking hilarious hold_on hold_onto_your_hats holy_cow holy_moly horrifying horror huge incredible
	insane it's_official jaw_dropping just_in just_wow lol look_out mind_blowing must_read must_see must_watch no_way not_again oh_boy oh_my oh_my_god oh_my_gosh
	oh_no oh_yes omg omfg ouch outrage outrageous ridiculous savage scandal scandalous shock shocker shocking sickening spoiler_alert stunning surprise
	terrifying kapow what hold_up this_is_huge tragic unbelievable unreal uh_oh warning well_well_well whoa woah wow wtf yay yikes you_guys yes_really
`)

// interjections are English openers that may end in a comma; adjectives may begin
// a list.
var interjections = list(`wow whoa woah omg oh_my oh_my_god oh_no oh_boy uh_oh yikes ouch gosh guess_what believe_it_or_not finally spoiler_alert yay well_well_well holy_cow
	holy_moly good_grief gasp lol`)

// callers open a headline without a mark, before one of newsHeads.
var callers = list(`geger gempar heboh miris viral nahas tragis sadis bejat ngeri horor waduh duh wow astaga terungkap`)

// newsHeads begin a headline that stands without its caller.
var newsHeads = list(`
	aksi anak artis ayah bapak bayi balita bidan bocah bos buronan bule bus camat calon cewek cowok detik dokter dosen dua duda emak foto gadis geng guru
	ibu ibu-ibu influencer istri jasad jenazah janda jemaah kabar kades kakak kakek karyawan karyawati kasus kepala keluarga kisah komplotan korban asisten binatang terduga puluhan ratusan ribuan lansia lurah
	mahasiswa mahasiswi maling mantan mayat menantu mertua mobil momen motor nelayan nenek oknum ojol orang pasangan pasien pasutri pedagang pegawai pelajar pelaku
	pembantu pemuda pemudi pemulung penemuan penampakan pengantin pengemudi pengendara pengusaha penjual penumpang penyanyi perampok perempuan petani pesta
	polisi potret pramugari prajurit pria pns remaja rekaman sopir santri santriwati satpam sejoli sekeluarga selebgram selebritas seleb seorang siswa siswi sosok
	suami tangis taruna tiktoker tki tkw tukang turis ustaz video wanita warga wisatawan youtuber`)

// turns mean "it turns out"; the sentence works without them.
var turns = list(`ternyata rupanya`)

// auxiliaries stand before a verb or are one.
var auxiliaries = list(`sudah belum masih pernah tak tidak bisa punya sempat ada dapat harus juga memang akan adalah lagi sedang boleh bukan mau hendak`)

// quantities after ternyata are what turns out.
var quantities = list(`semua hanya cuma bukan itu karena`)

// pointers point at what follows.
var pointers = list(`ini inilah begini beginilah berikut dia simak intip cek lihat`)

// leadNouns name what a pointer points at.
var leadNouns = list(`
	alasan arti asal bahaya beda biang cara ciri dampak daftar deretan efek fakta gejala hasil isi jadwal jawaban kabar kata kisah komentar kondisi kronologi
	kunci langkah latar link lokasi makna manfaat maksud modus momen motif nama nasib pandangan pemicu penampakan pengakuan penjelasan penyebab perbedaan
	peran perjalanan perkembangan pernyataan pesan potret profil rahasia reaksi respons respon sebab sederet sejumlah sejarah sinopsis solusi sosok syarat
	tanda tanggapan tips trik tujuan ucapan wujud gara-gara kronologis jumlah besaran rincian tarif bukti biodata resep khasiat jejak menu pola berita harga`)

// endings follow a headline after a mark and only tease.
var endings = list(`
	ada_apa ada_apa_ya apa_alasannya apa_penyebabnya apa_sebabnya apa_itu apa_isinya apa_maksudnya apa_artinya apa_yang_terjadi bagaimana_bisa
	begini_jadinya begini_ceritanya begini_akhirnya begini_nasibnya begini_kondisinya begini_penampakannya ini_yang_terjadi ini_yang_terjadi_selanjutnya
	ini_sebabnya ini_gara_garanya ini_ceritanya ini_akibatnya ini_akhirnya ini_biang_keroknya ini_biang_keladinya ini_orangnya ini_dia ini_dia_orangnya
	kenapa kenapa_ya kok_bisa kok_gitu kok_bisa_ya mengapa ngeri seperti_apa siapa siapa_dia siapakah_dia wow waduh
	here's_how here's_why here's_what_happened here's_what_to_know here's_what_we_know here's_what_you_need_to_know here's_what_you_should_know
	here's_the_reason here's_the_reason_why here's_what_that_means here's_what_it_means this_is_why that's_why find_out_why find_out_how
	it's_amazing it's_hilarious it's_heartbreaking it's_adorable it's_everything it's_incredible it's_perfect it's_gorgeous it's_beautiful it's_awesome it's_insane
	it's_shocking it's_horrifying it's_terrifying it's_wild it's_glorious it's_magical it's_absolutely_amazing it's_absolutely_hilarious it's_disgusting
	the_reason_will_shock_you the_results_are_amazing the_results_are_hilarious the_results_are_incredible the_results_will_shock_you the_reason_is_heartbreaking
	the_internet_can't_cope the_internet_can't_deal the_internet_can't_handle_it the_internet_is_losing_it the_internet_is_obsessed the_internet_is_not_ok
	the_internet_is_not_okay the_internet_lost_it twitter_can't_cope twitter_can't_deal fans_are_losing_it fans_can't_cope fans_can't_handle_it fans_are_freaking_out
	people_are_losing_it people_are_freaking_out people_can't_deal everyone_is_losing_it nobody_can_believe_it no_one_can_believe_it
	we_can't_cope we_can't_deal we_can't_even we_can't_handle_it we're_obsessed we're_not_crying i_can't_even i_can't_deal omg wow
	what_happened_next_is_incredible what_happened_next_will_shock_you what_happens_next_will_shock_you what_happens_next_is_amazing what_happens_next_is_incredible
	you_won't_believe_it you_won't_believe_what_happened_next you_won't_believe_what_happens_next you_won't_believe_why you_won't_believe_how
	you_won't_believe_the_results you_won't_believe_your_eyes you_won't_believe_the_reason you_need_to_see_it you_need_to_see_this you'll_never_guess_why
	you'll_never_guess_what_happened_next you'll_be_shocked your_jaw_will_drop`)

// audiences and reactions make endings such as Bikin Netizen Melongo.
var (
	audiences = list(`netizen warganet publik fans warga penonton netter jagat orang banyak medsos hati internet`)
	reactions = list(`
		baper bangga emosi geleng-geleng geger gempar gemas gemes geram girang haru heboh histeris iri kaget kagum kesal khawatir kocak kepo lapar melongo melting
		meleleh merinding menangis mewek miris nangis ngakak ngeri ngiler ngilu nyesek pangling panik penasaran pilu salfok salting sedih senyum syok shock takjub
		terenyuh terharu terkejut terkesima terpana terpukau tercengang tertawa melotot bengong bingung deg-degan`)
)

// leads withhold at the start of an English headline, before one of whWords.
var leads = func() (all [][]string) {
	for phrase := range list(`you_won't_believe you'll_never_believe you'll_never_guess you_will_not_believe you_need_to_see you_have_to_see you_need_to_know
		here's here_is this_is that's watch find_out guess see`) {
		all = append(all, strings.Fields(phrase))
	}
	slices.SortFunc(all, slices.Compare)
	return all
}()

var whWords = list(`how what why when where who`)

// subordinators begin a clause that cannot stand alone.
var subordinators = list(`
	agar akibat andai apabila asal baru begitu berkat biar bila cuma demi gara-gara gara hingga hanya ingin jelang jika kalau karena kendati ketika lantaran mau meski
	meskipun namun nggak padahal pasca pernah saat saking sambil sebab sebelum sejak selain selama sempat semenjak seusai setelah setiap sudah supaya tak tiap tanpa telah usai
	viral walau walaupun suka sering selalu punya ternyata untuk buat dari di dalam pada dengan diduga disebut dikira bukan dulu kerap akui ngaku
	after although as because before despite from if in since though unless until when whenever while with without why what how who where to for on at`)

// after strengthen the word before them.
var after = list(`banget bangett bgt bangeeet bangettt bingits`)

// before strengthen the word after them.
var before = list(`
	sangat teramat
	absolutely amazingly awfully beautifully bloody brutally damn extremely fucking freaking hilariously hugely immensely incredibly insanely literally
	majorly ridiculously shockingly stunningly terribly terrifyingly totally truly unbelievably utterly very wildly wonderfully massively`)

// degreeOf are adjectives that super strengthens; elsewhere it may be part of a name.
var degreeOf = list(`
	cantik canggih cepat dingin enak ganteng gede gemas gemes hemat irit jago keren ketat kaya kecil kocak langka lembut lengkap lezat lucu mahal megah mewah
	mini mudah murah nyaman panas padat panjang pedas penting praktis ramai rame romantis seksi seram sederhana seru sibuk simpel tajir tebal tipis
	adorable annoying awkward busy cheap close cool creepy cute easy excited expensive fancy fun funny gross happy hot late nice pregnant proud
	rare rich sad scary sexy sick simple strange stylish sweet tiny weird`)

// fixedVery are words that very does not merely strengthen.
var fixedVery = list(`best first last own same few little much many well real next`)

// copulas come before so where it strengthens: is so cute.
var copulas = list(`is are was were looks look looked feels felt seems seemed am 's they're we're i'm you're be`)

// hype are adjectives that a noun can do without. How large, deadly or old something
// is, is a fact, so such adjectives are not listed.
var hype = list(`
	amazing astonishing astounding awesome breathtaking chilling creepy disturbing eye-popping fabulous
	ghastly gorgeous gruesome hair-raising harrowing haunting heartbreaking heart-wrenching hilarious horrible horrific horrifying hysterical
	incredible insane jaw-dropping ludicrous magnificent mind-blowing mindblowing nauseating outrageous phenomenal racy remarkable ridiculous
	scathing sensational shocking sickening sizzling spectacular staggering steamy stunning sultry superb terrifying tantalizing tantalising unbelievable
	vile wondrous`)

// fixedNouns make a phrase or a name with the adjective before them, or say little
// without it: put on a racy display, The Amazing Race.
var fixedNouns = list(`display displays show reason reasons race grace spider-man spider hulk four histories mess way thing things stretch price reality opener attack`)

// prepositions come before a verb in -ing as well.
var prepositions = list(`after before by for from in of on while without with at about into since despite when against to as`)

// pronouns before 's make it a verb.
var pronouns = list(`it that he she there here what who where how this`)

// compares come before an adjective that must stay.
var compares = list(`and or but so too very more most less least as how is are was were be been being looks look looked looking feels feel seems than not no never pretty quite rather really just almost even most turns turn gets get got goes go went
	what such becomes became become called calls call by`)

// allOut are adverbs after a verb, really those before a word.
var (
	allOut = list(`habis_habisan mati_matian gila_gilaan`)
	really = list(`benar_benar bener_bener betul_betul`)
)

// smallWords stay in lower case in title case.
var smallWords = list(`
	di ke dari dan yang untuk pada dengan oleh atau bagi para dalam serta si sang
	a an the and or nor but of to in on at by for with from as`)

// connectives cannot begin what is left of a headline, nor end it; openEnds cannot
// end it.
var (
	connectives = list(`yang dan atau tapi tetapi namun serta sehingga karena agar supaya bahwa sedangkan oleh and or but nor of than that which because`)
	openEnds    = list(`di ke dari pada untuk dengan bagi para si sang hingga lalu sementara ternyata begini to the a an with for so in on at by from as`)
)

// falseAcronyms are listed as acronyms but are more often something else.
var falseAcronyms = list(`it who am as abs ama bc is un isi yg dpt`)

// initials look like words but are acronyms when they alone are in capitals.
var initials = list(`apd snap maha goat wags doge daca cobra save`)

// chatWords are shortened words without a vowel, not acronyms.
var chatWords = list(`yg dpt kpd dgn krn bgt tdk jgn dlm utk jd sdh blm spt brp gk tp hmm shh psst brr grr`)

var roman = list(`ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xx xxi`)

// brands have capitals of their own.
var brands = map[string]string{"iphone": "iPhone", "ipad": "iPad", "youtube": "YouTube", "tiktok": "TikTok", "whatsapp": "WhatsApp", "youtuber": "YouTuber",
	"tiktoker": "TikToker", "linkedin": "LinkedIn", "paypal": "PayPal", "ebay": "eBay"}

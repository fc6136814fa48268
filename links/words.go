package links

// blockKind is what a heading, a marker or a class name says about a block.
type blockKind uint8

const (
	kindNone       blockKind = iota
	kindRelated              // related, recommended, popular stories
	kindLatest               // newest or top stories: related beside an article, headlines on an index page
	kindNavigation           // menus, tags, archives
	kindFooter
	kindAd
	kindShare
	kindPagination
	kindAside // complementary content that does not say what it is
	kindMeta  // author, section or date of a story
)

// markerPhrases are headings and marker lines, normalised by normMarker. A
// text is a marker when it is one of them, or starts with one and is short.
var markerPhrases = map[blockKind][]string{
	kindRelated: {
		// Indonesian
		"artikel terkait", "berita terkait", "baca juga", "baca pula", "baca selengkapnya juga", "baca lainnya", "baca",
		"simak juga", "simak pula", "simak", "lihat juga", "lihat pula", "tonton juga", "berita lainnya", "berita lain", "artikel lainnya",
		"artikel lain", "artikel serupa", "artikel sejenis", "terpopuler", "berita terpopuler", "artikel terpopuler", "berita populer",
		"artikel populer", "paling populer", "populer", "paling banyak dibaca", "terbanyak dibaca", "paling dibaca", "sering dibaca", "banyak dibaca",
		"paling dikomentari", "rekomendasi", "rekomendasi untuk anda", "rekomendasi untukmu", "direkomendasikan", "berita rekomendasi", "pilihan editor",
		"pilihan redaksi", "pilihan untukmu", "pilihan untuk anda", "pilihan", "untuk anda", "untukmu", "mungkin anda suka",
		"mungkin kamu suka", "anda mungkin suka", "anda mungkin menyukai", "anda mungkin juga suka", "mungkin anda tertarik",
		"jangan lewatkan", "jangan sampai terlewat", "sedang tren", "sedang hangat", "sedang ramai", "lagi ramai", "lagi viral", "trending",
		"tren", "terkait", "berita sebelumnya tentang ini", "topik terkait berita", "liputan terkait", "kabar terkait", "kabar lainnya",
		"berita pilihan", "artikel pilihan", "artikel rekomendasi", "video terkait", "foto terkait", "postingan terkait", "pos terkait", "tulisan terkait",
		"tulisan lainnya", "posting populer", "entri populer", "pos populer", "berita menarik lainnya", "artikel menarik lainnya", "yang menarik lainnya",
		"menarik untuk dibaca", "terhangat", "berita hangat", "hot topik", "lanjut baca", "bacaan lainnya", "bacaan terkait", "cerita terkait",
		// English
		"related", "related articles", "related article", "related stories", "related story", "related news", "related posts", "related post",
		"related content", "related coverage", "related reading", "related links", "related topics coverage", "related videos", "read also", "also read",
		"read more", "read more on", "read next", "read more about", "more on this story", "more on this", "more on this topic", "more on",
		"more from", "more stories", "more news", "more like this", "more in", "more to explore", "more to read", "most popular",
		"most read", "most viewed", "most shared", "most commented", "popular", "popular posts", "popular stories", "popular now",
		"popular articles", "popular news", "trending now", "trending stories", "trending news", "trending topics stories", "whats trending", "recommended",
		"recommended for you", "recommended reading", "recommended stories", "recommendations", "you may like", "you may also like",
		"you might like", "you might also like", "you may have missed", "you might be interested in", "you may be interested in",
		"in case you missed it", "icymi", "see also", "up next", "next up", "keep reading", "further reading", "dont miss", "editors picks",
		"editors pick", "editors choice", "our picks", "top picks", "picked for you", "for you", "what to read next", "what others are reading", "similar articles",
		"similar stories", "other stories", "other news", "hot topics", "hot stories", "watch next", "people also read", "readers also liked",
		"suggested articles", "suggested for you", "explore more", "continue reading", "must read", "must reads",
	},
	kindLatest: {
		"berita terbaru", "berita terkini", "terbaru", "terkini", "artikel terbaru", "pos terbaru", "pos pos terbaru", "tulisan terbaru", "postingan terbaru",
		"kabar terbaru", "berita utama", "headline", "headlines", "topik utama", "sorotan", "fokus", "indeks berita", "news update", "berita hari ini",
		"latest", "latest news", "latest stories", "latest articles", "latest posts", "recent posts", "recent articles", "recent stories", "recent news",
		"top stories", "top news", "breaking news", "just in", "new", "whats new", "in the news", "featured", "featured stories", "newest",
	},
	kindNavigation: {
		"kategori", "arsip", "tag", "tags", "topik", "label", "labels", "kanal", "rubrik", "menu", "navigasi", "jaringan", "network", "topik populer",
		"topik terkait", "topik hangat", "tag terkait", "tag terpopuler", "tag populer", "trending topik", "indeks", "categories", "category", "archives",
		"archive", "topics", "related topics", "trending topics", "sections", "explore topics", "popular tags", "popular topics", "links", "tautan", "blogroll",
	},
	kindFooter: {
		"tentang kami", "hubungi kami", "ikuti kami", "media sosial", "informasi", "perusahaan", "about us", "follow us", "contact us", "company", "legal", "our network",
		"download aplikasi", "unduh aplikasi", "get the app", "stay connected", "connect with us", "follow us on",
	},
	kindAd: {
		"advertisement", "advertisements", "advertising", "iklan", "sponsored", "sponsored content", "sponsored links", "sponsored stories", "sponsored by",
		"promoted", "promoted content", "promoted stories", "promoted links", "paid content", "paid post", "paid partnership", "partner content", "from our partners", "from our partner",
		"around the web", "from the web", "konten promosi", "konten sponsor", "konten bersponsor", "bersponsor", "disponsori", "dipromosikan", "iklan sponsor",
		"advertorial", "pariwara", "info iklan", "promosi", "dari mitra kami", "konten mitra", "ads by", "ads", "ad", "scroll to continue", "recommended by taboola", "sponsored links by taboola",
	},
	kindShare: {
		"bagikan", "bagikan berita", "bagikan berita ini", "bagikan artikel", "bagikan artikel ini", "bagikan ini", "bagikan ke", "berbagi", "sebarkan", "sebarkan ini", "share", "share this", "share this article",
		"share this story", "share on", "share via", "share article",
	},
	kindPagination: {"pagination", "paginasi", "halaman", "pages", "page", "next page", "laman"},
}

// markerRests are words that may follow a marker phrase, as in "Terpopuler di
// Nasional" or "Artikel terkait lainnya". Any one word is allowed as well.
var markerRests = map[string]bool{"lainnya": true, "di": true, "hari": true, "ini": true, "minggu": true, "pekan": true, "bulan": true, "untuk": true, "anda": true,
	"kamu": true, "dari": true, "tentang": true, "dengan": true, "seputar": true, "topik": true, "berita": true, "artikel": true, "in": true, "on": true, "this": true,
	"week": true, "today": true, "now": true, "for": true, "you": true, "from": true, "about": true, "to": true, "the": true, "and": true, "dan": true, "news": true,
	"story": true, "stories": true, "articles": true, "posts": true, "terbaru": true, "our": true, "related": true, "latest": true, "by": true, "oleh": true}

// classStems are looked for anywhere in a class or id with its separators
// removed, so that "baca-juga__list" and "relatedPosts" are both found.
var classStems = []struct {
	kind  blockKind
	stems []string
}{
	{kindAd, []string{"advert", "adsense", "adsby", "taboola", "outbrain", "mgid", "revcontent", "sponsor", "iklan", "promoted", "googlead", "dfpad", "adslot",
		"adunit", "paidcontent", "pariwara", "nativead", "adbox", "adcontainer"}},
	{kindShare, []string{"sharebar", "sharebutton", "sharebtn", "sharelink", "sharing", "sharedaddy", "addtoany", "socialshare", "sharesocial", "postshare",
		"articleshare", "bagikan", "sosmed", "socialmedia", "sociallink", "socialicon"}},
	{kindPagination, []string{"pagination", "paginate", "pagenumber", "pagenav", "pagelinks", "paging", "postnavigation", "navlinks", "wppagenavi", "blogpager", "nextprev", "prevnext"}},
	{kindNavigation, []string{"breadcrumb", "navbar", "navmenu", "mainmenu", "megamenu", "submenu", "topmenu", "sitemap", "offcanvas", "hamburger", "taglist",
		"tagslist", "tagcloud", "posttags", "articletag", "tagslinks", "relatedtag", "relatedtopic", "populartag", "populartopic", "trendingtag", "trendingtopic", "catlist", "widgetcategories", "widgetarchive",
		"skiplink", "navigation", "postlabels", "detailtag", "topiclist", "blogarchive"}},
	{kindRelated, []string{"related", "terkait", "bacajuga", "bacalain", "linksisip", "lihatjg", "lihatjuga", "simakjuga", "populer", "popular", "mostpop", "trending", "rekomen",
		"recommend", "recirc", "mostread", "mostview", "mostviewed", "mostshared", "mostarticle", "readalso", "alsoread", "alsolike", "seealso", "readnext", "readmoreon",
		"morestories", "morenews", "morefrom", "moreon", "upnext", "maylike", "mightlike", "sejenis", "serupa", "lainnya", "beritalain", "artikellain",
		"editorpick", "editorspick", "pilihaneditor", "pilihanredaksi", "yarpp", "richlink", "similar", "youmay", "youmight", "bacapula", "onwardjourney", "keepreading", "nextarticle", "suggested", "topread", "hotnews"}},
	{kindLatest, []string{"terbaru", "terkini", "latest", "recentpost", "recententries", "widgetrecent", "newest", "topstories", "newsfeed", "beritautama", "sidelist"}},
	{kindFooter, []string{"footer", "colophon", "copyright", "sitefoot"}},
	{kindMeta, []string{"byline", "authorname", "postauthor", "entrymeta", "postmeta", "catlinks", "postcategory", "entrycategory", "articlecategory", "articlesection", "kicker"}},
	{kindAside, []string{"sidebar"}},
}

// classWords are looked for as whole words of a class or id.
var classWords = map[string]blockKind{
	"ad": kindAd, "ads": kindAd, "adv": kindAd, "ad-slot": kindAd,
	"share": kindShare, "shares": kindShare, "social": kindShare, "sosial": kindShare,
	"pager": kindPagination, "crp": kindRelated,
	"nav": kindNavigation, "menu": kindNavigation, "tags": kindNavigation, "tagcloud": kindNavigation, "topnav": kindNavigation, "masthead": kindNavigation, "topbar": kindNavigation,
	"aside": kindAside, "widget": kindAside, "rail": kindAside,
	"author": kindMeta, "category": kindMeta, "categories": kindMeta, "kategori": kindMeta, "kanal": kindMeta, "cat": kindMeta, "section-name": kindMeta, "penulis": kindMeta, "rubrik": kindMeta,
}

// sections are names of newspaper sections that stand before or after titles.
var sections = wordSet(`nasional internasional global dunia ekonomi bisnis finansial keuangan bola sepakbola olahraga sport sports tekno teknologi
	otomotif hiburan seleb selebriti gosip hot entertainment lifestyle gaya-hidup kesehatan health travel wisata food kuliner megapolitan metro regional daerah
	nusantara politik hukum kriminal peristiwa edukasi pendidikan sains properti opini kolom foto video news berita internet inet oto finance health wolipop haji
	jabodetabek humaniora khazanah ekbis cek-fakta tren viral money world business technology tech science politics opinion culture asia europe us uk africa
	americas middle-east climate environment money arts music movies books style society education law weather live podcast breaking sains-tekno timur-tengah
	luar-negeri dalam-negeri gaya`)

// moreTexts are texts of links that open a story or a list without naming it.
var moreTexts = wordSet(`selengkapnya baca-selengkapnya lihat-selengkapnya selengkapnya-di-sini baca lihat lihat-semua lihat-semuanya semua lainnya lihat-lainnya baca-lagi baca-lebih-lanjut lebih-lanjut
	lanjutkan-membaca lanjut-baca muat-lebih muat-lainnya muat-lebih-banyak indeks indeks-berita klik-di-sini di-sini disini sini read-more more see-more see-all view-all show-all view-more show-more load-more
	continue-reading read-the-full-story full-story read-full-story learn-more read read-now here click-here details detail lebih-banyak berita-selengkapnya more-news read-article
	watch watch-now watch-video tonton tonton-video dengarkan listen komentar comments comment beri-komentar leave-a-comment no-comments tidak-ada-komentar`)

// nextTexts are texts of page turning links.
var nextTexts = wordSet(`next prev previous next-page previous-page older newer older-posts newer-posts selanjutnya sebelumnya berikutnya halaman-selanjutnya halaman-berikutnya
	halaman-sebelumnya posting-lama posting-lebih-baru posting-lebih-lama pos-lama pos-baru first last awal akhir pertama terakhir tampilkan-semua halaman-semua show-all-pages`)

// wordSet reads a list of phrases; "-" stands for the space inside one.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range fieldsDash(list) {
		set[w] = true
	}
	return set
}

package features

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// lookalikes lists typographic marks, and letters of other scripts and rare
// Latin ones that are read as a Latin letter: each item is the character followed
// by what it is read as. The letters are those a reader confuses (compare Unicode
// Technical Standard 39, "confusables"); the selection is our own.
const lookalikes = "" +
	// Marks
	"‘' ’' ‚' ‛' ′' ´' `' ʼ' ʻ' ‹' ›' ＇' “\" ”\" „\" ‟\" ″\" «\" »\" ＂\" 〝\" 〞\" 「\" 」\" 『\" 』\" " +
	"–- —- ‒- ―- −- ‐- ‑- ﹣- －- …... ⋯... 。. 、, ،, ؟? ❓? ❔? ❗! ❕! ¡! ‼!! ⁉!? ⁈?! 【[ 〔[ ［[ 】] 〕] ］] " +
	// Cyrillic
	"АA ВB ЕE ЗZ КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЇI ЈJ ЬB ԌG ҮY ѴV ԚQ ԜW ӀI ԐE ҺH ЁE " +
	"аa вb еe ёe зz кk мm нh оo рp сc тt уy хx ѕs іi їi јj һh ԁd ԛq ԝw ѵv үy ӏl ьb ѡw ґr ӕae гr пn иu лn яr " +
	// Greek
	"ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa βb γy εe ηn ιi κk μu νv οo ρp τt υu χx ωw ϲc ϳj ςs σo δd " +
	// Armenian, Cherokee, Lisu
	"օo սu ոn հh ցg քp ԱU ՕO ՏS ᎪA ᏴB ᏟC ᎠD ᎬE ᎻH ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ " +
	"ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU " +
	// Latin letters with strokes and hooks, small capitals
	"øo ØO łl ŁL đd ĐD ħh ĦH ŧt ŦT ıi ȷj ɑa ɡg ɩi ɪi ʏy ʀr ʙb ʜh ʟl ɴn ɢg ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ꜰf " +
	"ƒf ɓb ɗd ɠg ƙk ƥp ƭt ʋv ƴy ɦh ɨi ʉu ɛe ɔo əe ɐa ɾr ɭl ɱm ɳn ʂs ʈt ʐz ǝe ßss ẞSS æae ÆAE œoe ŒOE ðd þth " +
	// negative squared and circled capitals, regional letters are flags and stay
	"🅰A 🅱B 🅲C 🅳D 🅴E 🅵F 🅶G 🅷H 🅸I 🅹J 🅺K 🅻L 🅼M 🅽N 🅾O 🅿P 🆀Q 🆁R 🆂S 🆃T 🆄U 🆅V 🆆W 🆇X 🆈Y 🆉Z " +
	"🅐A 🅑B 🅒C 🅓D 🅔E 🅕F 🅖G 🅗H 🅘I 🅙J 🅚K 🅛L 🅜M 🅝N 🅞O 🅟P 🅠Q 🅡R 🅢S 🅣T 🅤U 🅥V 🅦W 🅧X 🅨Y 🅩Z " +
	// currency signs
	"€E £L ¥Y ₳A ฿B ₵C ₫D ₲G ₭K ₦N ₱P ₮T ₩W ¢c"

// lookTable holds lookalikes. It is built on first use: only text beyond ASCII
// needs it.
var lookTable = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 400)
	for _, item := range strings.Fields(lookalikes) {
		r, n := utf8.DecodeRuneInString(item)
		m[r] = item[n:]
	}
	return m
})

package train

import (
	"strings"

	"github.com/heboh/heboh/features"
)

// isSide reports whether a folded word names a side in a conflict: states and
// their peoples, armed groups, parties, faiths, ethnic groups, politicians. Which
// of them a headline names must not decide its verdict: nothing is learnt from
// n-grams that hold such a name, and the nets read it as the unknown word. Names
// that are also common words, such as labour or us, are not listed.
func isSide(word string) bool { return sides[word] }

var sides = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(sideNames) {
		m[w] = true
	}
	return m
}()

const sideNames = `
afghan afghanistan africa african afrika america american amerika arab arabia arabs armenia armenian asian
australia australian azerbaijan belarus beijing britain british china chinese cina croatia croatian cuba cyprus
egypt egyptian england english eritrea eropa ethiopia europe european filipina france french gaza german germany
ghana ghanaian greece houthi hamas hezbollah hizbullah india indian indonesia indonesian inggris irak iran iranian
iraq iraqi ireland irish irlandia isis israel israeli japan japanese jepang jerman jordan jordania yordania kashmir
kiev korea korean kosovo kremlin kroasia kuba kurdi kurdish kyiv latino lebanese lebanon libanon malaysia malaysian
mesir moscow moskow myanmar nato nigeria nigerian pakistan pakistani palestina palestine palestinian palestinians
papua persia persian philippines poland polandia polish prancis pyongyang qatar rohingya rusia russia russian
russians saudi seoul serbia serbian serikat singapore singapura siprus sudan suriah syria syrian taiwan taiwanese
taliban tiongkok turkey turki turkish ukraina ukraine ukrainian usa venezuela vietnam yaman yemen yemeni yunani

buddha buddhism buddhist catholic catholics christian christians hindu hindus islam islamic jew jewish jews katolik
konghucu kristen muslim muslims protestan protestant protestants shia sikh sunni syiah yahudi

aceh ambon bali banjar batak betawi bugis dayak jawa madura melayu minang sunda tionghoa

centrist centrists conservative conservatives democrat democrats demokrat gerindra golkar gop hanura liberal liberals
nasdem nationalist nationalists pdi pdip perindo pkb pks ppp psi republican republicans socialist socialists tories
tory unionist unionists

ahok airlangga anies biden bush clinton corbyn ganjar gandhi gibran harris imin johnson jokowi kaesang macron mahfud
megawati modi netanyahu obama prabowo putin sanders sby starmer sunak trump zelensky zelenskyy
`

// namesSide reports whether a text names a side.
func namesSide(text string) bool {
	for _, t := range features.Tokenize(text) {
		if isSide(t.Shape()) {
			return true
		}
	}
	return false
}

// withoutSides sets the hashes of n-grams that hold the name of a side to 0;
// shapes, which hold no names, stay.
func withoutSides(h *features.Headline, text string, grams []uint64) {
	toks := features.Tokenize(text)
	side := make([]bool, len(toks))
	for i, t := range toks {
		side[i] = isSide(t.Shape())
	}
	for k, r := range h.NGramRanges(nil) {
		for t := r.From; t < r.To && !r.Shape; t++ {
			if side[t] {
				grams[k] = 0
			}
		}
	}
}

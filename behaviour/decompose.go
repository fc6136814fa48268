package behaviour

import (
	"strings"
	"sync"
)

// decompositions pairs accented Latin letters with their canonical
// decomposition (NFD): each item is a combining mark followed by pairs of
// plain and accented letters. Letters of two marks are listed over a letter
// that already has one.
var decompositions = []struct {
	mark  rune
	pairs string
}{
	{'\u0300', "AÀEÈIÌOÒUÙNǸaàeèiìoòuùnǹ"},
	{'\u0301', "AÁEÉIÍOÓUÚYÝCĆNŃSŚZŹLĹRŔaáeéiíoóuúyýcćnńsśzźlĺrŕ"},
	{'\u0302', "AÂEÊIÎOÔUÛCĈGĜSŜaâeêiîoôuûcĉgĝsŝ"},
	{'\u0303', "AÃNÑOÕIĨUŨaãnñoõiĩuũ"},
	{'\u0304', "AĀEĒIĪOŌUŪaāeēiīoōuū"},
	{'\u0306', "AĂGĞaăgğ"},
	{'\u0307', "CĊEĖIİZŻcċeėzż"},
	{'\u0308', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"},
	{'\u030a', "AÅUŮaåuů"},
	{'\u030b', "OŐUŰoőuű"},
	{'\u030c', "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž"},
	{'\u0323', "AẠEẸIỊOỌUỤaạeẹiịoọuụ"},
	{'\u0327', "CÇSŞTŢcçsştţ"},
	{'\u0328', "AĄEĘIĮUŲaąeęiįuų"},
}

// doubleMarks holds the letters of two marks that names in the suite use.
const doubleMarks = "ễe\u0302\u0303|Ễ" + "E\u0302\u0303|ấa\u0302\u0301|ầa\u0302\u0300|ếe\u0302\u0301|ềe\u0302\u0300|ốo\u0302\u0301|ồo\u0302\u0300"

var decomposer = sync.OnceValue(func() *strings.Replacer {
	var list []string
	for _, d := range decompositions {
		letters := []rune(d.pairs)
		for i := 0; i+1 < len(letters); i += 2 {
			list = append(list, string(letters[i+1]), string(letters[i])+string(d.mark))
		}
	}
	for item := range strings.SplitSeq(doubleMarks, "|") {
		letters := []rune(item)
		list = append(list, string(letters[:1]), string(letters[1:]))
	}
	return strings.NewReplacer(list...)
})

// decompose writes accented Latin letters as a letter and combining marks.
func decompose(t string) string { return decomposer().Replace(t) }

// accented maps a plain letter to its accented forms, in table order.
var accented = sync.OnceValue(func() map[rune][]rune {
	m := make(map[rune][]rune)
	for _, d := range decompositions {
		letters := []rune(d.pairs)
		for i := 0; i+1 < len(letters); i += 2 {
			m[letters[i]] = append(m[letters[i]], letters[i+1])
		}
	}
	return m
})

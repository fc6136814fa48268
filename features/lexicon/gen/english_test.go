package main

import "testing"

func TestEnglishRules(t *testing.T) {
	tests := []struct{ rule, word, want string }{
		{"s", "slam", "slams"},
		{"s", "crush", "crushes"},
		{"s", "boss", "bosses"},
		{"s", "celebrity", "celebrities"},
		{"s", "betray", "betrays"},
		{"s", "flop", "flops"},
		{"ed", "slam", "slammed"},
		{"ed", "savage", "savaged"},
		{"ed", "deny", "denied"},
		{"ed", "destroy", "destroyed"},
		{"ed", "show", "showed"},
		{"ed", "threaten", "threatened"},
		{"ed", "roast", "roasted"},
		{"ing", "rip", "ripping"},
		{"ing", "savage", "savaging"},
		{"ing", "lie", "lying"},
		{"ing", "flee", "fleeing"},
		{"ing", "quit", "quitting"},
		{"ing", "betray", "betraying"},
		{"er", "big", "bigger"},
		{"er", "creepy", "creepier"},
		{"er", "cute", "cuter"},
		{"est", "sad", "saddest"},
		{"est", "ugly", "ugliest"},
		{"est", "late", "latest"},
		{"ly", "shameless", "shamelessly"},
		{"ly", "incredible", "incredibly"},
		{"ly", "angry", "angrily"},
		{"ly", "pathetic", "pathetically"},
		{"ly", "full", "fully"},
		{"ly", "savage", "savagely"},
		{"ness", "happy", "happiness"},
		{"ness", "awesome", "awesomeness"},
	}
	tested := map[string]bool{}
	for _, tt := range tests {
		tested[tt.rule] = true
		if got := english[tt.rule](tt.word); got != tt.want {
			t.Errorf("%s of %s = %q, want %q", tt.rule, tt.word, got, tt.want)
		}
	}
	for rule := range english {
		if !tested[rule] {
			t.Errorf("rule %s is not tested", rule)
		}
	}
}

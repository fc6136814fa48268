package datasets

import "testing"

// The vectors were computed independently, from the rule's wording, with
// another language's Unicode and SHA-256.
func TestKeyVectors(t *testing.T) {
	tests := []struct {
		text, key, hash string
		test            bool
	}{
		{"Halo, Dunia!", "halodunia", "242f4089dbc8d040", false},
		{"ＦＵＬＬＷＩＤＴＨ １２３", "fullwidth123", "6a4f422082dd7adc", false},
		{"ﬁnal—½ ① x²", "final121x2", "bde96a46408d00ea", false},
		{"VIRAL!! 7 Fakta", "viral7fakta", "c5e47ed12c3c1425", false},
		{"viral 7 fakta", "viral7fakta", "c5e47ed12c3c1425", false},
		{"naïve café", "naïvecafé", "e1c17d5ed36bacc5", true},
		{"nai\u0308ve cafe\u0301", "naïvecafé", "e1c17d5ed36bacc5", true},
		{"\u200eJenguk, M", "jengukm", "eaeac115e57104bc", false},
		{"!!!", "", "e3b0c44298fc1c14", false},
		{"", "", "e3b0c44298fc1c14", false},
	}
	for _, tt := range tests {
		if got := Key(tt.text); got != tt.key {
			t.Errorf("Key(%q) = %q, want %q", tt.text, got, tt.key)
		}
		if got := KeyHash(tt.text); got != tt.hash {
			t.Errorf("KeyHash(%q) = %s, want %s", tt.text, got, tt.hash)
		}
		if got := IsTest(tt.text); got != tt.test {
			t.Errorf("IsTest(%q) = %t", tt.text, got)
		}
	}
}

func TestSplit(t *testing.T) {
	in := []Example{NewExample("viral 7 fakta", 1), NewExample("naïve café", 0), NewExample("Halo, Dunia!", 0)}
	train, test := Split(in)
	if len(train) != 2 || len(test) != 1 || train[1].Text != "Halo, Dunia!" || test[0].Text != "naïve café" {
		t.Errorf("got %v and %v", texts(train), texts(test))
	}
}

package record

import (
	"fmt"
	"math"
	"strings"
)

// A Column says how a kind of figure is shown.
type Column struct {
	Title  string
	format func(v float64) string
	signed bool // a difference: insignificant where its interval holds 0
}

// Columns are the kinds of figures by their keys.
var Columns = map[string]Column{
	"n":                           {Title: "n", format: count},
	"learnt":                      {Title: "labelled rows", format: count},
	"sensational":                 {Title: "sensational", format: count},
	"prevalence":                  {Title: "share sensational", format: rate},
	"clickbait":                   {Title: "share clickbait", format: rate},
	"threshold":                   {Title: "threshold", format: rate},
	"accuracy":                    {Title: "accuracy", format: rate},
	"precision":                   {Title: "precision", format: rate},
	"recall":                      {Title: "recall", format: rate},
	"f1":                          {Title: "F1", format: rate},
	"macro_f1":                    {Title: "macro F1", format: rate},
	"roc_auc":                     {Title: "ROC-AUC", format: rate},
	"average_precision":           {Title: "average precision", format: rate},
	"ece":                         {Title: "ECE", format: rate},
	"held_accuracy":               {Title: "accuracy, publisher held out", format: rate},
	"held_roc_auc":                {Title: "ROC-AUC, publisher held out", format: rate},
	"kappa":                       {Title: "kappa", format: rate},
	"agreement":                   {Title: "share agreed", format: rate},
	"roc_auc_change":              {Title: "change", format: change, signed: true},
	"average_precision_change":    {Title: "change", format: change, signed: true},
	"id_roc_auc":                  {Title: "id ROC-AUC", format: rate},
	"id_roc_auc_change":           {Title: "change", format: change, signed: true},
	"id_average_precision":        {Title: "id average precision", format: rate},
	"id_average_precision_change": {Title: "change", format: change, signed: true},
	"en_roc_auc":                  {Title: "en ROC-AUC", format: rate},
	"en_roc_auc_change":           {Title: "change", format: change, signed: true},
	"en_average_precision":        {Title: "en average precision", format: rate},
	"en_average_precision_change": {Title: "change", format: change, signed: true},
	"power":                       {Title: "gain of twice the rows, power law", format: change, signed: true},
	"log_linear":                  {Title: "gain of twice the rows, log-linear", format: change, signed: true},
	"limit":                       {Title: "limit of the power law", format: rate},
	"exponent":                    {Title: "exponent", format: rate},
	"count":                       {Title: "errors", format: count},
	"expected":                    {Title: "if errors fell evenly", format: tenth},
	"positives":                   {Title: "false positives", format: count},
	"negatives":                   {Title: "false negatives", format: count},
	"row":                         {Title: "row", format: count},
	"label":                       {Title: "label", format: count},
	"probability":                 {Title: "probability", format: rate},
	"kind":                        {Title: "kind"},
	"lang":                        {Title: "language"},
	"cases":                       {Title: "cases", format: count},
	"passed":                      {Title: "passed", format: count},
	"flips":                       {Title: "verdicts turned", format: count},
	"movement":                    {Title: "mean movement", format: fine},
	"value":                       {Title: "value", format: plain},
	"wanted":                      {Title: "wanted"},
	"met":                         {Title: "met"},
	"rows":                        {Title: "rows"},
	"source":                      {Title: "from"},
	"meaning":                     {Title: "meaning"},
}

// Show writes a cell of the column as the tables show it: "–" where there is no
// figure, "~" before a change that chance may have made.
func (c Column) Show(cell Cell) string {
	switch {
	case cell.Text != "":
		return cell.Text
	case len(cell.Numbers) == 0:
		return "–"
	case c.format == nil:
		return fmt.Sprint(cell.Numbers[0])
	}
	s := c.format(cell.Numbers[0])
	if len(cell.Numbers) == 1 {
		return s
	}
	low, high := cell.Numbers[1], cell.Numbers[2]
	if c.signed && low <= 0 && high >= 0 {
		s = "~ " + s
	}
	between := "–"
	if c.signed {
		between = " to "
	}
	return s + " (" + c.format(low) + between + c.format(high) + ")"
}

func count(v float64) string { return fmt.Sprintf("%.0f", v) }

func plain(v float64) string { return fmt.Sprintf("%.4g", v) }

// rate writes three places without the leading zero, as statistics are printed.
func rate(v float64) string { return places(v, 3) }

func tenth(v float64) string { return fmt.Sprintf("%.1f", v) }

func fine(v float64) string { return places(v, 4) }

func places(v float64, n int) string {
	s := fmt.Sprintf("%.*f", n, math.Abs(v))
	zero := strings.Trim(s, "0.") == ""
	if math.Abs(v) < 1 {
		s = strings.TrimPrefix(s, "0")
	}
	if v < 0 && !zero {
		return "−" + s
	}
	return s
}

// change writes a difference with its sign.
func change(v float64) string {
	s := rate(v)
	if v > 0 && strings.Trim(s, "0.") != "" {
		return "+" + s
	}
	return s
}

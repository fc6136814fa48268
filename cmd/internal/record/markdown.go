package record

import (
	"fmt"
	"strings"
)

// Markdown writes the table with the given title over its first column. What
// was never measured is said so.
func (t *Table) Markdown(first string) string {
	if t == nil {
		return "*Not measured yet.*"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |", first)
	for _, c := range t.Columns {
		fmt.Fprintf(&b, " %s |", Columns[c].Title)
	}
	b.WriteString("\n|" + strings.Repeat("---|", len(t.Columns)+1))
	for _, row := range t.Rows {
		fmt.Fprintf(&b, "\n| %s |", escape(row.Name))
		for i, cell := range row.Cells {
			if i < len(t.Columns) {
				fmt.Fprintf(&b, " %s |", escape(Columns[t.Columns[i]].Show(cell)))
			}
		}
	}
	return b.String()
}

// escape keeps a bar from ending the cell.
func escape(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

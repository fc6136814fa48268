# bash completion for heboh.  Load it now:  source <(heboh completion bash)
# For good, with the package bash-completion:
#   heboh completion bash > ~/.local/share/bash-completion/completions/heboh
# heboh says itself what may follow; where it knows nothing, files do.
_heboh() {
	local found
	COMPREPLY=()
	while IFS=$'\t' read -r found _; do
		COMPREPLY+=("$found")
	done < <(heboh completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
	# A value is still to come after "precision=".
	if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
		compopt -o nospace 2>/dev/null
	fi
}
complete -o bashdefault -o default -F _heboh heboh

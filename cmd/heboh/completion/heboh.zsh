#compdef heboh
# zsh completion for heboh.  Load it now:  source <(heboh completion zsh)
# For good:  heboh completion zsh > "${fpath[1]}/_heboh"
# heboh says itself what may follow; where it knows nothing, files do.
_heboh() {
	local -a found
	local line
	for line in "${(@f)$(heboh completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
		[[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
	done
	if (( $#found )); then
		_describe heboh found
	else
		_files
	fi
}
if [[ $funcstack[1] == _heboh ]]; then
	_heboh
else
	compdef _heboh heboh
fi

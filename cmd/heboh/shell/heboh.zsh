#compdef heboh
# zsh completion for heboh.  Load it now:  source <(heboh completion zsh)
# For good:  heboh completion zsh > "${fpath[1]}/_heboh"
_heboh() {
	local -a asked found
	asked=("${(@)words[2,CURRENT-1]}")
	if [[ ${words[CURRENT]} == -* ]]; then
		asked+=("${words[CURRENT]}")
	fi
	found=("${(@f)$(heboh "${asked[@]}" --generate-bash-completion 2>/dev/null)}")
	if [[ -n ${found[1]} ]]; then
		compadd -a found
	else
		_files
	fi
}
if [[ $funcstack[1] == _heboh ]]; then
	_heboh
else
	compdef _heboh heboh
fi

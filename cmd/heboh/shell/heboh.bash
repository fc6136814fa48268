# bash completion for heboh.  Load it now:  source <(heboh completion bash)
# For good, with the package bash-completion:
#   heboh completion bash > ~/.local/share/bash-completion/completions/heboh
_heboh() {
	local typed=${COMP_WORDS[COMP_CWORD]}
	local before=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
	if [[ $typed == -* ]]; then
		before+=("$typed")
	fi
	COMPREPLY=($(compgen -W "$(heboh "${before[@]}" --generate-bash-completion 2>/dev/null)" -- "$typed"))
}
complete -o bashdefault -o default -F _heboh heboh

# fish completion for heboh.  Load it now:  heboh completion fish | source
# For good:  heboh completion fish > ~/.config/fish/completions/heboh.fish
# heboh says itself what may follow; where it knows nothing, files do.
function __heboh_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found (heboh completion words -- $before[2..-1] "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c heboh -f -a '(__heboh_complete)'

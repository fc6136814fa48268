# fish completion for heboh.  Load it now:  heboh completion fish | source
# For good:  heboh completion fish > ~/.config/fish/completions/heboh.fish
function __heboh_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l asked $before[2..-1]
    if string match -q -- '-*' "$typed"
        set -a asked "$typed"
    end
    set -l found (heboh $asked --generate-bash-completion 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$typed"
    end
end
complete -c heboh -f -a '(__heboh_complete)'
